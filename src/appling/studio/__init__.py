"""The web face for the person who makes apps: a sentence box, the build as it happens, the list of apps."""
