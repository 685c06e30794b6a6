"""Which of a home's own apps a model may be shown: what was made elsewhere or here is not told to others."""

from appling.builder.colours import without_colours
from appling.builder.learning.lessons import Lesson, lessons
from appling.builder.library import OWN, Example
from appling.builder.prompts.full import EXAMPLE_TOKENS
from appling.builder.prompts.short import own_example
from appling.builder.recall import recall
from appling.models import LanguageModel
from appling.models.prices import runs_here
from appling.store import Home


def examples_for(home: Home, model: LanguageModel) -> tuple[Example, ...]:
    """Examples for a build by this model: on this machine all, elsewhere those that were made there."""
    where = _where(model.name)
    return tuple(_example(each) for each in lessons(home) if not where or _where(each.model) == where)


def shown(brief: str, own: tuple[Example, ...], *, short: bool) -> tuple[Example, ...]:
    """Those of them that the model's prompt will have, in the short form or in full."""
    if not own:
        return ()
    if short:
        found = own_example(without_colours(brief), own)
        return () if found is None else (found,)
    chosen = recall(brief, tokens=EXAMPLE_TOKENS, own=own)
    return tuple(each.example for each in chosen if each.example.domain == OWN)


def _example(lesson: Lesson) -> Example:
    return Example(str(lesson.number), OWN, lesson.asked, lesson.blueprint)


def _where(model: str) -> str:
    """Who is told what this model is told; nobody where it runs on this machine."""
    if runs_here(model):
        return ""
    name, at, address = model.partition("@")
    return address if at else name.partition(":")[0]
