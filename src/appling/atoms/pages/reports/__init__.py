"""The part `reports`."""
