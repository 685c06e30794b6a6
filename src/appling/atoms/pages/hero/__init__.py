"""The part `hero`."""
