"""Serves apps: their pages, their files and their HTTP API, under one set of rights."""

from appling.runtime.passes import make_pass
from appling.runtime.site import Site

__all__ = ["Site", "make_pass"]
