"""The part `team`."""
