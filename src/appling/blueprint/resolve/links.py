"""Where the items of parts lead."""

from appling.blueprint.model.app import Link
from appling.blueprint.names import unique_keys
from appling.blueprint.resolve.symbols import Symbols
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.items import is_address

RESERVED_ADDRESSES = ("data", "api", "files", "do", "openapi_json")


class Links:
    """Knows the pages and things that can be linked to; of two of a name, a page."""

    def __init__(self, symbols: Symbols) -> None:
        self._symbols = symbols
        names = [block.name.text for block in symbols.blueprint.pages if block.thing is None]
        self._pages: dict[str, str] = {}
        for name, key in zip(names, unique_keys(names, RESERVED_ADDRESSES), strict=True):
            self._pages.setdefault(name_key(name), key)

    def find(self, target: str) -> Link | None:
        """What a written target means."""
        if is_address(target):
            return Link("url", target)
        if (page := self._pages.get(name_key(target))) is not None:
            return Link("page", page)
        thing = self._symbols.thing(target)
        return Link("thing", thing.key) if thing is not None else None

    def page(self, target: str) -> str | None:
        """The folded name of the page that is meant."""
        word = name_key(target)
        return word if not is_address(target) and word in self._pages else None
