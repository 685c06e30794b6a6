"""The row by which somebody is known in an app: their member, their player, their household."""

from appling.blueprint.model.app import Field, Thing, Verb
from appling.blueprint.model.expression import Binary, Kind, Me, Path, ValueType
from appling.runtime.rows.lists import Lists
from appling.store.queries import Query

Hidden = tuple[tuple[str, str], ...]


def own_row_of(thing: Thing, lists: Lists) -> int | None:
    """The viewer's own row of a thing, if they see exactly one."""
    if thing.owner is None or not (lists.rights.signed_in and lists.rights.may(thing.key, Verb.SEE)):
        return None
    owner = Path((thing.owner,), ValueType(Kind.PERSON))
    mine = Binary("=", owner, Me(), ValueType(Kind.TRUTH))
    found = lists.reader.rows(Query(thing.key, where=(mine,), limit=2))
    return found[0].id if len(found) == 1 else None


def fill_in(
    thing: Thing, fields: tuple[Field, ...], texts: dict[str, str], lists: Lists
) -> tuple[tuple[Field, ...], Hidden]:
    """Put one's own rows into the links that a new row can't do without, where the form says nothing yet.

    Gives the fields that are still asked for, and what is sent along unasked: links with no other choice.
    """
    hidden: Hidden = ()
    for field in fields:
        if not _may_be_own(field, thing) or texts.get(field.key):
            continue
        row = own_row_of(lists.app.thing(field.thing or ""), lists)
        if row is None:
            continue
        texts[field.key] = str(row)
        if [value for value, _ in lists.options(field, 2)] == [str(row)]:
            hidden += ((field.key, str(row)),)
    unasked = {key for key, _ in hidden}
    return tuple(field for field in fields if field.key not in unasked), hidden


def _may_be_own(field: Field, thing: Thing) -> bool:
    return field.value.kind is Kind.LINK and field.required and field.thing != thing.key
