"""Gets a known model's file onto this machine, from wherever it can be had."""

from appling.models.local.fetch.fetch import fetch
from appling.models.local.fetch.progress import OnProgress, Progress

__all__ = ["OnProgress", "Progress", "fetch"]
