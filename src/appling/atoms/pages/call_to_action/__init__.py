"""The part `call to action`."""
