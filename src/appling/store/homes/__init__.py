"""The folder of a person's apps: what is in it, what is being made, what it may cost, how it is burnt."""
