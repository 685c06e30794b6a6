"""The part `stat`."""
