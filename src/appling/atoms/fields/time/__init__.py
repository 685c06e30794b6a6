"""A time of day."""
