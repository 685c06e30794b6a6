"""What becomes of things and their fields."""

from collections.abc import Hashable, Iterator, Mapping

from appling.blueprint.changes.difference import Difference
from appling.blueprint.changes.formulas import other_rows
from appling.blueprint.changes.matching import Matching
from appling.blueprint.changes.meaning import Side
from appling.blueprint.changes.reach import Both, Everybody
from appling.blueprint.model.app import App, Constraint, Field, Thing
from appling.blueprint.model.expression import Aggregate, Expression, Path
from appling.blueprint.model.reading import parts_of
from appling.blueprint.syntax.characters import name_key
from appling.diagnostics.phrase import Phrase, Value

ONE_PER = "no two {things} may have the same {fields} any more"
MANY_PER = "{things} may have the same {fields} again"


def thing_differences(matching: Matching, everybody: Everybody) -> Iterator[Difference]:
    """Things gone, added and called otherwise; then the fields of those that stay."""
    kept = set(matching.things.values())
    for thing in matching.before.things:
        if thing.key not in kept:
            pattern = "{thing} goes, with its rows, to the attic"
            yield Difference("thing-dropped", pattern, {"thing": thing.name}, drops=True, thing=thing.key)
    for thing in matching.after.things:
        old = matching.old_thing(thing.key)
        if old is None:
            yield _added_thing(thing)
        else:
            yield from _of_thing(old, thing, matching)
            yield from _of_conditions(thing, matching, everybody)
            yield from _of_constraints(old, thing, everybody)
        for field in thing.fields:
            yield from _tells(field, thing, matching, everybody)


def _added_thing(thing: Thing) -> Difference:
    fields = tuple(field.name for field in thing.fields)
    values: dict[str, Value] = {"thing": thing.name, "fields": fields}
    # An old name that is no longer known might still bring back rows that were put away under it.
    return Difference(
        "thing-added", "adds {thing} with {fields}", values, widens=thing.was is not None, thing=thing.key
    )


def _of_thing(old: Thing, thing: Thing, matching: Matching) -> Iterator[Difference]:
    names = {"old": old.name, "thing": thing.name}
    if name_key(old.name) != name_key(thing.name):
        same = thing.trait is not None and old.trait is not None and thing.trait.name == old.trait.name
        if same or (thing.was is not None and name_key(thing.was) == name_key(old.name)):
            yield Difference("thing-renamed", "{old} is now called {thing}", names, thing=thing.key)
        else:
            yield _taken_over("{thing} takes over the rows of {old}", names, thing.key)
    owner = matching.fields.get((thing.key, thing.owner or ""), ("", None))[1]
    if owner != old.owner or (thing.owner is not None and owner is None):
        own = any(grant.own for grant in thing.grants)
        pattern = "whose own a row of {thing} is, is told in another way"
        yield Difference("owner-changed", pattern, {"thing": thing.name}, widens=own, thing=thing.key)
    kept = {
        matching.fields[thing.key, f.key][1] for f in thing.fields if (thing.key, f.key) in matching.fields
    }
    for field in old.fields:
        if field.key not in kept:
            yield _dropped(field, thing)
    for field in thing.fields:
        was = matching.old_field(thing.key, field.key)
        if was is None:
            yield _added_field(field, thing)
        else:
            yield from _of_field(was, field, thing, matching)


def _of_constraints(old: Thing, thing: Thing, everybody: Everybody) -> Iterator[Difference]:
    """What no two rows may have together, that they could have, or the other way round."""
    before = {_meaning(each, old, everybody, "before"): each for each in old.constraints}
    after = {_meaning(each, thing, everybody, "after"): each for each in thing.constraints}
    for meaning, each in after.items():
        if meaning not in before:
            pattern = "no two {things} may overlap any more: {fields}" if each.lasting else ONE_PER
            yield _constraint("constraint-added", pattern, each, thing, thing.key)
    for meaning, each in before.items():
        if meaning not in after:
            pattern = "{things} may overlap again: {fields}" if each.lasting else MANY_PER
            yield _constraint("constraint-dropped", pattern, each, old, thing.key)


