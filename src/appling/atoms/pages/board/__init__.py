"""The part `board`."""
