"""The part `contact`."""
