"""Language models that run on this machine, without network or key."""

from appling.models.local.catalog import DEFAULT, KNOWN, SMALL, KnownModel
from appling.models.local.engine import LocalModel

__all__ = ["DEFAULT", "KNOWN", "SMALL", "KnownModel", "LocalModel"]
