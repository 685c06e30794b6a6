"""What models are told that change an app: small ones write edits, large ones the blocks that change."""

from functools import cache
from pathlib import Path

from appling.blueprint.model.app import App
from appling.blueprint.model.vocabulary import Vocabulary
from appling.blueprint.names import language_of
from appling.builder.changing.outline import asked
from appling.builder.prompts.full import guide
from appling.models import Prompt

_HERE = Path(__file__).parent
_GUIDE = (_HERE / "change.txt").read_text("utf-8").strip()
_WHOLE = (
    "You get a blueprint of a small web app and what to change in it. Answer with the blocks alone that "
    "change (thing, action or page, each whole; of the app block its first line and what changes). A block "
    "of the same name is replaced, `remove page NAME` (or thing, action) takes one out, and `NAME (was OLD)` "
    "renames a thing or a field. The language:\n\n"
)


def edits_prompt(app: App, request: str, vocabulary: Vocabulary) -> Prompt:
    """For a small model: its outline, and the request."""
    names = [request, *(thing.name for thing in app.things)]
    language = "zh" if language_of(names) == "zh" else "en"
    return Prompt(_fixed(_types(vocabulary)), _examples(language), asked(app, request))


def blocks_prompt(source: str, request: str, vocabulary: Vocabulary) -> Prompt:
    """For a large model: the language, the blueprint and the request."""
    return Prompt(_WHOLE + guide(vocabulary), (), f"{source}\nChange: {request}")


@cache
def _fixed(types: str) -> str:
    return _GUIDE.format(types=types)


def _types(vocabulary: Vocabulary) -> str:
    return ", ".join(name for name, field in vocabulary.fields.items() if field.arguments == "none")


@cache
def _examples(language: str) -> tuple[tuple[str, str], ...]:
    """Pairs of what was asked and what was answered."""
    text = (_HERE / f"examples.{language}.txt").read_text("utf-8")
    pairs = (each.partition("\n---\n") for each in text.split("\n===\n"))
    return tuple((asked.strip(), answer.strip() + "\n") for asked, _, answer in pairs)
