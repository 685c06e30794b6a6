"""What a blueprint settles that nobody may have said, each with what to ask for to have it otherwise."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from appling.blueprint.model.app import VISITOR, App, Field, Grant, Thing, Verb
from appling.diagnostics.phrase import Value
from appling.runtime.translate import Translator, translator

Values = dict[str, Value]
MOST = 5
SIGN_UP = "People sign up by themselves, as {roles}."
OPEN, CLOSED = "Anyone may see {things}, without an account.", "Only people with an account see {things}."
OWN = "Each {roles} sees only their own {things}."
ADDED = "Only {roles} may add {things}."
REQUIRED = "Without {fields}, {things} can't be saved."
ONLY_SEE, ALL_SEE = "only {roles} may see {thing}", "everyone may see all {thing}"
SEE_ALL, MAY_ADD = "{roles} may see all {thing}", "{roles} may add all {thing}"
OPTIONAL = "make {field} of {thing} optional"
BETWEEN = "; "
LONGEST = 180
"""Characters of a request: rules read no long ones."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """`said` of the app, with its values. `otherwise`: a request that would change it, in the app's words;
    none where it is changed in the app itself.
    """

    said: str
    values: Values
    otherwise: str = ""


def sentence(assumed: Assumption, t: Translator) -> str:
    return t(assumed.said, **assumed.values)


def assumptions(app: App) -> tuple[Assumption, ...]:
    """The most telling ones first."""
    things = [thing for thing in app.things if thing.trait is None and thing.kept_by is None]
    required = islice(_required(app, things), 1)
    if not app.roles:
        return tuple(required)
    found = (*_seen(app, things), *_signed_up(app), *required, *_added(app, things))
    return found[:MOST]


def _seen(app: App, things: list[Thing]) -> Iterator[Assumption]:
    """Who sees what, things of a kind together."""
    roles = tuple(role.name for role in app.roles)
    first = app.roles[0]
    open_ones = [each for each in things if _sees(each, VISITOR)]
    own = [each for each in things if each not in open_ones and _sees_own(each, first.key)]
    closed = [each for each in things if each not in open_ones and _sees(each, first.key)]
    for said, those, pattern, who in (
        (OPEN, open_ones, ONLY_SEE, roles),
        (OWN, own, SEE_ALL, (first.name,)),
        (CLOSED, closed, ALL_SEE, ()),
    ):
        if those:
            yield _of_things(app, said, those, pattern, who)


def _signed_up(app: App) -> Iterator[Assumption]:
    by_key = {role.key: role.name for role in app.roles}
    joined = app.sign_up or (app.roles[0].key,)
    yield Assumption(SIGN_UP, {"roles": tuple(by_key[key] for key in joined)})


def _added(app: App, things: list[Thing]) -> Iterator[Assumption]:
    """What the last role alone adds."""
    first, last = app.roles[0], app.roles[-1]
    alone = [each for each in things if _adders(each, app) == [last.key]]
    if alone and first != last:
        others = _asked(app, [(MAY_ADD, {"roles": first.name, "thing": each.name}) for each in alone])
        plurals = tuple(each.plural for each in alone)
        yield Assumption(ADDED, {"roles": last.name, "things": plurals}, others)


def _required(app: App, things: list[Thing]) -> Iterator[Assumption]:
    """The fields that must be given besides what a row is called by."""
    for thing in things:
        names = tuple(each.name for each in thing.fields if _is_asked(thing, each))
        if names:
            others = _asked(app, [(OPTIONAL, {"field": name, "thing": thing.name}) for name in names])
            yield Assumption(REQUIRED, {"fields": names, "things": thing.plural}, others)


def _is_asked(thing: Thing, one: Field) -> bool:
    return one.required and one.default is None and one.key not in (thing.title, thing.owner)


def _of_things(app: App, said: str, things: list[Thing], pattern: str, roles: tuple[str, ...]) -> Assumption:
    """`roles`: those whom the sentence or the request speaks of, if they speak of any."""
    who: Values = {"roles": roles} if roles else {}
    others = _asked(app, [(pattern, {**who, "thing": each.name}) for each in things])
    return Assumption(said, {**who, "things": tuple(each.plural for each in things)}, others)


def _asked(app: App, parts: Iterable[tuple[str, Values]]) -> str:
    """As much of it as rules read in one request."""
    t, said = translator(app.language), ""
    for pattern, values in parts:
        more = f"{said}{BETWEEN if said else ''}{t(pattern, **values)}"
        said = more if len(more) <= LONGEST else said
    return said


def _grants(thing: Thing, role: str, verb: Verb) -> list[Grant]:
    return [each for each in thing.grants if each.role == role and each.verb is verb]


def _sees(thing: Thing, role: str) -> bool:
    return any(not each.own and each.where is None for each in _grants(thing, role, Verb.SEE))


def _sees_own(thing: Thing, role: str) -> bool:
    """Nothing but the own rows."""
    found = _grants(thing, role, Verb.SEE)
    return bool(found) and all(each.own and each.where is None for each in found)


def _adders(thing: Thing, app: App) -> list[str]:
    return [role for role in (VISITOR, *(each.key for each in app.roles)) if _grants(thing, role, Verb.ADD)]
