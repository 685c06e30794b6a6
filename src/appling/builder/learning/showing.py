"""Which of a home's own apps a model may be shown: what was made elsewhere or here is not told to others."""

from appling.builder.briefs.colours import without_colours
from appling.builder.learning.lessons import MOST, Lesson, is_on, lesson
from appling.builder.library import OWN, Example
from appling.builder.prompts.full import full_examples
from appling.builder.prompts.short import short_examples
from appling.builder.recall import index_of
from appling.models import LanguageModel
from appling.models.prices import runs_here
from appling.store import Home
from appling.store.homes.learning import Made

OPENED = 12
"""So many apps are opened for a build, those whose briefs are nearest: opening one takes its time."""


def examples_for(home: Home, model: LanguageModel, brief: str) -> tuple[Example, ...]:
    """The nearest ones: for a model on this machine of any, for one elsewhere of those made there."""
    if not is_on(home):
        return ()
    where = _where(model.name)
    made = [each for each in home.learning.made(MOST) if not where or _where(each.model) == where]
    found = (lesson(home, each) for each in _nearest(brief, made))
    return tuple(_example(each) for each in found if each is not None)


def _nearest(brief: str, made: list[Made]) -> list[Made]:
    """By what was asked for at first, which needs no look into the apps."""
    if len(made) <= OPENED:
        return made
    index = index_of(Example(str(each.number), OWN, each.brief, "") for each in made)
    by_number = {str(each.number): each for each in made}
    return [by_number[each.example.name] for each in index.ranked(brief)[:OPENED]]


def shown(brief: str, own: tuple[Example, ...], *, short: bool) -> tuple[Example, ...]:
    """All examples that the model's prompt will have, of the library and of these, in its order."""
    return short_examples(without_colours(brief), own) if short else full_examples(brief, own=own)


def own_shown(brief: str, own: tuple[Example, ...], *, short: bool) -> tuple[Example, ...]:
    """Those of them that the model's prompt will have, in the short form or in full."""
    return tuple(each for each in shown(brief, own, short=short) if each.domain == OWN) if own else ()


def _example(lesson: Lesson) -> Example:
    return Example(str(lesson.number), OWN, lesson.asked, lesson.blueprint)


def _where(model: str) -> str:
    """Who is told what this model is told; nobody where it runs on this machine."""
    if runs_here(model):
        return ""
    name, at, address = model.partition("@")
    return address if at else name.partition(":")[0]
