"""The part `form`."""
