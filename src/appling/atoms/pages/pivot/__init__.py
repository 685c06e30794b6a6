"""The part `pivot`."""
