"""The JSON form says all that a blueprint says, and refuses what is none."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appling.blueprint import format_source, parse
from appling.blueprint.json_form import JsonRefused, from_json, json_schema, to_json

CASES = sorted((Path(__file__).parents[2] / "cases").glob("*/*.txt"))

NAMES = [
    *(
        "Bike",
        "due date",
        "Point of Sale",
        "in progress",
        "not returned",
        "order",
        "limit",
        "by",
        "Q&A",
        "名称",
    ),
    *(
        "Price (USD)",
        "价格（元）",
        "Author's",
        "a-b",
        "e_f",
        "3 stars",
        "2nd",
        "14 days",
        "No. of seats",
        "is it?",
    ),
    *(
        "C#",
        "#1",
        "a: b",
        "x = y",
        "may see",
        "member may see",
        "app",
        "thing Bike",
        "page",
        "every day",
        "a, b",
    ),
    *('say "hi"', "back\\slash", "or", "sort by", "A/B", "(was x)", "yes/no", "for member", "where", "empty"),
    *(
        "count",
        "people",
        "about",
        "fields",
        "all",
        "own",
        "- dash",
        "1",
        "1.5",
        "*",
        "Ü",
        "'quoted'",
        "“curly”",
    ),
]
WORDS = [
    "due date",
    "in progress",
    "Price (USD)",
    "total",
    "名称",
    "order",
    "today",
    "this.name",
    "bike.due date",
]

names = st.sampled_from(NAMES)
some_names = st.lists(names, max_size=3, unique=True)


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(["+", "*", "-", "and", "or", "=", "<", "contains"])
    return (
        st.tuples(inner, operators, inner).map(lambda parts: f"({parts[0]}) {parts[1]} ({parts[2]})")
        | inner.map(lambda part: f"not ({part})")
        | inner.map(lambda part: f"-({part})")
        | st.tuples(inner, inner).map(lambda parts: f"({parts[0]}) in ({parts[1]}, 3 days)")
        | st.tuples(inner, inner).map(lambda parts: f"sum({parts[0]} where {parts[1]})")
    )


leaves = st.sampled_from(WORDS) | st.integers(0, 99).map(str) | st.sampled_from(['"a \\"b\\" (c"', "2 weeks"])
expressions = st.recursive(leaves, nested, max_leaves=5)
wheres = st.none() | expressions


def form(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A form without the parts that are empty, as `to_json` gives it."""
    return st.fixed_dictionaries(parts).map(
        lambda data: {key: value for key, value in data.items() if value not in (None, [], {}, False)}
    )


roles = st.lists(names, min_size=1, max_size=2, unique=True)
verbs = st.lists(
    st.sampled_from(["see", "see own", "add", "change own", "remove", "all", "all own"]),
    min_size=1,
    max_size=3,
)
rules = st.lists(form(roles=roles, verbs=verbs, where=wheres), max_size=2)
choices = st.lists(names, min_size=1, max_size=4, unique=True)
flags = st.lists(
    st.sampled_from(["required", "unique", "min 0", "max 99.5", "min -3"]), max_size=2, unique=True
)
fields = (
    form(
        name=names,
        was=st.none() | names,
        type=st.just("choice"),
        arguments=choices,
        flags=flags,
        roles=some_names,
    )
    | form(name=names, type=st.sampled_from(["text", "yes/no", "number"]), flags=flags, default=wheres)
    | form(name=names, formula=expressions, roles=some_names)
)
things = form(name=names, was=st.none() | names, fields=st.lists(fields, max_size=4), rules=rules)
assignment = form(path=st.sampled_from(["total", "due date", "bike.in progress"]), value=expressions)
steps = (
    form(kind=st.just("add"), target=names, assignments=st.lists(assignment, max_size=2))
    | form(kind=st.just("set"), assignments=st.lists(assignment, min_size=1, max_size=2))
    | form(kind=st.just("remove"), target=st.just("this"))
)
actions = form(
    name=names, thing=st.none() | names, roles=some_names, when=wheres, steps=st.lists(steps, max_size=3)
)
listed = st.lists(expressions, max_size=2)
parts = form(
    kind=st.sampled_from(["table", "cards", "bar chart"]),
    title=st.none() | names,
    thing=names,
    where=wheres,
    by=listed,
    sort=st.lists(form(by=expressions, descending=st.booleans()), max_size=2),
    show=listed,
    limit=st.none() | st.integers(1, 50),
    roles=some_names,
    settings=st.dictionaries(st.sampled_from(["columns", "style", "show"]), names, max_size=2),
)
pages = form(name=names, roles=some_names, parts=st.lists(parts, max_size=3))
apps = form(
    name=names,
    settings=st.fixed_dictionaries(
        {}, optional={"about": names, "people": names | st.lists(names, min_size=2, max_size=2, unique=True)}
    ),
    rules=rules,
)
blueprints = form(
    app=st.none() | apps,
    things=st.lists(things, max_size=3),
    actions=st.lists(actions, max_size=2),
    pages=st.lists(pages, max_size=2),
)


BASE = {"name": "Base", "fields": [{"name": name, "type": "text"} for name in ("in progress", "Price (USD)")]}
"""Declares the names that expressions hold."""