def _meaning(each: Constraint, thing: Thing, everybody: Everybody, side: Side) -> Hashable:
    meanings = everybody.meanings
    per = frozenset(meanings.field(thing.key, key, side) for key in each.per)
    lasting = tuple(meanings.field(thing.key, key, side) for key in each.lasting)
    return per, lasting, meanings.of(each.where, thing.key, side)


def _constraint(kind: str, pattern: str, each: Constraint, thing: Thing, key: str) -> Difference:
    fields = tuple(thing.field(field).name for field in each.fields)
    return Difference(kind, pattern, {"things": thing.plural, "fields": fields}, thing=key)


def _taken_over(pattern: str, names: Mapping[str, Value], thing: str, field: str | None = None) -> Difference:
    """Two names that have one key: what was kept for the one appears under the other."""
    return Difference("taken-over", pattern, names, widens=True, drops=True, thing=thing, field=field)


def _names(field: Field, thing: Thing) -> dict[str, Value]:
    return {"field": field.name, "thing": thing.name}


def _dropped(field: Field, thing: Thing) -> Difference:
    stored = field.formula is None
    pattern = "“{field}” of {thing} goes to the attic" if stored else "“{field}” of {thing} is removed"
    return Difference(
        "field-dropped", pattern, _names(field, thing), drops=stored, thing=thing.key, field=field.key
    )


def _added_field(field: Field, thing: Thing) -> Difference:
    pattern = "adds “{field}” to {thing}"
    widens = field.was is not None or _reads_rows(field.default)
    return Difference(
        "field-added", pattern, _names(field, thing), widens=widens, thing=thing.key, field=field.key
    )


def _of_field(old: Field, field: Field, thing: Thing, matching: Matching) -> Iterator[Difference]:
    names = {**_names(field, thing), "old": old.name}
    if name_key(old.name) != name_key(field.name):
        made = thing.trait is not None or field.trait is not None
        if made or (field.was is not None and name_key(field.was) == name_key(old.name)):
            pattern = "“{old}” of {thing} is now called “{field}”"
            yield Difference("field-renamed", pattern, names, thing=thing.key, field=field.key)
        else:
            pattern = "“{field}” of {thing} takes over the values of “{old}”"
            yield _taken_over(pattern, names, thing.key, field.key)
    if (old.formula is None) != (field.formula is None):
        pattern = "“{field}” of {thing} is now entered by people"
        if field.formula is not None:
            pattern = "“{field}” of {thing} is now computed; what was entered goes to the attic"
        drops = field.formula is not None
        yield Difference("field-retyped", pattern, names, drops=drops, thing=thing.key, field=field.key)
    elif field.formula is None:
        yield from _of_stored(old, field, thing, matching)


def _of_stored(old: Field, field: Field, thing: Thing, matching: Matching) -> Iterator[Difference]:
    names = _names(field, thing)
    target = matching.things.get(field.thing) if field.thing is not None else None
    if old.type != field.type or (field.thing is not None and target != old.thing):
        names |= {"old": _type(old, matching.before), "new": _type(field, matching.after)}
        pattern = "“{field}” of {thing} changes from {old} to {new}"
        yield Difference("field-retyped", pattern, names, drops=True, thing=thing.key, field=field.key)
    yield from _of_choices(old, field, thing)
    for flag in ("required", "unique"):
        was, now = _is(old, flag), _is(field, flag)
        if was != now:
            pattern = "“{field}” of {thing} is now {flag}"
            if not now:
                pattern = "“{field}” of {thing} is no longer {flag}"
            said = {**names, "flag": Phrase(flag)}
            yield Difference("field-rule", pattern, said, thing=thing.key, field=field.key)
    if old.suggested != field.suggested:
        pattern = "“{field}” of {thing} suggests other values"
        yield Difference("field-rule", pattern, names, thing=thing.key, field=field.key)
    if (old.minimum, old.maximum) != (field.minimum, field.maximum):
        pattern = "“{field}” of {thing} has other limits"
        yield Difference("field-rule", pattern, names, thing=thing.key, field=field.key)
    if old.default != field.default:
        pattern = "“{field}” of {thing} begins with another value"
        widens = _reads_rows(field.default)
        yield Difference("field-default", pattern, names, widens, thing=thing.key, field=field.key)


