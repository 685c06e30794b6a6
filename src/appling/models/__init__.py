"""Language models: one on this machine, any other by name, and recorded ones."""

from appling.models.base import LanguageModel, Prompt, Reply, Usage
from appling.models.errors import (
    BadHash,
    DownloadFailed,
    ModelBroke,
    ModelError,
    NoModel,
    NotEnoughSpace,
    ProviderRefused,
)
from appling.models.local import LocalModel
from appling.models.opening import open_model

__all__ = [
    "BadHash",
    "DownloadFailed",
    "LanguageModel",
    "LocalModel",
    "ModelBroke",
    "ModelError",
    "NoModel",
    "NotEnoughSpace",
    "Prompt",
    "ProviderRefused",
    "Reply",
    "Usage",
    "open_model",
]
