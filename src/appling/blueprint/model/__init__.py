"""The plain data that the language produces."""
