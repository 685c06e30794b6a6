"""Short addresses that lead on, and how often they and rows were looked at."""
