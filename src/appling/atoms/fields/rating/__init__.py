"""A number of stars."""
