"""Traits become plain things under rules that are never wider than those of the thing they stand in."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check, format_source
from appling.blueprint.changes import apply_change, differences, remove_thing, rename_thing
from appling.blueprint.json_form import from_json, to_json
from appling.blueprint.model.app import App, Thing

HEAD = "app Kitchen\n  people: member, cook\n\nthing Recipe\n  title: text, required\n  open: yes/no\n"
OWNED = HEAD + "  by: person = me\n"


def app_of(source: str) -> App:
    checked = check(source, vocabulary())
    assert checked.app is not None, checked.diagnostics
    return checked.app


def comments(source: str) -> Thing:
    return next(thing for thing in app_of(source).things if thing.trait is not None)


def granted(thing: Thing) -> set[str]:
    """The grants as short texts: who, what, and under which condition."""
    return {
        f"{grant.role} {grant.verb}{' own' if grant.own else ''}{' where' if grant.where else ''}"
        for grant in thing.grants
    }


def test_a_trait_is_a_thing_with_a_link_and_a_count() -> None:
    app = app_of(OWNED + "  member may see\n  has comments\n")
    recipe, comment = app.things
    assert (comment.name, comment.key) == ("Recipe Comment", "recipe_comment")
    assert comment.field("recipe").thing == "recipe"
    assert comment.owner == "author"
    assert recipe.field("comments").trait == "comments"


def test_who_may_see_a_row_may_see_and_write() -> None:
    assert granted(comments(HEAD + "  member may see\n  has comments\n")) == {
        "member see", "member add own", "member change own", "member remove own"
    }  # fmt: skip


def test_a_condition_is_said_through_the_link() -> None:
    thing = comments(HEAD + "  visitor may see where open\n  has comments\n")
    assert {"visitor see where", "member add own where", "cook remove own where"} <= granted(thing)
    grant = next(grant for grant in thing.grants if grant.role == "visitor")
    assert getattr(grant.where, "steps", ()) == ("recipe", "open")
    assert all(grant.where is not None for grant in thing.grants)


@pytest.mark.parametrize(
    "condition", ["open and title = \"a\"", "not open", "title in (\"a\", \"b\")",
                  "length(title) > 2", "this.open"]
)  # fmt: skip
def test_conditions_of_many_forms_are_said(condition: str) -> None:
    thing = comments(HEAD + f"  member may see where {condition}\n  has comments\n")
    assert granted(thing) == {
        f"member {verb} where" for verb in ("see", "add own", "change own", "remove own")
    }


def test_own_rows_carry_their_owner() -> None:
    thing = comments(OWNED + "  member may see own\n  has comments\n")
    assert granted(thing) == {
        f"member {verb} where" for verb in ("see", "add own", "change own", "remove own")
    }


@pytest.mark.parametrize(
    "rule",
    ["member may see own", "member may see where steps > 0", "member may see where count(Step) > 0 and open"],
)
def test_what_cannot_be_said_lets_in_the_writer_alone(rule: str) -> None:
    source = (
        HEAD
        + f"  steps = count(Step)\n  {rule}\n  has comments\n\nthing Step\n  recipe: Recipe\n  words: text\n"
    )
    app = app_of(source)
    if "steps >" not in rule:
        assert granted(app.thing("recipe_comment")) == {
            "member see own", "member add own", "member change own", "member remove own"
        }  # fmt: skip
        assert all(field.trait is None for field in app.thing("recipe").fields)
    else:
        assert all(grant.where is not None for grant in app.thing("recipe_comment").grants)


def test_those_who_change_every_row_moderate() -> None:
    assert "cook remove" in granted(comments(HEAD + "  member may see\n  cook may do all\n  has comments\n"))
    limited = comments(HEAD + "  member may see\n  cook may see, change where open\n  has comments\n")
    assert "cook remove" not in granted(limited)


def test_for_keeps_all_of_it_for_a_role() -> None:
    app = app_of(HEAD + "  visitor may see\n  has comments for cook\n")
    assert {text.split()[0] for text in granted(app.thing("recipe_comment"))} == {"cook"}
    assert app.thing("recipe").field("comments").only == {"cook"}


def test_without_rules_of_its_own_the_app_s_do_not_open_it() -> None:
    source = (
        HEAD.replace("\n\nthing", "\n  member may do all\n\nthing") + "  cook may see own\n  has comments\n"
    )
    assert {text.split()[0] for text in granted(comments(source))} == {"cook"}
    closed = HEAD.replace("\n\nthing", "\n  visitor may do all\n\nthing")
    closed += "  owner may see\n  has comments\n"
    assert {text.split()[0] for text in granted(comments(closed))} == {"owner"}


def test_names_are_in_the_app_s_language_and_keys_stay() -> None:
    source = "app 厨房\n  people: 会员\n\nthing 菜谱\n  名称: text\n  会员 may see\n  has comments\n"
    thing = comments(source)
    assert (thing.name, [field.name for field in thing.fields]) == (
        "菜谱评论",
        ["菜谱", "内容", "作者", "回复"],
    )
    assert [field.key for field in thing.fields][1:] == ["text", "author", "reply_to"]
    assert thing.key == comments(source.replace("people", "language: en\n  people")).key


def test_a_field_of_the_count_s_name_stays() -> None:
    app = app_of(HEAD + "  comments: long text\n  member may see\n  has comments\n")
    assert app.thing("recipe").field("comments").type == "long text"


def test_it_is_written_and_read_in_every_form() -> None:
    source = HEAD + "  member may see\n  has   comment and  discussion for cook\n"
    usual = format_source(source)
    assert usual.endswith("  has comment, discussion for cook\n")
    assert from_json(to_json(check(usual, vocabulary()).blueprint)) == usual


def test_a_field_may_be_called_has_something() -> None:
    app = app_of(HEAD + "  has nuts: yes/no\n  has shell = open\n")
    assert [field.name for field in app.things[0].fields][-2:] == ["has nuts", "has shell"]


# Changes ------------------------------------------------------------------------


def changed(before: str, after: str) -> dict[str, bool]:
    """Kinds of differences, and whether one of them widens."""
    found = differences(app_of(before), app_of(after))
    return {each.kind: each.widens or each.drops for each in found}


def test_adding_one_says_that_it_widens_and_removing_one_that_rows_go() -> None:
    without = HEAD + "  member may see\n"
    added = changed(without, without + "  has comments\n")
    assert added["rights"]
    assert "thing-added" in added
    assert changed(without + "  has comments\n", without)["thing-dropped"]


def test_renaming_the_thing_takes_its_comments_along() -> None:
    source = HEAD + "  member may see\n  has comments\n\npage Talk\n  list of Recipe Comment sort text\n"
    renamed = rename_thing(source, "Recipe", "Dish", vocabulary())
    assert "list of Dish Comment" in renamed or 'list of "Dish Comment"' in renamed
    found = differences(app_of(source), app_of(renamed))
    assert {each.kind for each in found} <= {"thing-renamed", "field-renamed"}
    comment = app_of(renamed).thing("dish_comment")
    assert (comment.was, comment.field("dish").was) == ("recipe_comment", "recipe")


def test_removing_the_thing_takes_away_what_shows_its_comments() -> None:
    source = (
        HEAD + "  has comments\n\nthing Shop\n  name: text\n\npage Talk\n"
        "  list of Recipe Comment\n  list of Shop\n"
    )
    assert "Comment" not in remove_thing(source, "Recipe", vocabulary())


def test_a_change_of_the_thing_s_block_changes_its_traits() -> None:
    source = HEAD + "  member may see\n  has comments\n"
    change = "thing Recipe\n  title: text, required\n  member may see\n"
    assert "has" not in apply_change(source, change, vocabulary()).source
