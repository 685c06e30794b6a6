"""Any character may turn up; those nobody can see never get into names."""

import pytest

from appling.blueprint import parse
from appling.blueprint.syntax import name_key


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    parsed = parse(end.join(["app Club", "", "thing Bike", "  name: text", "  size: number", ""]))
    assert parsed.diagnostics == ()
    assert [field.name.span.line for field in parsed.blueprint.things[0].fields] == [4, 5]


@pytest.mark.parametrize("mark", ["\x00", "\ud800", "\u200f", "\u202e", "\ufeff", "\x1b", "\uffff"])
def test_what_nobody_can_see_is_left_out(mark: str) -> None:
    source = f'thing Bi{mark}ke\n  na{mark}me: text = "a{mark}b"\n'
    parsed = parse(source)
    assert {item.code for item in parsed.diagnostics} == {"unreadable-characters"}
    [thing] = parsed.blueprint.things
    assert (thing.name.text, thing.fields[0].name.text) == ("Bike", "name")
    assert mark not in repr(thing)
    edits = [edit for item in parsed.diagnostics if item.fix for edit in item.fix.edits]
    for edit in reversed(edits):
        source = source[: edit.span.start] + edit.text + source[edit.span.end :]
    assert mark not in source
    assert parse(source).diagnostics == ()


def test_a_byte_order_mark_at_the_beginning_is_passed_over() -> None:
    parsed = parse("\ufeffapp Club\n")
    assert parsed.blueprint.app is not None
    assert parsed.errors == ()


def test_joiners_that_scripts_need_stay() -> None:
    parsed = parse("thing می\u200cشود\n  name: text\n")
    assert parsed.diagnostics == ()
    assert parsed.blueprint.things[0].name.text == "می\u200cشود"


def test_chinese_marks() -> None:
    source = """app 单车俱乐部
　people：会员、管理员

thing 单车
\t名称：text，required
\t种类：choice（山地，公路）＝山地
\t会员，管理员 may see，add

page 首页
\ttable “全部” of 单车 where 种类＝公路 sort 名称
"""
    parsed = parse(source)
    assert parsed.diagnostics == ()
    blueprint = parsed.blueprint
    assert blueprint.app is not None
    assert [name.text for name in blueprint.app.settings[0].values] == ["会员", "管理员"]
    name, kind = blueprint.things[0].fields
    assert [flag.name.text for flag in name.flags] == ["required"]
    assert kind.type is not None
    assert [value.text for value in kind.type.arguments] == ["山地", "公路"]
    assert [role.text for role in blueprint.things[0].rules[0].roles] == ["会员", "管理员"]
    [part] = blueprint.pages[0].parts
    assert part.title is not None
    assert part.title.text == "全部"


def test_marks_inside_quotes_stay_as_they_are() -> None:
    [page] = parse('page Home\n  text "（a）：b，“c”" \n').blueprint.pages
    assert page.parts[0].title is not None
    assert page.parts[0].title.text == "（a）：b，“c”"


def test_comments() -> None:
    source = (
        "# at the top\napp Club # of bikes\n  about: We are #1 # no: # yes\n  look: ivory, #2e7d32 # green\n"
        'thing C#\n  # own\n  name: text = "# no" #last\n'
    )
    blueprint = parse(source).blueprint
    assert [(comment.text, comment.own_line) for comment in blueprint.comments] == [
        ("at the top", True),
        ("of bikes", False),
        ("no: # yes", False),
        ("green", False),
        ("own", True),
        ("last", False),
    ]
    assert blueprint.app is not None
    assert blueprint.app.settings[0].values[0].text == "We are #1"
    assert blueprint.app.settings[1].values[1].text == "#2e7d32"
    assert blueprint.things[0].name.text == "C#"


def test_apostrophes() -> None:
    source = "thing Author's book\n  editor's note: text = 'it''s'\n  who’s who: text\n"
    [thing] = parse(source).blueprint.things
    assert thing.name.text == "Author's book"
    assert [field.name.text for field in thing.fields[-1:]] == ["who’s who"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Due_Date", "due date"), ("due-date", "due  date"), ("ＤＵＥ", "due"), ("Straße", "STRASSE")],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
