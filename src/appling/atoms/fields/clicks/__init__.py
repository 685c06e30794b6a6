"""How often a short link was followed."""
