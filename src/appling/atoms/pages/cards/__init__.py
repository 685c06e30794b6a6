"""The part `cards`."""
