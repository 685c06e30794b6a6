"""The part `members`."""
