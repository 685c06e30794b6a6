"""A model on this machine: loaded when first asked, held in a process of its own, dropped when idle."""

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from appling.models.base import PATIENTLY, Finish, OnText, Prompt, Reply, Sampling, Usage, Wait
from appling.models.errors import ModelBroke
from appling.models.limits import Limits
from appling.models.local.process import EngineProcess
from appling.models.local.settings import Settings
from appling.models.local.states import States
from appling.models.local.stream import Written, post, write

_PLACE = "\N{OBJECT REPLACEMENT CHARACTER}"
_SLOT = {"id_slot": 0, "cache_prompt": True}


class LocalModel:
    """One model file. Requests from several threads take turns."""

    takes_grammar = True

    def __init__(
        self,
        file: Path,
        states: Path,
        *,
        name: str = "local",
        identity: str = "",
        settings: Settings | None = None,
    ) -> None:
        self.name = name
        self.file = file
        self.settings = settings or Settings()
        self._states = States(states, identity or _identity(file))
        self._lock = threading.RLock()
        self._engine: EngineProcess | None = None
        self._in_slot = ""
        self._idle: threading.Timer | None = None

    def generate(self, prompt: Prompt, sampling: Sampling, wait: Wait = PATIENTLY) -> Reply:
        """Write a reply; the first call loads the model."""
        limits = Limits.of(wait)
        asked = _asked(sampling)
        with _Turn(self, limits) as over:
            written = Written("", over) if over else self._write(prompt, asked, limits, wait.on_text)
        return Reply(written.text, _usage(written, limits.passed_s), written.finish)

    @property
    def engine_pid(self) -> int | None:
        """The process that holds the model now, if one does."""
        engine = self._engine
        return engine.pid if engine is not None else None

    def warm(self, prompt: Prompt) -> None:
        """Load the model and read the prompt's fixed part, or take it from disk."""
        limits = Limits.of(PATIENTLY)
        with _Turn(self, limits):
            engine = self._running()
            self._ready(engine, self._head(engine, prompt), limits)

    def close(self) -> None:
        """Free the model's memory."""
        with self._lock:
            if self._idle is not None:
                self._idle.cancel()
                self._idle = None
            if self._engine is not None:
                self._engine.close()
                self._engine = None
                self._in_slot = ""

    def _keep(self) -> None:
        if self._idle is not None:
            self._idle.cancel()

    def _drop_later(self) -> None:
        self._idle = threading.Timer(self.settings.idle_s, self.close)
        self._idle.daemon = True
        self._idle.start()

    def _running(self) -> EngineProcess:
        if self._engine is not None and not self._engine.alive:
            self.close()
        if self._engine is None:
            self._engine = EngineProcess(self.file, self._states.folder, self.settings)
        return self._engine

    def _write(
        self, prompt: Prompt, asked: dict[str, Any], limits: Limits, on_text: OnText | None
    ) -> Written:
        engine = self._running()
        read = self._ready(engine, self._head(engine, prompt), limits)
        over = limits.over()
        if over:
            return Written("", over, tokens_in=read)
        text = _templated(engine, prompt) + prompt.begun
        written = write(engine, {**asked, **_SLOT, "prompt": text}, limits, on_text)
        return replace(written, tokens_cached=max(0, written.tokens_cached - read))

    def _head(self, engine: EngineProcess, prompt: Prompt) -> str:
        """The fixed beginning, in the words of the model's own chat template."""
        fixed = Prompt(prompt.prefix, prompt.examples, _PLACE)
        return _templated(engine, fixed).partition(_PLACE)[0]

    def _ready(self, engine: EngineProcess, head: str, limits: Limits) -> int:
        """See to it that the slot holds the state after `head`; the number of tokens read for it."""
        key = self._states.key(head, self.settings.context)
        if key == self._in_slot:
            return 0
        if self._states.has(key) and _slot(engine, "restore", key):
            self._states.used(key)
            self._in_slot = key
            return 0
        self._in_slot = ""
        read = write(engine, {**_SLOT, "prompt": head, "n_predict": 0}, limits, None)
        if limits.over() is None:
            written = self._states.name_for_writing(key)
            if _slot(engine, "save", written):
                self._states.keep(written, key)
            self._in_slot = key
        return read.tokens_in - read.tokens_cached


class _Turn:
    """Waits for the model to be free, within the limits, and keeps it from being dropped meanwhile."""

    def __init__(self, model: LocalModel, limits: Limits) -> None:
        self._model = model
        self._limits = limits
        self._held = False

    def __enter__(self) -> Finish | None:
        """Why the wait was given up, if it was."""
        while not self._held:
            over = self._limits.over()
            if over:
                return over
            self._held = self._model._lock.acquire(timeout=0.05)
        self._model._keep()
        return None

    def __exit__(self, *_: object) -> None:
        if self._held:
            self._model._drop_later()
            self._model._lock.release()


def _asked(sampling: Sampling) -> dict[str, Any]:
    """The sampling in the words of the engine."""
    asked: dict[str, Any] = {
        "n_predict": sampling.max_tokens,
        "temperature": sampling.temperature,
        "stop": list(sampling.stop),
    }
    if sampling.grammar is not None:
        asked["grammar"] = sampling.grammar
    if sampling.seed is not None:
        asked["seed"] = sampling.seed
    return asked


def _identity(file: Path) -> str:
    try:
        seen = file.stat()
    except OSError:
        return str(file)
    return f"{file.resolve()}\0{seen.st_size}\0{seen.st_mtime_ns}"


def _templated(engine: EngineProcess, prompt: Prompt) -> str:
    """In the words of the model's chat template; nothing that was said can pass for a part of it."""
    messages = [{"role": role, "content": text.replace("<|", "< |")} for role, text in prompt.messages()]
    return str(post(engine, "/apply-template", {"messages": messages})["prompt"])


def _slot(engine: EngineProcess, action: str, file: str) -> bool:
    """Save or restore the state; False if the disk or the file would not."""
    try:
        post(engine, f"/slots/0?action={action}", {"filename": file})
    except ModelBroke:
        if not engine.alive:
            raise
        return False
    return True


def _usage(written: Written, seconds: float) -> Usage:
    return Usage(
        tokens_in=written.tokens_in,
        tokens_cached=written.tokens_cached,
        tokens_out=written.tokens_out,
        seconds=seconds,
        first_token_s=written.first_s,
        price=0.0,
    )
