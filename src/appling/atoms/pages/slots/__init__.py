"""The part `slots`."""
