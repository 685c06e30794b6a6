"""Why a model can't answer: one sentence what happened, one what to do."""


class ModelError(Exception):
    """A model can't answer; `what` says why and `todo` what to do."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(f"{what} {todo}")
        self.what = what
        self.todo = todo


class NoModel(ModelError):
    """No such model, or it isn't here."""


class DownloadFailed(ModelError):
    """A model's file could not be fetched from anywhere."""


class NotEnoughSpace(ModelError):
    """The disk can't hold the model's file."""


class BadHash(ModelError):
    """A file isn't the one that its publisher signed for."""


class ProviderRefused(ModelError):
    """A provider would not answer: key, name, quota, or out of reach."""


class ModelBroke(ModelError):
    """A model failed in the middle of its work."""
