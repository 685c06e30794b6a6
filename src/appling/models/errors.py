"""Why a model can't answer: one sentence what happened, one what to do."""

from appling.diagnostics.problem import Problem


class ModelError(Problem):
    """A model can't answer."""

    code = "model-error"


class NoModel(ModelError):
    """No such model, or it isn't here."""

    code = "no-model"


class SecretInName(NoModel):
    """A password within a model's address, which would be shown and written down with its name."""

    code = "secret-in-name"

    def __init__(self) -> None:
        super().__init__(
            "A model's address can't hold a name or a password.",
            "Leave them out of it, and set the key in APPLING_MODEL_KEY.",
        )


class DownloadFailed(ModelError):
    """A model's file could not be fetched from anywhere."""

    code = "download-failed"


class NotEnoughSpace(ModelError):
    """The disk can't hold the model's file."""

    code = "not-enough-space"


class BadHash(ModelError):
    """A file isn't the one that its publisher signed for."""

    code = "bad-hash"


class ProviderRefused(ModelError):
    """A provider would not answer: key, name, quota, or out of reach."""

    code = "provider-refused"


class ModelSwitched(ModelError):
    """A model could not answer, and the next in order takes its place."""

    code = "model-switched"

    def __init__(self, failed: str, instead: str) -> None:
        super().__init__(
            "{failed} did not answer; {instead} goes on.", "Try again.", failed=failed, instead=instead
        )


class ModelBroke(ModelError):
    """A model failed in the middle of its work."""

    code = "model-broke"
