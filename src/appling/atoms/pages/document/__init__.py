"""The part `document`."""
