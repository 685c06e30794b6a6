"""The part `map`."""
