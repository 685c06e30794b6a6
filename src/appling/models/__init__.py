"""Language models: one on this machine, any other by name, and recorded ones."""

from appling.models.base import PATIENTLY, LanguageModel, Prompt, Reply, Sampling, Usage, Wait
from appling.models.errors import (
    BadHash,
    DownloadFailed,
    ModelBroke,
    ModelError,
    ModelSwitched,
    NoModel,
    NotEnoughSpace,
    ProviderRefused,
)
from appling.models.local import LocalModel
from appling.models.local.fetch import Progress
from appling.models.opening import ModelInfo, check_name, check_no_secret, known_models, open_model
from appling.models.recorded import RecordedModel, Recorder, prompt_key

__all__ = [
    "PATIENTLY",
    "BadHash",
    "DownloadFailed",
    "LanguageModel",
    "LocalModel",
    "ModelBroke",
    "ModelError",
    "ModelInfo",
    "ModelSwitched",
    "NoModel",
    "NotEnoughSpace",
    "Progress",
    "Prompt",
    "ProviderRefused",
    "RecordedModel",
    "Recorder",
    "Reply",
    "Sampling",
    "Usage",
    "Wait",
    "check_name",
    "check_no_secret",
    "known_models",
    "open_model",
    "prompt_key",
]
