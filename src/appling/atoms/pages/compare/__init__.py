"""The part `compare`."""
