"""The addresses of an app's pages, as links and forms write them."""

from collections.abc import Iterable
from urllib.parse import urlencode

from appling.blueprint.model.app import Action


def listing(thing: str) -> str:
    return f"/data/{thing}"


def new(thing: str) -> str:
    return f"/data/{thing}/new"


def take_out(thing: str, ending: str) -> str:
    return f"/data/{thing}/rows.{ending}"


def bring_in(thing: str) -> str:
    return f"/data/{thing}/import"


def row(thing: str, number: int) -> str:
    return f"/data/{thing}/{number}"


def document(thing: str, number: int, key: str) -> str:
    return f"/data/{thing}/{number}/document/{key}"


def edit(thing: str, number: int) -> str:
    return f"/data/{thing}/{number}/edit"


def past(thing: str, number: int) -> str:
    return f"/data/{thing}/{number}/history"


def looked(thing: str, number: int) -> str:
    return f"/data/{thing}/{number}/looked"


def remove(thing: str, number: int) -> str:
    return f"/data/{thing}/{number}/remove"


def act(action: Action, number: int | None) -> str:
    return f"/do/{action.key}" if action.thing is None else f"/data/{action.thing}/{number}/do/{action.key}"


def entrance(back: str) -> str:
    """Where a visitor signs in, to go on at `back`."""
    return with_query("/-/sign-in", [("next", back)])


def with_query(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path


def safe_path(path: str) -> str | None:
    """A path of this very app to go back to, or None for anything that could lead elsewhere."""
    if not path.startswith("/") or path.startswith(("//", "/\\", "/-/sign-out", "/-/enter")):
        return None
    return None if any(character in path for character in "\\\r\n\t\x00") or len(path) > 2_000 else path
