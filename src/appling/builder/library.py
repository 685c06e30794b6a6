"""The example apps that come with the package: what each brief should become."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from appling.blueprint.names import language_of
from appling.builder.briefs.colours import without_colours
from appling.builder.draft.shorten import shorten

FOLDER = Path(__file__).parent / "examples"
"""A folder for each domain, in it one for each example."""
CORE = "core"
"""The domain of those that keep to what the short form can say: small models are shown some of them."""
OWN = "own"
"""The domain of a home's own apps, named by the numbers of the builds that made them."""


@dataclass(frozen=True)
class Example:
    name: str
    domain: str
    brief: str
    blueprint: str

    @cached_property
    def language(self) -> str:
        return language_of([self.brief])

    @cached_property
    def short_brief(self) -> str:
        """As small models are shown it: without colours."""
        return without_colours(self.brief)

    @cached_property
    def short(self) -> str:
        """The blueprint in the short form, as small models are shown it."""
        return shorten(self.blueprint)


@cache
def examples() -> dict[str, Example]:
    """All of them by name."""
    return {name: example(name) for name in sorted(_folders())}


@cache
def example(name: str) -> Example:
    """That one, without a look at the others."""
    folder = _folders()[name]
    brief = (folder / "brief.txt").read_text("utf-8").strip()
    return Example(name, folder.parent.name, brief, (folder / "blueprint.appling").read_text("utf-8"))


def core() -> dict[str, Example]:
    """Those that can be said in the short form, by name."""
    return {name: each for name, each in examples().items() if each.domain == CORE}


@cache
def _folders() -> dict[str, Path]:
    return {path.parent.name: path.parent for path in FOLDER.glob("*/*/brief.txt")}
