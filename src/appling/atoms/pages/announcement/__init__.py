"""The part `announcement`."""
