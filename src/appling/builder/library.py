"""The example apps that come with the package: what each brief should become."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from appling.blueprint.names import language_of
from appling.builder.colours import without_colours
from appling.builder.draft.shorten import shorten

FOLDER = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True)
class Example:
    name: str
    brief: str
    blueprint: str
    short_brief: str
    short: str
    """Brief and blueprint as small models are shown them: without colours, in the short form."""
    language: str


@cache
def examples() -> dict[str, Example]:
    """All of them by name."""
    found = {}
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        brief = (folder / "brief.txt").read_text("utf-8").strip()
        blueprint = (folder / "blueprint.appling").read_text("utf-8")
        found[folder.name] = Example(
            folder.name, brief, blueprint, without_colours(brief), shorten(blueprint), language_of([brief])
        )
    return found
