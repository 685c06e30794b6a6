"""Where a film or a recording lies: among the app's files, or at an address outside."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from appling.atoms.base.points import Point

SITES = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "bilibili.com": "哔哩哔哩",
    "b23.tv": "哔哩哔哩",
    "youku.com": "优酷",
    "tiktok.com": "TikTok",
    "soundcloud.com": "SoundCloud",
    "spotify.com": "Spotify",
    "music.163.com": "网易云音乐",
}


@dataclass(frozen=True, slots=True)
class Media:
    """`file`: what the page itself can play; `link`: what opens elsewhere, on `site`."""

    file: str | None = None
    link: str | None = None
    site: str = ""


def played(point: Point) -> Media:
    """What a point has to play."""
    file = point.of_type("file")
    if file is not None:
        return Media(file=f"/files/{file.value}")
    address = point.of_type("url")
    link = str(address.value) if address is not None else point.href if point.outside else None
    return Media(link=link, site=site_of(link)) if link else Media()


def site_of(address: str) -> str:
    """What the site of an address is called."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    known = (name for ending, name in SITES.items() if host == ending or host.endswith(f".{ending}"))
    return next(known, host)
