"""The part `progress`."""
