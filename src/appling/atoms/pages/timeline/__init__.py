"""The part `timeline`."""
