"""The part `calendar`."""
