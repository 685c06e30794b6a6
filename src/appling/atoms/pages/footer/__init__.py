"""The part `footer`."""
