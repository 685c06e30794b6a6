"""The part `detail`."""
