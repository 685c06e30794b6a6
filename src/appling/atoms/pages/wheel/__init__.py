"""The part `wheel`."""
