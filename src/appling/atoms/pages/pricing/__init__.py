"""The part `pricing`."""
