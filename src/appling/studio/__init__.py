"""The web face for the person who makes apps: a sentence box, the build as it happens, the list of apps."""

from appling.studio.server import create_server

__all__ = ["create_server"]
