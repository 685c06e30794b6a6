"""A model that a provider runs, asked over the network."""

import asyncio
import queue
import threading
import warnings
from functools import cache

from pydantic_ai.direct import model_request_stream
from pydantic_ai.messages import (
    ModelMessage,
    ModelRequest,
    ModelResponse,
    PartDeltaEvent,
    PartStartEvent,
    SystemPromptPart,
    TextPart,
    TextPartDelta,
    UserPromptPart,
)
from pydantic_ai.models import Model, StreamedResponse
from pydantic_ai.settings import ModelSettings

from appling.models.base import PATIENTLY, Finish, Prompt, Reply, Sampling, Usage, Wait
from appling.models.limits import Limits, arriving
from appling.models.providers.refusals import refusal

_SILENCE_S = 90.0
_AT_MOST_S = 900.0
_Pieces = queue.SimpleQueue[str | Exception | None]


class ProviderModel:
    """A model behind an API. Replies can't be held to a grammar there."""

    takes_grammar = False

    def __init__(self, name: str, model: Model, *, priced: bool) -> None:
        self.name = name
        self._model = model
        self._priced = priced

    def generate(self, prompt: Prompt, sampling: Sampling, wait: Wait = PATIENTLY) -> Reply:
        """Write a reply; what a model of this provider doesn't know of the settings is left out."""
        limits = Limits.of(wait, _AT_MOST_S)
        settings = ModelSettings(
            max_tokens=sampling.max_tokens,
            temperature=sampling.temperature,
            timeout=_SILENCE_S,
            max_retries=1,
            cache=True,
        )
        if sampling.seed is not None:
            settings["seed"] = sampling.seed
        if sampling.stop:
            settings["stop_sequences"] = list(sampling.stop)
        asking = _Asking(self.name, self._model, _messages(prompt), settings)
        future = asyncio.run_coroutine_threadsafe(asking.ask(), _loop())
        text: list[str] = []
        first: float | None = None
        try:
            for piece in arriving(asking.pieces, limits):
                first = first or limits.passed_s
                text.append(piece)
                if wait.on_text:
                    wait.on_text(piece)
        finally:
            future.cancel()
        finish: Finish = "length" if asking.finish_reason == "length" else "stop"
        usage = asking.usage(limits.passed_s, first, priced=self._priced)
        return Reply("".join(text), usage, limits.over() or finish)

    def warm(self, prompt: Prompt) -> None:
        """Providers warm themselves."""

    def close(self) -> None:
        """Nothing to give back."""


class _Asking:
    """One request, which runs in the loop's thread and hands its pieces over."""

    def __init__(
        self, name: str, model: Model, messages: list[ModelMessage], settings: ModelSettings
    ) -> None:
        self.pieces: _Pieces = queue.SimpleQueue()
        self._name = name
        self._model = model
        self._messages = messages
        self._settings = settings
        self._stream: StreamedResponse | None = None

    async def ask(self) -> None:
        """Settings that this model doesn't know are left out without a word."""
        warnings.filterwarnings("ignore", module=r"pydantic_ai\.")
        try:
            async with (
                self._model,
                model_request_stream(self._model, self._messages, model_settings=self._settings) as stream,
            ):
                self._stream = stream
                async for event in stream:
                    if isinstance(event, PartStartEvent) and isinstance(event.part, TextPart):
                        self._hand_over(event.part.content)
                    elif isinstance(event, PartDeltaEvent) and isinstance(event.delta, TextPartDelta):
                        self._hand_over(event.delta.content_delta)
            self.pieces.put(None)
        except Exception as error:
            self.pieces.put(refusal(self._name, error))

    def _hand_over(self, text: str) -> None:
        if text:
            self.pieces.put(text)

    @property
    def finish_reason(self) -> str | None:
        return self._stream.finish_reason if self._stream else None

    def usage(self, seconds: float, first_s: float | None, *, priced: bool) -> Usage:
        if self._stream is None:
            return Usage(seconds=seconds)
        counted = self._stream.usage
        return Usage(
            tokens_in=counted.input_tokens,
            tokens_cached=counted.cache_read_tokens,
            tokens_out=counted.output_tokens,
            seconds=seconds,
            first_token_s=first_s,
            price=_price(self._stream.get()) if priced else None,
        )


def _price(response: ModelResponse) -> float | None:
    try:
        return float(response.cost().total_price)
    except (LookupError, ValueError):
        return None


def _messages(prompt: Prompt) -> list[ModelMessage]:
    messages: list[ModelMessage] = []
    if prompt.prefix:
        messages.append(ModelRequest([SystemPromptPart(prompt.prefix)]))
    for user, assistant in prompt.examples + prompt.turns:
        messages.append(ModelRequest([UserPromptPart(user)]))
        messages.append(ModelResponse([TextPart(assistant)]))
    messages.append(ModelRequest([UserPromptPart(prompt.request)]))
    return messages


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One loop for all requests, as a client's connections belong to the loop that made them."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="providers", daemon=True).start()
    return loop
