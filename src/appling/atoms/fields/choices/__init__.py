"""Several of a few values."""
