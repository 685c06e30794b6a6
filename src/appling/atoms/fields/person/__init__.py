"""A person of the app."""
