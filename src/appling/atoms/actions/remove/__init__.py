"""Remove the row."""
