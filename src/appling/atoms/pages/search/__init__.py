"""The part `search`."""
