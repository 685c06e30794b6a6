"""From the syntax tree to the plain App."""
