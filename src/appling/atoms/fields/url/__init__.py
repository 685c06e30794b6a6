"""The address of a page."""
