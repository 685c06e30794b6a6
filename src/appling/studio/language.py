"""The language the studio speaks with a browser: the first one it accepts that we have words for."""

from starlette.requests import Request

LANGUAGES = ("en", "zh")


def language_of(request: Request) -> str:
    """`en` unless the browser prefers another of ours."""
    accepted = []
    for index, entry in enumerate(request.headers.get("accept-language", "").split(",")[:20]):
        tag, _, quality = entry.strip().partition(";q=")
        try:
            accepted.append((-float(quality or 1), index, tag.partition("-")[0].lower()))
        except ValueError:
            continue
    return next((tag for _, _, tag in sorted(accepted) if tag in LANGUAGES), "en")