def _is(field: Field, flag: str) -> bool:
    """A field with a condition is required where that holds."""
    return field.needed or field.required if flag == "required" else bool(getattr(field, flag))


def _of_conditions(thing: Thing, matching: Matching, everybody: Everybody) -> Iterator[Difference]:
    """For which rows fields are asked for, where they were asked for in others."""
    for field in thing.fields:
        was = matching.old_field(thing.key, field.key)
        if was is None:
            continue
        meanings, key = everybody.meanings, matching.fields[thing.key, field.key][0]
        before = meanings.of(was.when.holds if was.when else None, key, "before")
        after = meanings.of(field.when.holds if field.when else None, thing.key, "after")
        if before == after:
            continue
        values: dict[str, Value] = _names(field, thing)
        pattern = "“{field}” of {thing} is asked for in every row"
        if field.when is not None:
            values["condition"] = field.when.text
            pattern = "“{field}” of {thing} is asked for only when {condition}"
        yield Difference("field-rule", pattern, values, thing=thing.key, field=field.key)


def _of_choices(old: Field, field: Field, thing: Thing) -> Iterator[Difference]:
    before, after = [each.name for each in old.choices], [each.name for each in field.choices]
    if not before or not after:
        return
    if added := [name for name in after if name not in before]:
        names = {**_names(field, thing), "choices": tuple(added)}
        pattern = "“{field}” of {thing} can also be {choices}"
        yield Difference("choices-added", pattern, names, thing=thing.key, field=field.key)
    if gone := [name for name in before if name not in after]:
        names = {**_names(field, thing), "choices": tuple(gone)}
        pattern = "“{field}” of {thing} can no longer be {choices}"
        yield Difference("choices-removed", pattern, names, drops=True, thing=thing.key, field=field.key)


def _type(field: Field, app: App) -> Value:
    linked = field.thing is not None and field.thing in app.by_key
    return app.by_key[field.thing or ""].name if linked else Phrase(field.type)


def _tells(field: Field, thing: Thing, matching: Matching, everybody: Everybody) -> Iterator[Difference]:
    """A formula that is new or computes something else: does it tell people of rows they could not see?"""
    if field.formula is None:
        return
    old = matching.old_field(thing.key, field.key)
    meanings = everybody.meanings
    if old is not None and old.formula is not None:
        was = matching.fields[thing.key, field.key]
        if meanings.field(thing.key, field.key, "after") == meanings.field(*was, "before"):
            return
        pattern = "“{field}” of {thing} is computed in another way"
        yield Difference("formula", pattern, _names(field, thing), thing=thing.key, field=field.key)
    others = other_rows(field, thing.key, matching.after)
    told = [both.name for both in everybody.all if _is_told(others, both, field, thing, matching)]
    if told:
        pattern = "“{field}” of {thing} tells {who} something of {others}"
        values = {**_names(field, thing), "who": tuple(told), "others": _called(others, matching.after)}
        yield Difference("told", pattern, values, widens=True, thing=thing.key, field=field.key)


def _called(keys: frozenset[str], app: App) -> tuple[Value, ...]:
    """Names of things in their order, then people."""
    names = sorted(app.by_key[key].name for key in keys if key in app.by_key)
    return (*names, Phrase("people")) if keys - app.by_key.keys() else tuple(names)


def _is_told(others: frozenset[str], both: Both, field: Field, thing: Thing, matching: Matching) -> bool:
    if field.key not in both.after.shown(thing) or not both.after.touches(thing):
        return False
    known = [matching.things.get(key) for key in others]
    return any(key is None or not both.before.sees_all(key) for key in known)


def _reads_rows(expression: Expression | None) -> bool:
    """Whether a default tells something of rows."""
    if expression is None:
        return False
    if isinstance(expression, Path | Aggregate):
        return True
    return any(_reads_rows(part) for part in parts_of(expression))
