"""A short address that leads on."""
