"""The part `messages`."""
