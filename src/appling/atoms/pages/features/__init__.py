"""The part `features`."""
