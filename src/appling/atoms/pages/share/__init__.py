"""The part `share`."""
