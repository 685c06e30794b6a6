"""The part `schedule`."""
