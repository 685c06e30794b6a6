"""The part `text`."""
