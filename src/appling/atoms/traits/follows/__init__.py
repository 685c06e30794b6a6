"""The trait `follows`."""
