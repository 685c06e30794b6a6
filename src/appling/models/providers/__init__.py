"""Any model that others run, by name, with the key from the environment."""

from appling.models.providers.model import ProviderModel
from appling.models.providers.naming import open_provider

__all__ = ["ProviderModel", "open_provider"]
