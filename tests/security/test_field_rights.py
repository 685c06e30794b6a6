"""Nobody sets a field that is not theirs to set, by form or API, nor any column of the store's own."""

import pytest
from tests.promises import count, examples
from tests.security.apps import GROUPS, Source, group
from tests.security.stage import Actor, Stage, staged

from appling.blueprint.model.app import Thing

FIELDS = "Nobody sets more: fields that are hidden, computed, the owner's or the store's"
OWN_COLUMNS = (
    "_id",
    "_by",
    "_created",
    "_changed",
    "_sample",
    "id",
    "role",
    "owner",
    "created_at",
    "is_admin",
)
OF_A_CHANGE = ("_changed", "_sample")
"""What any change of a row sets: the time, and that it is no sample any more."""
VALUES = (1, "2", "yes", None, True)


@pytest.mark.parametrize("name", GROUPS)
def test_only_what_is_ones_own_to_set_is_set(name: str) -> None:
    tried = 0
    for source in group(name, few=1, many=100):
        with staged(source, per_person=1) as stage:
            for actor in stage.actors[:: examples(2, 1)]:
                for thing in stage.place.app.things:
                    tried += try_thing(source, stage, actor, thing)
    count(FIELDS, tried)
    assert tried


def try_thing(source: Source, stage: Stage, actor: Actor, thing: Thing) -> int:
    tried = 0
    if stage.oracle.may(actor.who, thing.key, "add"):
        for key in not_settable(stage, actor, thing, "add"):
            for value in VALUES[: examples(2, 5)]:
                refuses(source, stage, actor, "POST", f"/api/{thing.key}", key, value)
                tried += 1
    for row in stage.rows(thing.key):
        if stage.oracle.sees_row(actor.who, thing.key, row) and stage.oracle.may_row(
            actor.who, thing.key, row, "change"
        ):
            address = f"/api/{thing.key}/{row['_id']}"
            for key in not_settable(stage, actor, thing, "change"):
                refuses(source, stage, actor, "PATCH", address, key, VALUES[0])
                tried += 1
            tried += try_form(source, stage, actor, thing, row["_id"])
            break
    return tried


def refuses(
    source: Source, stage: Stage, actor: Actor, method: str, address: str, key: str, value: object
) -> None:
    before = stage.writes()
    answer = actor.browser.send(method, address, {key: value})
    about = (source.name, str(actor), method, address, key, value, answer.status, answer.text[:200])
    assert answer.status == 400, about
    assert f'"{key}"' in answer.text, about
    assert stage.writes() == before, about


def try_form(source: Source, stage: Stage, actor: Actor, thing: Thing, row: int) -> int:
    """A form with all there is sets nothing of it."""
    stage.forget()
    locked = [key for key in not_settable(stage, actor, thing, "change") if key in kept(stage, thing, row)]
    before = {key: kept(stage, thing, row)[key] for key in locked if key not in OF_A_CHANGE}
    actor.browser.post(f"/data/{thing.key}/{row}", dict.fromkeys(locked, "1"))
    for key in locked:
        answer = actor.browser.post(f"/data/{thing.key}/{row}/field", {"name": key, "value": "1"})
        assert answer.status in (400, 404), (source.name, str(actor), thing.key, row, key)
    stage.forget()
    after = kept(stage, thing, row)
    assert {key: after[key] for key in before} == before, (source.name, str(actor), thing.key, row)
    return len(before)


def kept(stage: Stage, thing: Thing, row: int) -> dict[str, object]:
    return next(each for each in stage.rows(thing.key) if each["_id"] == row)


def not_settable(stage: Stage, actor: Actor, thing: Thing, verb: str) -> list[str]:
    fields = {field.key: field for field in thing.fields}
    locked = [
        key for key, field in fields.items() if not stage.oracle.settable(actor.who, thing, field, verb)
    ]
    return locked + [key for key in OWN_COLUMNS if key not in fields]
