"""The part `chart`."""
