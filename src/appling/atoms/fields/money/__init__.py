"""A sum of money."""
