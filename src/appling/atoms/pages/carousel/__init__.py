"""The part `carousel`."""
