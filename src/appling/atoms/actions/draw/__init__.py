"""The step `draw`."""
