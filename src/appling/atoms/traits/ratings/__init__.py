"""The trait `ratings`."""
