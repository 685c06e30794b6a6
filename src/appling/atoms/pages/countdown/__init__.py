"""The part `countdown`."""
