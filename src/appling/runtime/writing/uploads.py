"""What people upload: how large it may be, what it really is, and what it is called."""

import re
import unicodedata
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError
from starlette.datastructures import UploadFile

from appling.atoms.base import Refused

MAX_IMAGE = 10 * 1024 * 1024
MAX_FILE = 25 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_NAME = 120
FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
PLAYED = {
    "mp4": "video/mp4", "m4a": "audio/mp4", "webm": "video/webm", "ogg": "audio/ogg",
    "mp3": "audio/mpeg", "wav": "audio/wav", "flac": "audio/flac",
}  # fmt: skip
"""Films and recordings that pages play, by how their first bytes say what they are."""
ANYTHING = "application/octet-stream"
_MP3 = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")

_UNSAFE = re.compile(r'[<>:"/\\|?*%]')


@dataclass(frozen=True, slots=True)
class Upload:
    """`media_type` is of a picture, film or sound only after it was looked into; all else is bytes."""

    name: str
    media_type: str
    content: BinaryIO
    size: int


def accept(upload: UploadFile, field: str, *, image: bool) -> Upload:
    """The upload, looked into. Raises Refused."""
    content = upload.file
    size = content.seek(0, 2)
    content.seek(0)
    _check_size(size, field, image=image)
    media_type = image_type(content)
    content.seek(0)
    if image:
        check_picture(media_type, size, field)
    media_type = media_type or played_type(content)
    return Upload(safe_name(upload.filename or ""), media_type or ANYTHING, content, size)


def check_picture(media_type: str | None, size: int, field: str) -> None:
    """Whether what was looked into is a picture, and no larger than one may be. Raises Refused."""
    if media_type not in FORMATS.values():
        raise Refused("{field} must be a picture: PNG, JPEG, GIF or WebP", field=field)
    _check_size(size, field, image=True)


def _check_size(size: int, field: str, *, image: bool) -> None:
    limit = MAX_IMAGE if image else MAX_FILE
    if size > limit:
        raise Refused("{field}: a file may have at most {limit} MB", field=field, limit=limit // 1024 // 1024)


def played_type(content: BinaryIO) -> str | None:
    """The type of a film or a recording, else None."""
    head = content.read(12)
    content.seek(0)
    kind = None
    if head[4:8] == b"ftyp":
        kind = "m4a" if head[8:11] == b"M4A" else "mp4"
    elif head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        kind = "wav"
    elif head.startswith(_MP3):
        kind = "mp3"
    else:
        known = {b"\x1aE\xdf\xa3": "webm", b"OggS": "ogg", b"fLaC": "flac"}
        kind = known.get(head[:4])
    return PLAYED[kind] if kind is not None else None


def image_type(content: BinaryIO) -> str | None:
    """The type of a sound raster image of bearable size, else None."""
    try:
        with Image.open(content, formats=list(FORMATS)) as image:
            if image.width * image.height > MAX_PIXELS:
                return None
            kind = FORMATS[str(image.format)]
            image.verify()
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        KeyError,
        OverflowError,
    ):
        return None
    return kind


def safe_name(name: str) -> str:
    """A file's name without folders, control and direction characters, at most `MAX_NAME` long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(character for character in last if unicodedata.category(character)[0] != "C")
    tidy = _UNSAFE.sub("_", seen).strip(" .") or "file"
    stem, dot, ending = tidy.rpartition(".")
    if dot and len(ending) <= 10:
        return stem[: MAX_NAME - len(ending) - 1] + dot + ending
    return tidy[:MAX_NAME]
