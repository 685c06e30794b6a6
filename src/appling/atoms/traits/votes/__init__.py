"""The trait `votes`."""
