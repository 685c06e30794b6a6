"""How often a row was looked at."""
