"""Who may do more, or less, with the rows of things, and who may see more or fewer of their fields."""

from collections import defaultdict
from collections.abc import Iterator

from appling.blueprint.changes.difference import Difference
from appling.blueprint.changes.matching import Matching
from appling.blueprint.changes.meaning import Alternative, covered
from appling.blueprint.changes.reach import Both, Everybody, Reach
from appling.blueprint.model.app import VISITOR, Thing, Verb
from appling.diagnostics.phrase import Phrase, Value, phrase

MORE = "{who} may now {verbs} {what}"
LESS = "{who} may no longer {verbs} {what}"
FEWER = "{who} may now {verbs} only {what}"
NEW = "{who} may {verbs} {what}"
_Said = tuple[str, Value, bool]


def rights_differences(matching: Matching, everybody: Everybody) -> Iterator[Difference]:
    """Of rows, then of fields, then of signing up."""
    for thing in matching.after.things:
        everyone: list[tuple[Verb, _Said]] = []
        for both in everybody.all:
            changes = [each for each in _changes(both, matching, thing) if each not in everyone]
            everyone = everyone or (changes if both.role == VISITOR else [])
            yield from _of_rows(both, changes, thing)
        yield from _of_fields(everybody, matching, thing)
        yield from _of_states(everybody, matching, thing)
    yield from _sign_up(matching)


def _of_rows(both: Both, changes: list[tuple[Verb, _Said]], thing: Thing) -> Iterator[Difference]:
    """What is different for one role, but not what is said of the visitor, who is everybody."""
    grouped: defaultdict[_Said, list[Phrase]] = defaultdict(list)
    for verb, said in changes:
        grouped[said].append(Phrase(verb.value))
    for (pattern, what, widens), verbs in grouped.items():
        values: dict[str, Value] = {"who": both.name, "verbs": tuple(verbs), "what": what}
        yield Difference("rights", pattern, values, widens=widens, thing=thing.key)


def _changes(both: Both, matching: Matching, thing: Thing) -> Iterator[tuple[Verb, _Said]]:
    old = matching.old_thing(thing.key)
    for verb in Verb:
        before = both.before.ways(old, verb) if old is not None else []
        after = both.after.ways(thing, verb)
        if not covered(after, before):
            pattern = MORE if old is not None else NEW
            yield verb, (pattern, _described(both.after, thing, verb, after), True)
        elif not after and before:
            yield verb, (LESS, thing.plural, False)
        elif not covered(before, after):
            yield verb, (FEWER, _described(both.after, thing, verb, after), False)


def _described(reach: Reach, thing: Thing, verb: Verb, ways: list[Alternative]) -> Value:
    """Which rows: one way without a condition means all of them."""
    if not all(ways):
        return thing.plural if verb is Verb.ADD else phrase("all {things}", things=thing.plural)
    grants = reach.grants(thing, verb)
    own = all(grant.own and grant.where is None for grant in grants)
    return phrase("their own {things}" if own else "some {things}", things=thing.plural)


def _of_fields(everybody: Everybody, matching: Matching, thing: Thing) -> Iterator[Difference]:
    more: defaultdict[str, list[Value]] = defaultdict(list)
    less: defaultdict[str, list[Value]] = defaultdict(list)
    old = matching.old_thing(thing.key)
    for both in everybody.all if old is not None else ():
        assert old is not None  # noqa: S101 - asked in the line above
        if not both.after.touches(thing):
            continue
        shown = {
            new: matching.fields[thing.key, new][1]
            for new in both.after.shown(thing)
            if (thing.key, new) in matching.fields
        }
        before = both.before.shown(old)
        for new, key in _known_fields(matching, thing):
            if new in shown and key not in before:
                more[new].append(both.name)
            elif new not in shown and key in before:
                less[new].append(both.name)
    for found, widens in ((more, True), (less, False)):
        pattern = "{who} may now see “{field}” of {thing}"
        if not widens:
            pattern = "{who} may no longer see “{field}” of {thing}"
        for field, who in found.items():
            names = (Phrase(VISITOR),) if Phrase(VISITOR) in who else tuple(who)
            values: dict[str, Value] = {
                "who": names,
                "field": thing.field(field).name,
                "thing": thing.name,
            }
            yield Difference("field-rights", pattern, values, widens=widens, thing=thing.key, field=field)


def _of_states(everybody: Everybody, matching: Matching, thing: Thing) -> Iterator[Difference]:
    """Who may now say how far a row has come that they add, which was left to others before."""
    old = matching.old_thing(thing.key)
    who: defaultdict[str, list[Value]] = defaultdict(list)
    for both in everybody.all if old is not None else ():
        assert old is not None  # noqa: S101 - asked in the line above
        left, adds = both.before.begun(old), both.after.ways(thing, Verb.ADD)
        for new, key in _known_fields(matching, thing):
            if adds and key in left and new not in both.after.begun(thing):
                who[new].append(both.name)
    for field, names in who.items():
        pattern = "{who} may now set “{field}” of a {thing} that they add"
        values: dict[str, Value] = {
            "who": tuple(names),
            "field": thing.field(field).name,
            "thing": thing.name,
        }
        yield Difference("field-rights", pattern, values, widens=True, thing=thing.key, field=field)


def _known_fields(matching: Matching, thing: Thing) -> Iterator[tuple[str, str]]:
    for field in thing.fields:
        if (thing.key, field.key) in matching.fields:
            yield field.key, matching.fields[thing.key, field.key][1]


def _sign_up(matching: Matching) -> Iterator[Difference]:
    """Whoever signs up gets a role, or chooses one; without roles nobody can sign up."""
    before = [role.key for role in matching.before.joinable]
    after = matching.after.joinable
    if not after:
        if before:
            yield Difference("sign-up", "nobody can sign up any more")
        return
    old = {role.key: matching.roles.get(role.key) for role in after}
    new = tuple(role.name for role in after if old[role.key] not in before)
    if new:
        pattern = "people who sign up become {role}" if len(after) == 1 else "people may sign up as {role}"
        yield Difference("sign-up", pattern, {"role": new}, widens=True)
    gone = tuple(
        role.name for role in matching.before.joinable if len(before) > 1 and role.key not in old.values()
    )
    if gone:
        yield Difference("sign-up", "people may no longer sign up as {role}", {"role": gone})
