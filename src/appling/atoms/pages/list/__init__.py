"""The part `list`."""
