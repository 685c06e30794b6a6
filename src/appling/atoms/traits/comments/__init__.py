"""The trait `comments`."""
