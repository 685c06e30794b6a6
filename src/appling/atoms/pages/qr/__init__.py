"""The part `qr`."""
