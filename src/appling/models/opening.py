"""Opens a model by its name, and lists the names."""

import os
import re
import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from appling.models.base import LanguageModel
from appling.models.errors import NoModel, SecretInName
from appling.models.fallback import FallbackModel
from appling.models.local import DEFAULT, KNOWN, KnownModel, LocalModel
from appling.models.local.fetch import OnProgress, fetch
from appling.models.recorded import RecordedModel

FILE_VARIABLE = "APPLING_MODEL_FILE"
_SECRET = re.compile(r"://[^,]*@")
_NAMES = f"{', '.join(known.name for known in KNOWN)}, the path of a .gguf file, or provider:name"

_open: dict[tuple[Path, Path], LocalModel] = {}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A local model for people to choose from: `file` is None until it is here."""

    name: str
    title: str
    licence: str
    size: int
    file: Path | None
    source: str


def open_model(
    name: str | None, home_models_dir: Path, on_progress: OnProgress | None = None
) -> LanguageModel:
    """The model of this name, its file fetched first if it is a known one that isn't here.

    None is the default model; else "local", "local:small", the path of a .gguf file, "recorded:FILE",
    "provider:name" or "openai:name@URL". A local model is opened once, however often it is asked for.
    Several names with commas between them are asked in order, each where the one before can't answer.
    """
    asked = (name or DEFAULT.name).strip()
    check_no_secret(asked)
    if "," in asked:
        return _in_order(asked, home_models_dir, on_progress)
    for known in KNOWN:
        if known.name == asked:
            given = _given(known)
            file = given or fetch(known, home_models_dir, on_progress)
            return _local(file, home_models_dir, known.name, "" if given else known.sha256)
    if asked.lower().endswith(".gguf"):
        return _local(_existing(Path(asked).expanduser()), home_models_dir, asked, "")
    kind, colon, rest = asked.partition(":")
    if kind == "recorded" and rest:
        return RecordedModel(Path(rest).expanduser())
    if not colon or not rest or kind == "local":
        raise NoModel(f"There is no model called “{asked}”.", f"Give one of: {_NAMES}.")
    from appling.models.providers import open_provider

    return open_provider(asked)


def check_no_secret(names: str) -> None:
    """Raises SecretInName where an address among these names holds a password."""
    if _SECRET.search(names):
        raise SecretInName


def check_name(name: str, home_models_dir: Path) -> None:
    """Raises NoModel or ProviderRefused for a name that nothing can be opened by; fetches nothing."""
    if name not in {known.name for known in KNOWN}:
        open_model(name, home_models_dir)


def known_models(home_models_dir: Path) -> tuple[ModelInfo, ...]:
    """The local models that are known by name."""
    return tuple(_info(known, home_models_dir) for known in KNOWN)


def _in_order(names: str, folder: Path, on_progress: OnProgress | None) -> FallbackModel:
    """Each is opened when its turn comes: a file that may not be needed is not fetched."""
    each = [name.strip() for name in names.split(",") if name.strip()]
    return FallbackModel([partial(open_model, name, folder, on_progress) for name in each])


def _info(known: KnownModel, folder: Path) -> ModelInfo:
    file = _given(known) or folder / known.file
    source = f"{known.hub.repo} on the model hub, else {known.parts.count} packages of the Python index"
    present = file if file.is_file() else None
    return ModelInfo(known.name, known.title, known.licence, known.size, present, source)


def _given(known: KnownModel) -> Path | None:
    """The file that the person put in the default model's place."""
    given = os.environ.get(FILE_VARIABLE) if known is DEFAULT else None
    return _existing(Path(given).expanduser()) if given else None


def _existing(file: Path) -> Path:
    if not file.is_file():
        raise NoModel(f"There is no model file at {file}.", "Check the path; it ends in .gguf.")
    return file


def _local(file: Path, folder: Path, name: str, identity: str) -> LocalModel:
    place = (file.resolve(), folder.resolve())
    with _lock:
        if place not in _open:
            _open[place] = LocalModel(file, folder / "cache", name=name, identity=identity)
        return _open[place]
