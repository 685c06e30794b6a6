"""The part `timer`."""
