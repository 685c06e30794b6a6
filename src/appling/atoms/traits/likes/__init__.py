"""The trait `likes`."""
