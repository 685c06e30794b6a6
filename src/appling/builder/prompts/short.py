"""The fixed beginning for small models: the short form in a page, and a shelf of examples."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from appling.blueprint.model.vocabulary import Vocabulary
from appling.blueprint.names import language_of
from appling.builder.briefs.tongue import ENGLISH_NAMES, tongue_of
from appling.builder.library import Example, example
from appling.builder.recall import best_own, ranked, size
from appling.models import Prompt

SHELVES = {
    "en": ("subtitle-jobs", "interior-studio", "garden-forum", "team-tasks", "tea-shop"),
    "zh": ("language-school", "city-news", "warehouse", "badminton-booking"),
}
"""Examples that are shown together: a fixed beginning is read once and kept, so it costs nobody time.

A small model copies most from the last one, so the most general stands there.
"""

OWN_TOKENS = 300
"""Of an app of the home: five seconds of reading on a small machine."""

_GUIDE = Path(__file__).with_name("short.txt").read_text("utf-8").strip()
_LANGUAGE = {
    "zh": "所有名称、选项和说明都用中文写，关键字保持英文。",
}


def short_prompt(brief: str, vocabulary: Vocabulary, own: tuple[Example, ...] = ()) -> Prompt:
    """The prompt that a draft in the short form is written from.

    What the home itself has to show comes after the fixed beginning, which stays as it was read.
    """
    shelf = shelf_for(brief)
    request = f"{brief}{_wanted_language(brief)}"
    prompt = Prompt(guide(shelf, vocabulary), _shown(SHELVES[shelf]), request)
    found = own_example(brief, own)
    if found is None:
        return prompt
    return replace(prompt, turns=((found.short_brief, found.short),), private=frozenset({0}))


def short_examples(brief: str, own: tuple[Example, ...] = ()) -> tuple[Example, ...]:
    """All that this prompt shows: its shelf, and the one of the home's own."""
    found = own_example(brief, own)
    return (*map(example, SHELVES[shelf_for(brief)]), *(() if found is None else (found,)))


def own_example(brief: str, own: tuple[Example, ...]) -> Example | None:
    """The home's own app that fits best of all examples, if the short form can say it in few words."""
    found = best_own(brief, own) if own else None
    if found is None or found.language != language_of([brief]):
        return None
    try:
        tokens = size(found.short_brief) + size(found.short)
    except ValueError:
        return None
    return found if tokens <= OWN_TOKENS else None


def _wanted_language(brief: str) -> str:
    """A reminder, where the examples are in another language than the brief."""
    language = tongue_of(brief)
    return "" if language in ("en", "zh") else f"\n\n(Write all names in {ENGLISH_NAMES[language]}.)"


def fixed_prompts(vocabulary: Vocabulary) -> tuple[Prompt, ...]:
    """All fixed beginnings, to be read ahead."""
    return tuple(Prompt(guide(shelf, vocabulary), _shown(names)) for shelf, names in SHELVES.items())


def _shown(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((example(name).short_brief, example(name).short) for name in names)


def shelf_for(brief: str) -> str:
    """The shelf of the brief's language on which the best fitting examples stand."""
    language = "zh" if language_of([brief]) == "zh" else "en"
    shelves = [shelf for shelf in SHELVES if shelf.split(" ")[0] == language]
    if len(shelves) == 1:
        return shelves[0]
    scores = {each.example.name: each.score for each in ranked(brief)}
    return max(shelves, key=lambda shelf: sum(scores[name] for name in SHELVES[shelf]))


def guide(shelf: str, vocabulary: Vocabulary) -> str:
    """The short form in a page, for what there is."""
    return _guide(
        shelf.split(" ")[0],
        ", ".join(
            name
            for name, field in vocabulary.fields.items()
            if field.arguments == "none" and not field.several
        ),
    )


@cache
def _guide(language: str, types: str) -> str:
    said = _LANGUAGE.get(language, "Use the language of the request for names.")
    return _GUIDE.format(types=types, language=said)
