"""The part `video`."""
