"""Several models in order: where one can't answer, the next one is asked."""

import threading
from collections.abc import Callable, Sequence

from appling.models.base import PATIENTLY, LanguageModel, Prompt, Reply, Sampling, Wait
from appling.models.errors import ModelError, ModelSwitched


class FallbackModel:
    """Asks the first of its models until that fails, then the next one; each is opened when it is due.

    A prompt is made for the model that is asked, so a call that fails ends with ModelSwitched: whoever asked
    then begins anew. The last model's own error is passed on.
    """

    def __init__(self, openers: Sequence[Callable[[], LanguageModel]]) -> None:
        self._openers = tuple(openers)
        self._at = 0
        self._opened: LanguageModel | None = None
        self._lock = threading.RLock()

    @property
    def name(self) -> str:
        """The name of the model that answers now."""
        return self._now().name

    @property
    def takes_grammar(self) -> bool:
        return self._now().takes_grammar

    def generate(self, prompt: Prompt, sampling: Sampling, wait: Wait = PATIENTLY) -> Reply:
        """The reply of the model that answers now. Raises ModelSwitched where another one's turn comes."""
        asked = self._now()
        try:
            return asked.generate(prompt, sampling, wait)
        except ModelError as error:
            raise self._switched(asked, error) from error

    def warm(self, prompt: Prompt) -> None:
        asked = self._now()
        try:
            asked.warm(prompt)
        except ModelError as error:
            raise self._switched(asked, error) from error

    def close(self) -> None:
        with self._lock:
            if self._opened is not None:
                self._opened.close()

    def _now(self) -> LanguageModel:
        """The first from here on that can be opened. Raises the last one's error."""
        with self._lock:
            while self._opened is None:
                try:
                    self._opened = self._openers[self._at]()
                except ModelError:
                    if self._is_last:
                        raise
                    self._at += 1
            return self._opened

    @property
    def _is_last(self) -> bool:
        return self._at + 1 == len(self._openers)

    def _switched(self, asked: LanguageModel, error: ModelError) -> ModelError:
        """What to raise; the next model has its turn from now on, if there is one."""
        with self._lock:
            if asked is self._opened:
                if self._is_last:
                    return error
                self._at, self._opened = self._at + 1, None
            return ModelSwitched(asked.name, self._now().name)
