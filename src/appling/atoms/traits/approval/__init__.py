"""The trait `approval`."""
