"""The part `history`."""
