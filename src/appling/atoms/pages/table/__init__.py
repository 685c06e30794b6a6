"""The part `table`."""
