"""Asks the engine and reads the answer as it is written; an answer can be broken off at any moment."""

import http.client
import json
import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from appling.models.base import Finish, OnText
from appling.models.errors import ModelBroke
from appling.models.limits import Limits, arriving
from appling.models.local.process import EngineProcess
from appling.models.local.wire import Call

_Pieces = queue.SimpleQueue[dict[str, Any] | Exception | None]


@dataclass(frozen=True, slots=True)
class Written:
    """What the engine wrote, and its own figures if it came to the end."""

    text: str
    finish: Finish
    first_s: float | None = None
    tokens_in: int = 0
    tokens_cached: int = 0
    tokens_out: int = 0


def post(engine: EngineProcess, path: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Ask something that is answered at once."""
    try:
        call = engine.call()
        try:
            answer = call.send(path, asked)
            body = answer.read()
        finally:
            call.close()
    except (OSError, http.client.HTTPException) as error:
        raise engine.broke(str(error)) from error
    if answer.status != http.HTTPStatus.OK:
        raise _refused(answer.status, body)
    found: dict[str, Any] = json.loads(body)
    return found


def write(engine: EngineProcess, asked: dict[str, Any], limits: Limits, on_text: OnText | None) -> Written:
    """Continue a prompt within the limits."""
    try:
        call = engine.call()
    except OSError as error:
        raise engine.broke(str(error)) from error
    pieces: _Pieces = queue.SimpleQueue()
    reader = threading.Thread(target=_read, args=(engine, call, asked, pieces), daemon=True)
    reader.start()
    try:
        return _collect(pieces, limits, on_text)
    finally:
        call.hang_up()
        reader.join()
        call.close()


def _read(
    engine: EngineProcess,
    call: Call,
    asked: dict[str, Any],
    pieces: _Pieces,
) -> None:
    """Runs in a thread of its own: waiting here is waiting for the engine alone."""
    try:
        answer = call.send("/completion", {**asked, "stream": True, "return_progress": True})
        if answer.status != http.HTTPStatus.OK:
            raise _refused(answer.status, answer.read())
        for piece in _pieces(answer):
            pieces.put(piece)
            if piece.get("stop"):
                pieces.put(None)
                return
        raise http.client.IncompleteRead(b"")
    except (OSError, ValueError, http.client.HTTPException) as error:
        if not call.hung_up:
            pieces.put(engine.broke(f"its answer broke off ({type(error).__name__})"))
    except ModelBroke as error:
        pieces.put(error)


def _pieces(answer: http.client.HTTPResponse) -> Iterator[dict[str, Any]]:
    for line in answer:
        if line.startswith(b"data: {"):
            piece: dict[str, Any] = json.loads(line[6:])
            if "error" in piece:
                raise _refused(answer.status, line[6:])
            yield piece
        elif line.startswith(b"error: "):
            raise _refused(answer.status, line[7:])


def _collect(pieces: _Pieces, limits: Limits, on_text: OnText | None) -> Written:
    text: list[str] = []
    first: float | None = None
    read = cached = out = 0
    finish: Finish | None = None
    for piece in arriving(pieces, limits):
        progress = piece.get("prompt_progress", {})
        read, cached = progress.get("total", read), progress.get("cache", cached)
        out = piece.get("tokens_predicted", out)
        if piece["content"]:
            first = first or limits.passed_s
            text.append(piece["content"])
            if on_text:
                on_text(piece["content"])
        if piece.get("stop"):
            finish = "length" if piece.get("stop_type") == "limit" else "stop"
    return Written("".join(text), finish or limits.over() or "stop", first, read, cached, out)


def _refused(status: int, body: bytes) -> ModelBroke:
    try:
        said = json.loads(body)
        why = str(said.get("error", said)["message"]).rstrip(".")
    except (ValueError, KeyError, TypeError, AttributeError):
        why = f"status {status}"
    return ModelBroke(
        f"The local model refused the request: {why}.", "Shorten the request or mend the grammar."
    )
