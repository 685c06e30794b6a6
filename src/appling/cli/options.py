"""Options and arguments that several commands share."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from appling.diagnostics.problem import Problem
from appling.studio.addresses import DEFAULT_PORT

__all__ = [
    "DEFAULT_PORT",
    "AppKey",
    "BlueprintFile",
    "Json",
    "ModelName",
    "Port",
    "UnreadableFile",
    "read_blueprint",
]

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object for programs.")]
AppKey = Annotated[
    str, typer.Argument(metavar="APP", help="The app's short name, as `appling list` shows it.")
]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")]
ModelName = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="A model's name, as `appling models` lists them."),
]
BlueprintFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="A blueprint; `-` reads standard input.", allow_dash=True)
]

LARGEST_BLUEPRINT = 1_000_000
"""Bytes read of a blueprint file; the language itself takes less."""


class UnreadableFile(Problem):
    """A blueprint file that is not there, not text, or far too large."""

    code = "unreadable-file"


def read_blueprint(path: Path) -> str:
    """The text of a blueprint file."""
    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(LARGEST_BLUEPRINT + 1)
        else:
            with path.open("rb") as file:
                data = file.read(LARGEST_BLUEPRINT + 1)
    except OSError as error:
        raise UnreadableFile(
            f"{path} can't be read: {error.strerror or error}.", "Give the path of a blueprint file."
        ) from error
    if len(data) > LARGEST_BLUEPRINT:
        raise UnreadableFile(
            f"{path} is larger than a blueprint can be (1 MB).",
            "A blueprint is a short text; check that this is the right file.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_text(path, error.start) from error
    if "\0" in text:
        raise _not_text(path, data.index(0))
    return text


def _not_text(path: Path, byte: int) -> UnreadableFile:
    return UnreadableFile(
        f"{path} is not text in UTF-8 (byte {byte}).",
        "Save it as UTF-8 text, or check that this is the right file.",
    )
