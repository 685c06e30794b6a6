"""One of a few values."""
