"""Starts the process that holds a model, speaks to it, and ends it."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from appling.models.errors import ModelBroke, NoModel
from appling.models.local.settings import Settings
from appling.models.local.wire import Call

_WORKER = Path(__file__).with_name("worker.py")


class EngineProcess:
    """A running engine; it ends with this process, however that ends.

    Its threads soon sleep where they wait for each other: on a machine with other work to do, threads
    that spin on make it many times slower.
    """

    def __init__(self, model: Path, states: Path, settings: Settings) -> None:
        if not model.is_file():
            raise NoModel(f"There is no model file at {model}.", "Give the path of a .gguf file.")
        states.mkdir(parents=True, exist_ok=True)
        self._folder = Path(tempfile.mkdtemp(prefix="appling-"))
        self._log = self._folder / "engine.log"
        self._model = model
        self._secret = secrets.token_urlsafe(32)
        unix = os.name == "posix"
        config = {
            "folder": str(self._folder),
            "model": str(model.resolve()),
            "states": f"{states.resolve()}{os.sep}",
            "host": str(self._folder / "engine.sock") if unix else "127.0.0.1",
            "secret": self._secret,
            "context": settings.context,
            "batch": settings.batch,
            "threads": settings.threads,
        }
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", str(_WORKER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={"GOMP_SPINCOUNT": "300", **os.environ},
                start_new_session=True,  # Ctrl-C is for this process, which may go on.
            )
        self._address = self._start(config)

    def _start(self, config: dict[str, Any]) -> str:
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        if pipe_in is None or pipe_out is None:
            raise RuntimeError("the engine was started without pipes")
        try:
            pipe_in.write(json.dumps(config) + "\n")
            pipe_in.flush()
            said = json.loads(pipe_out.readline() or "{}")
        except (OSError, ValueError):
            said = {}
        if "address" in said:
            return str(said["address"])
        self._process.wait()
        why = self._why(said.get("error"))
        hint = "Check that the file is a whole .gguf file and that this machine has memory for it."
        if "libgomp" in why:
            hint = "Install the OpenMP library that it needs (on Debian: apt install libgomp1) and try again."
        error = ModelBroke(f"The model {self._model.name} could not be loaded: {why}.", hint)
        self.close()
        raise error

    def _why(self, said: str | None) -> str:
        code = self._process.poll()
        if code is not None and code < 0:
            return f"its process was killed by signal {-code}" + (" (out of memory?)" if code == -9 else "")
        lines = self._log.read_text(errors="replace").strip().splitlines()
        return (said or (lines[-1] if lines else f"its process ended with {code}")).rstrip(".")

    def call(self) -> Call:
        """A new connection to the engine."""
        return Call(self._address, self._secret)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def broke(self, fallback: str) -> ModelBroke:
        """The error that tells why the engine stopped in the middle of its work."""
        try:
            self._process.wait(1)
            why = self._why(None)
        except subprocess.TimeoutExpired:
            why = fallback
        return ModelBroke(f"The local model stopped: {why}.", "Try again; it is loaded anew.")

    def close(self) -> None:
        """End the process and remove what it left."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)
