"""A date and time."""
