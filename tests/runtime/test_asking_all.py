"""Every type of field can be asked for: by the form of a page, and by the API where that takes it."""

import re
from datetime import date
from pathlib import Path
from random import Random

import pytest
from tests.runtime.conftest import World, world_at

from appling.atoms import all_fields, field_atom
from appling.atoms.base import Sample
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind

TYPES = [each.name for each in all_fields() if not each.counted and not each.tally]


def source(name: str) -> str:
    arguments = "(red, blue)" if field_atom(name).arguments == "choices" else ""
    kind = "Other" if name == "link" else name + arguments
    told = "" if field_atom(name).kind is Kind.FILE else '  notify owner "Now {asked}, was {value}"\n'
    return (
        "app A\nthing Other\n  name: text\nthing B\n  name: text, required\n"
        f"  value: {kind}\naction Ask on B\n  asked: {kind}\n  set value = asked\n{told}"
    )


@pytest.mark.parametrize("name", TYPES)
def test_it_is_typed_set_and_said(tmp_path: Path, name: str) -> None:
    with world_at(tmp_path / "home") as world:
        press(world, name)


def press(world: World, name: str) -> None:
    place = world.make(source(name))
    owner = place.owner()
    assert owner.api("POST", "/api/other", {"name": "One"}).status_code == 201
    assert owner.api("POST", "/api/b", {"name": "One"}).status_code == 201
    asked: Field = place.app.actions[0].inputs[0]
    form = owner.get("/data/b/1/do/ask").text
    assert re.search(r'name="asked[".]', form)
    if asked.value.kind is Kind.FILE:
        return
    if asked.value.kind in (Kind.LINK, Kind.PERSON):
        typed = "1"
    else:
        sample = Sample(place.app.thing("b"), 0, "en", Random(1), date(2026, 3, 9), 1)
        typed = field_atom(asked.type).typed(field_atom(asked.type).sample(asked, sample), asked)
    answer = owner.post("/data/b/1/do/ask", {"asked": typed})
    assert answer.status_code == 303, answer.text
    kept = owner.api("GET", "/api/b/1").json()["value"]
    assert kept not in (None, "", [])
    assert "Now " in place.rows("_notices")[0]["text"]
    assert owner.post("/data/b/1/do/ask", {"asked": ""}).status_code == 303
    assert owner.api("POST", "/api/b/1/ask", {"asked": kept}).status_code == 200
    assert owner.api("GET", "/api/b/1").json()["value"] == kept
