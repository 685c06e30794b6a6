"""The part `audio`."""
