"""A model that is opened when it is first asked: where rules may do without it, nobody waits for its file."""

from collections.abc import Callable
from functools import cached_property

from appling.models.base import PATIENTLY, LanguageModel, Prompt, Reply, Sampling, Wait


class LaterModel:
    """Stands for the model that `open_it` opens."""

    def __init__(self, open_it: Callable[[], LanguageModel]) -> None:
        self._open_it = open_it

    @cached_property
    def _model(self) -> LanguageModel:
        return self._open_it()

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def takes_grammar(self) -> bool:
        return self._model.takes_grammar

    def generate(self, prompt: Prompt, sampling: Sampling, wait: Wait = PATIENTLY) -> Reply:
        """The model's own reply."""
        return self._model.generate(prompt, sampling, wait)

    def warm(self, prompt: Prompt) -> None:
        self._model.warm(prompt)

    def close(self) -> None:
        """Nothing to give back where it was never opened."""
        if "_model" in self.__dict__:
            self._model.close()
