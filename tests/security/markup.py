"""Whether a page holds anything that runs and is not ours."""

from html.parser import HTMLParser

ADDRESSES = frozenset({"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset"})
RUNS = ("javascript:", "vbscript:", "data:")
FOREIGN = frozenset({"iframe", "object", "embed", "math", "base", "frame", "applet", "style"})


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag in FOREIGN or (tag == "script" and "src" not in given):
            self.found.append(tag)
        for name, value in given.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.found.append(f"{tag} {name}")
            if name in ADDRESSES:
                self.addresses.append(value)
                if "".join(value.split()).lower().startswith(RUNS):
                    self.found.append(f"{tag} {name}={value[:40]}")


def runs(page: str) -> list[str]:
    """Handlers, scripts and frames in the page itself, and addresses that are programs."""
    tags = _Tags()
    tags.feed(page)
    return tags.found


def addresses(page: str) -> list[str]:
    """Where its tags lead, or what they load."""
    tags = _Tags()
    tags.feed(page)
    return tags.addresses
