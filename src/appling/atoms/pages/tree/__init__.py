"""The part `tree`."""