@pytest.mark.slow
@settings(max_examples=200, deadline=4000)
@given(blueprints)
def test_whatever_is_named_it_is_read_back_the_same(data: dict[str, Any]) -> None:
    """Names may hold keywords and marks: what is written from the data is read without a fault."""
    source = from_json(data | {"things": [BASE, *data.get("things", [])]})
    parsed = parse(source)
    assert parsed.diagnostics == ()
    assert format_source(source) == source
    again = to_json(parsed.blueprint)
    assert from_json(again) == source


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_cases(case: Path) -> None:
    for source in case.read_text().split("\n=====\n"):
        data = to_json(parse(source).blueprint)
        again = from_json(json.loads(json.dumps(data)))
        assert to_json(parse(again).blueprint) == data


def test_the_form() -> None:
    source = """app Club
  about: Bikes
  people: member, organiser
  member may see own

thing Bike (was Cycle)
  kind: choice(road, in use), required, min 3 = road for member
  late = due < today
  organiser may do all where late

action Go on Bike for member when late
  set kind = road
  remove this

page Home for member
  table "All" of Bike where late by kind sort kind desc show kind limit 5 with columns = 2
"""
    assert to_json(parse(source).blueprint) == {
        "app": {
            "name": "Club",
            "settings": {"about": "Bikes", "people": ["member", "organiser"]},
            "rules": [{"roles": ["member"], "verbs": ["see own"]}],
        },
        "things": [
            {
                "name": "Bike",
                "was": "Cycle",
                "fields": [
                    {
                        "name": "kind",
                        "type": "choice",
                        "arguments": ["road", "in use"],
                        "flags": ["required", "min 3"],
                        "default": "road",
                        "roles": ["member"],
                    },
                    {"name": "late", "formula": "due < today"},
                ],
                "rules": [{"roles": ["organiser"], "verbs": ["all"], "where": "late"}],
            }
        ],
        "actions": [
            {
                "name": "Go",
                "thing": "Bike",
                "roles": ["member"],
                "when": "late",
                "steps": [
                    {"kind": "set", "assignments": [{"path": "kind", "value": "road"}]},
                    {"kind": "remove", "target": "this"},
                ],
            }
        ],
        "pages": [
            {
                "name": "Home",
                "roles": ["member"],
                "parts": [
                    {
                        "kind": "table",
                        "title": "All",
                        "thing": "Bike",
                        "where": "late",
                        "by": ["kind"],
                        "sort": [{"by": "kind", "descending": True}],
                        "show": ["kind"],
                        "limit": 5,
                        "settings": {"columns": "2"},
                    }
                ],
            }
        ],
    }
    assert from_json(to_json(parse(source).blueprint)) == format_source(source)


@pytest.mark.parametrize(
    ("data", "label"),
    [
        ([], "Input should be a valid dictionary"),
        ({"thing": []}, "thing: Extra inputs are not permitted"),
        ({"things": [{}]}, "things.0.name: Field required"),
        ({"things": [{"name": " "}]}, "things.0: can't be written"),
        ({"things": [{"name": "A", "fields": [{"name": "a"}]}]}, "things.0.fields.0: can't be written"),
        (
            {"things": [{"name": "A", "fields": [{"name": "a", "formula": "1 +"}]}]},
            "things.0.fields.0: This line",
        ),
        (
            {"things": [{"name": "A", "fields": [{"name": "a", "formula": "b)\n  c: text"}]}]},
            "things.0.fields.0",
        ),
        ({"things": [{"name": "A", "rules": [{"roles": ["b"], "verbs": ["fly"]}]}]}, "things.0.rules.0"),
        ({"pages": [{"name": "A", "parts": [{"kind": "table", "limit": -1}]}]}, "pages.0.parts.0.limit"),
        ({"pages": [{"name": "A", "parts": [{"kind": "table of B"}]}]}, "pages.0.parts.0: can't be written"),
        ({"actions": [{"name": "A", "when": ""}]}, "actions.0.when"),
        ({"app": {"name": "x" * 300}}, "app.name"),
    ],
)
def test_refused(data: object, label: str) -> None:
    with pytest.raises(JsonRefused) as refused:
        from_json(data)
    assert refused.value.diagnostics[0].code == "json-form"
    assert label in refused.value.diagnostics[0].label


def test_a_name_never_becomes_a_line() -> None:
    data = {
        "things": [{"name": "A\n  everyone may do all", "fields": [{"name": "b\nthing C", "type": "text"}]}]
    }
    [thing] = parse(from_json(data)).blueprint.things
    assert thing.rules == ()
    assert [field.name.text for field in thing.fields] == ["b thing C"]


def test_schema_describes_every_form() -> None:
    schema = json_schema()
    assert schema["$id"] == "urn:appling:blueprint"
    assert schema["properties"].keys() == {"app", "things", "actions", "triggers", "pages"}
    parts = schema["$defs"]
    assert parts.keys() >= {
        "AppForm",
        "ThingForm",
        "FieldForm",
        "RuleForm",
        "ActionForm",
        "PageForm",
        "PartForm",
    }
    assert all(part["additionalProperties"] is False for part in parts.values())
    json.dumps(schema)
