"""Looks a draft over before it is tried: what was asked for and is missing is added.

Who judges is not who wrote: the wants are found by rule (`wants`), and the model only gets those that are
missing. What it adds counts if more of them are met than before, and nothing that was there is lost or open
to more people.
"""

from dataclasses import dataclass

from appling.blueprint import check, mend
from appling.blueprint.changes import Difference, differences
from appling.blueprint.model.app import App
from appling.blueprint.model.vocabulary import Vocabulary
from appling.builder.asking import Asking
from appling.builder.changing.written import blocks_written, edits_written
from appling.builder.errors import Cancelled, Switched
from appling.builder.wants import Judged, Want, judge
from appling.diagnostics.problem import Problem

ROUNDS = 3
"""The same failure is not met a third time in the same way: after it the draft stays as it is."""
AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The blueprint, and the texts of the wants that are met by what was `added`."""

    source: str
    app: App
    added: tuple[str, ...] = ()
    rounds: int = 0


def review(
    source: str,
    app: App,
    wants: tuple[Want, ...],
    asking: Asking,
    vocabulary: Vocabulary,
    rounds: int = ROUNDS,
) -> Reviewed:
    """At most so many rounds, within the budget: all that is missing first, then one want at a time."""
    reviewed, at_once = Reviewed(source, app), AT_ONCE
    passed: set[str] = set()
    for _ in range(rounds):
        missing = [each for each in _missing(wants, reviewed.app) if each not in passed]
        if not missing or asking.seconds_left <= 0 or asking.tokens_left <= 0:
            break
        asked = missing[:at_once]
        try:
            reviewed = _round(reviewed, asked, wants, asking, vocabulary)
        except (Cancelled, Switched):
            raise
        except Problem:
            break  # The draft is good enough to be delivered as it is.
        if len(asked) == 1:
            passed |= {*asked}
        at_once = 1
    return reviewed


def _round(
    before: Reviewed, missing: list[str], wants: tuple[Want, ...], asking: Asking, vocabulary: Vocabulary
) -> Reviewed:
    request = "Add what is missing:\n" + "\n".join(f"- {each}" for each in missing)
    written = _written(before, request, asking, vocabulary)
    source = mend(written, vocabulary, salvage=True).source
    app = check(source, vocabulary).app
    gained = () if app is None else _gained(before.app, app, wants)
    if app is None or not gained:
        return Reviewed(before.source, before.app, before.added, before.rounds + 1)
    return Reviewed(source, app, (*before.added, *gained), before.rounds + 1)


def _written(before: Reviewed, request: str, asking: Asking, vocabulary: Vocabulary) -> str:
    if asking.model.takes_grammar:
        return edits_written(before.source, before.app, request, asking, vocabulary)
    return blocks_written(before.source, request, asking, vocabulary)


def _gained(before: App, after: App, wants: tuple[Want, ...]) -> tuple[str, ...]:
    """The wants that only the second app meets; none where it costs something."""
    met, met_now = (_met(judge(wants, app)) for app in (before, after))
    costs = any(each.drops or _opens(each, before) for each in differences(before, after))
    return () if costs or met.keys() - met_now.keys() else tuple(want for want in met_now if want not in met)


def _opens(difference: Difference, before: App) -> bool:
    """Whether it shows or gives more of what was there before; what comes new is open as it says."""
    if not difference.widens or difference.thing is None:
        return difference.widens
    if difference.kind != "told":
        return difference.thing in before.by_key
    others, names = difference.values["others"], {thing.name for thing in before.things}
    return not isinstance(others, tuple) or any(not isinstance(each, str) or each in names for each in others)


def _met(judged: tuple[Judged, ...]) -> dict[str, None]:
    return dict.fromkeys(each.want for each in judged if each.met)


def _missing(wants: tuple[Want, ...], app: App) -> list[str]:
    return [each.want for each in judge(wants, app) if each.can_be_added]
