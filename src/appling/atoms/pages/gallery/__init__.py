"""The part `gallery`."""
