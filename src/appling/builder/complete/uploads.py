"""A place for the pictures, videos and documents that the brief speaks of."""

import re

from appling.blueprint.syntax.tree import ThingBlock
from appling.builder.briefs.words import fold
from appling.builder.complete.edit import Addition
from appling.builder.complete.reading import Draft, links_of, of_type

_PICTURES = re.compile(r"\bphotos?\b|\bimages?\b|\bpictures?\b|\bgaller(y|ies)|图片|照片|相册|轮播", re.I)
_FILES = re.compile(r"upload|attach|\bdocuments?\b|\bfiles?\b|上传|附件|文件|文档", re.I)
_DOWNLOADED = r"\bdownload\w*\b[^.;]{{0,40}}\b{name}|下载[^，。；、]{{0,6}}{name}"
_VIDEOS = re.compile(r"\bvideos?\b|视频", re.I)


def uploads(draft: Draft) -> list[Addition]:
    """`photo: image` or `file: file` in the main thing, where the brief wants some and nothing takes any."""
    main = next((each for each in draft.blueprint.things if not list(links_of(each, draft.blueprint))), None)
    if main is None:
        return []
    found = []
    if _PICTURES.search(draft.brief) and not _any(draft, "image"):
        found.append(_field(main, "图片" if draft.chinese else "photo", "image"))
    taken = next((each for each in draft.blueprint.things if _is_downloaded(each, draft.brief)), None)
    video = next((each for each in draft.blueprint.things if _VIDEOS.search(fold(each.name.text))), None)
    if not _any(draft, "file") and video is not None:
        found.append(_field(video, "视频" if draft.chinese else "video", "file"))
    elif not _any(draft, "file") and taken is not None:
        found.append(_field(taken, "文件" if draft.chinese else "file", "file"))
    elif not _any(draft, "file", "image") and _FILES.search(draft.brief) and not found:
        found.append(_field(main, "文件" if draft.chinese else "file", "file"))
    return found


def _is_downloaded(thing: ThingBlock, brief: str) -> bool:
    name = re.escape(fold(thing.name.text))
    return bool(re.search(_DOWNLOADED.format(name=name), fold(brief)))


def _any(draft: Draft, *types: str) -> bool:
    return any(of_type(thing, *types) for thing in draft.blueprint.things)


def _field(thing: ThingBlock, name: str, type_: str) -> Addition:
    return Addition(f"{name}: {type_}", "A place for uploads", f"{thing.name.text}: {name}", thing)
