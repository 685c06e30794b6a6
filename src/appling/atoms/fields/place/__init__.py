"""The field type `place`."""
