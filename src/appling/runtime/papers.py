"""Which documents a blueprint makes of rows, and where each is."""

from dataclasses import dataclass

from appling.atoms import part_atom
from appling.blueprint.model.app import App, Page, Part
from appling.blueprint.names import unique_keys
from appling.runtime import addresses


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of document of a thing's rows, by its key in addresses."""

    key: str
    label: str
    page: Page
    part: Part

    def href(self, row: int) -> str:
        return addresses.document(self.part.thing or "", row, self.key)


def papers(app: App, thing: str) -> tuple[Paper, ...]:
    """The documents that the blueprint makes of a thing's rows."""
    found = [(page, part) for page in app.pages for part in page.parts if _prints(part, thing)]
    labels = [part.title or app.thing(thing).name for _, part in found]
    keys = unique_keys(labels)
    return tuple(
        Paper(key, label, page, part) for key, label, (page, part) in zip(keys, labels, found, strict=True)
    )


def _prints(part: Part, thing: str) -> bool:
    return part.thing == thing and part_atom(part.kind).prints
