"""What may not be seen is on no page, in no list, count, search, picker, figure, file or API answer."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.promises import count, examples
from tests.security.apps import GROUPS, Source, group
from tests.security.stage import Actor, Stage, mark, markable, staged

from appling.blueprint.model.app import Field, Thing
from appling.blueprint.model.expression import Kind
from appling.runtime.routes import Kind as Address
from appling.runtime.routes import routes

ROWS = "Nobody sees more: rows and fields by list, search, count, picker, page, file"
MARK = re.compile(r"zq[a-z0-9]+?q\d+q[a-z0-9]+?qz")
SHOWN = (Address.HOME, Address.PAGE, Address.LIST, Address.NEW, Address.API_LIST, Address.OPENAPI)
OF_ROW = (Address.ROW, Address.EDIT, Address.API_ROW)


@pytest.mark.parametrize("name", GROUPS)
def test_only_what_may_be_seen_is_shown(name: str) -> None:
    for source in group(name, few=1, many=100):
        with staged(source, marks=True) as stage:
            tried = 0
            for actor in stage.actors[:: examples(2, 1)]:
                tried += try_lists(source, stage, actor)
                tried += try_marks(source, stage, actor)
                tried += try_links(source, stage, actor)
                tried += try_files(source, stage, actor)
            count(ROWS, tried)
            assert tried


def visible(stage: Stage, actor: Actor, thing: str) -> tuple[set[int], set[int]]:
    """The rows that the actor certainly sees, and those that the actor may or may not see."""
    verdicts = {row["_id"]: stage.oracle.sees_row(actor.who, thing, row) for row in stage.rows(thing)}
    sure = {row for row, seen in verdicts.items() if seen}
    return sure, {row for row, seen in verdicts.items() if seen is None}


def try_lists(source: Source, stage: Stage, actor: Actor) -> int:
    """Lists and counts hold these rows exactly; a search for a word of another row finds nothing."""
    tried = 0
    for thing in stage.place.app.things:
        if not stage.oracle.may(actor.who, thing.key, "see"):
            continue
        sure, perhaps = visible(stage, actor, thing.key)
        name = "_id" if any(field.key == "id" for field in thing.fields) else "id"
        found = asked(actor, f"/api/{thing.key}?limit=200")
        ids = {row[name] for row in found["items"]}
        about = (source.name, str(actor), thing.key, ids, sure, perhaps)
        assert sure <= ids <= sure | perhaps, about
        assert found["total"] == len(ids), about
        counted = asked(actor, f"/api/{thing.key}/groups?measure=count")["items"]
        assert sum(item["count"] for item in counted) == len(ids), about
        tried += 2 + try_searches(source, stage, actor, thing, ids)
    return tried


def try_searches(source: Source, stage: Stage, actor: Actor, thing: Thing, ids: set[int]) -> int:
    tried = 0
    for row in stage.rows(thing.key):
        for key in markable(thing):
            word = mark(thing.key, row["_id"], key)
            if row[key] != word:
                continue
            allowed = row["_id"] in ids and stage.oracle.sees_field(actor.who, thing.key, thing.field(key))
            if not allowed and not told_by_formula(stage, actor, thing.key, thing.field(key)):
                found = asked(actor, f"/api/{thing.key}?search={word}&{key}={word}&sort={key}")
                about = (source.name, str(actor), thing.key, row["_id"], key)
                shown = {each for item in found["items"] for each in MARK.findall(json.dumps(item))}
                assert word not in shown, about
                assert asked(actor, f"/api/{thing.key}?search={word}")["total"] == 0, about
                tried += 2
                break
    return tried


def try_marks(source: Source, stage: Stage, actor: Actor) -> int:
    """Every page and answer that can be looked at holds only words that the actor may read."""
    allowed = set(readable(stage, actor))
    everything = {
        mark(thing.key, row["_id"], key)
        for thing in stage.place.app.things
        for row in stage.rows(thing.key)
        for key in markable(thing)
        if row[key] == mark(thing.key, row["_id"], key)
    }
    tried = 0
    for address in addresses(stage):
        answer = actor.browser.get(address)
        found = set(MARK.findall(answer.text)) & everything
        assert found <= allowed, (source.name, str(actor), address, found - allowed)
        tried += 1
    return tried


def readable(stage: Stage, actor: Actor) -> Iterator[str]:
    for thing in stage.place.app.things:
        for field in (thing.field(key) for key in markable(thing)):
            told = told_by_formula(stage, actor, thing.key, field)
            for row in stage.rows(thing.key):
                seen = stage.oracle.sees_row(actor.who, thing.key, row) is not False
                if told or (seen and stage.oracle.sees_field(actor.who, thing.key, field)):
                    yield mark(thing.key, row["_id"], field.key)


def told_by_formula(stage: Stage, actor: Actor, thing: str, field: Field) -> bool:
    """Formulas see all rows: one that the actor may see may tell what it reads elsewhere."""
    return any(
        (thing, field) in stage.oracle.read_by(formula, owner.key)
        and stage.oracle.sees_field(actor.who, owner.key, formula)
        for owner in stage.place.app.things
        if stage.oracle.may(actor.who, owner.key, "see")
        for formula in owner.fields
        if formula.formula is not None
    )


def addresses(stage: Stage) -> Iterator[str]:
    for route in routes(stage.place.app):
        if route.kind is Address.TAKE_OUT and route.pattern.endswith(".csv"):
            yield route.pattern
        if route.kind in SHOWN:
            yield route.pattern + ("?limit=200" if route.kind is Address.API_LIST else "")
        elif route.kind in OF_ROW:
            for row in stage.rows(route.thing):
                yield route.pattern.replace("{id}", str(row["_id"]))


def try_links(source: Source, stage: Stage, actor: Actor) -> int:
    """A link to a row that is not seen is refused like one to no row at all."""
    tried = 0
    for thing in stage.place.app.things:
        if not stage.oracle.may(actor.who, thing.key, "add"):
            continue
        for field in thing.fields:
            if field.value.kind is not Kind.LINK or not stage.oracle.settable(actor.who, thing, field, "add"):
                continue
            sure, perhaps = visible(stage, actor, field.thing or "")
            hidden = [row["_id"] for row in stage.rows(field.thing or "") if row["_id"] not in sure | perhaps]
            for row in hidden[:2]:
                before = stage.writes()
                answer = actor.browser.send("POST", f"/api/{thing.key}", {field.key: row})
                assert answer.status == 400, (source.name, str(actor), thing.key, field.key, row)
                assert stage.writes() == before
                tried += 1
    return tried


def try_files(source: Source, stage: Stage, actor: Actor) -> int:
    """An upload is served to those who see a row that holds it, in a field that they see."""
    tried = 0
    for thing in stage.place.app.things:
        sure, perhaps = visible(stage, actor, thing.key)
        for field in thing.fields:
            if field.value.kind is not Kind.FILE or field.formula is not None:
                continue
            for row in stage.rows(thing.key):
                if row[field.key] and row["_id"] not in perhaps:
                    seen = row["_id"] in sure and stage.oracle.sees_field(actor.who, thing.key, field)
                    status = actor.browser.get(f"/files/{row[field.key]}").status
                    about = (source.name, str(actor), thing.key, field.key, row["_id"], status)
                    assert status == (200 if seen else 404), about
                    tried += 1
    return tried


def asked(actor: Actor, address: str) -> Any:
    answer = actor.browser.get(address)
    assert answer.status == 200, (str(actor), address, answer.status, answer.text[:200])
    return json.loads(answer.text)
