"""The field type `duration`."""
