"""A file."""
