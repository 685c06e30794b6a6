"""The part `steps`."""
