"""The part `chat`."""
