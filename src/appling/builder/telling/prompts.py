"""What the model is told that writes the words of a part."""

from functools import cache
from pathlib import Path

from appling.blueprint.model.app import App
from appling.builder.briefs.tongue import ENGLISH_NAMES
from appling.builder.telling.forms import FORMS
from appling.models import Prompt

LONGEST_BRIEF = 700
_HERE = Path(__file__).parent
_GUIDE = (_HERE / "words.txt").read_text("utf-8").strip()


def words_prompt(app: App, brief: str, kind: str) -> Prompt:
    """For the words of one part; the brief speaks where the app says nothing of itself.

    A brief lists what an app should have, and small models hand that list on as if it were words for readers.
    """
    language = app.language.partition("-")[0]
    things = ", ".join(thing.plural for thing in app.things[:6])
    lines = [f"{app.name}: {app.about or brief[:LONGEST_BRIEF]}", f"In it: {things}."]
    lines.append(f"Write in {ENGLISH_NAMES.get(language, app.language)}: {FORMS[kind].asked}.")
    return Prompt(_GUIDE, _examples("zh" if language == "zh" else "en"), "\n".join(lines))


@cache
def _examples(language: str) -> tuple[tuple[str, str], ...]:
    """Pairs of what was asked and what was answered."""
    text = (_HERE / f"examples.{language}.txt").read_text("utf-8")
    pairs = (each.partition("\n---\n") for each in text.split("\n===\n"))
    return tuple((asked.strip(), answer.strip() + "\n") for asked, _, answer in pairs)
