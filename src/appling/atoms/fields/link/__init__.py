"""A row of another thing."""
