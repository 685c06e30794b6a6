"""Set a field."""
