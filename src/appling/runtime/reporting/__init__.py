"""Reports that people compose: what may stand in them, over which time, for reading and for paper."""
