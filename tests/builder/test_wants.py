"""The wants of a brief, and which of them a blueprint has."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import App
from appling.builder.wants import Want, judge, split
from appling.builder.wants.judge import NOT_PLANNED, _capabilities
from appling.builder.wants.terms import terms

LIBRARY = """\
app Bike Library
  about: Bikes that club members lend to each other.
  look: ivory, olive
  people: member

thing Bike
  name: text, required
  photo: image
  member may see, add, change own
  has comments

thing Loan
  bike: Bike, required
  borrower: person = me
  due: date
  member may see own, add

page Bikes
  cards of Bike
"""


def texts(brief: str) -> list[str]:
    return [want.text for want in split(brief)]


def app(source: str = LIBRARY) -> App:
    found = check(source, vocabulary()).app
    assert found is not None
    return found


def test_a_sentence_is_one_want() -> None:
    assert texts("a lending library for our bike club") == ["a lending library for our bike club"]
    assert split("") == ()


def test_lists_are_taken_apart() -> None:
    brief = (
        "Please implement a poetry website for sharing poems. The website should have functionalities for "
        "reading poems, poem contests, and author portraits. Users should be able to comment on poems and "
        "follow their authors. Use ivory for the background and olive for buttons."
    )
    assert texts(brief) == [
        "sharing poems",
        "reading poems",
        "poem contests",
        "author portraits",
        "comment on poems",
        "follow their authors",
        "ivory, olive",
    ]
    assert split(brief)[-1] == Want("ivory, olive", "look")


def test_what_is_left_is_a_want_by_itself() -> None:
    found = split("A club where members book bikes, chat in rooms and leave feedback")
    assert [want.text for want in found][1:] == ["chat in rooms", "leave feedback"]


def test_verbs_go_with_what_they_are_said_of() -> None:
    assert texts("Users should be able to borrow, return, and reserve bikes.") == [
        "borrow, return, reserve bikes"
    ]


def test_other_languages_are_taken_apart_too() -> None:
    assert texts("社区图书角：居民登记可以借的书，管理员看谁逾期没还。") == [
        "社区图书角",
        "居民登记可以借的书",
        "管理员看谁逾期没还",
    ]
    assert texts("Una app para mi panadería: pedidos urgentes, clientes fieles") == [
        "Una app para mi panadería",
        "pedidos urgentes",
        "clientes fieles",
    ]


def test_nothing_is_wanted_twice() -> None:
    assert texts("Show bikes. Users can view bikes. Show bikes with photos.") == ["Show bikes with photos"]


@pytest.mark.parametrize(
    ("want", "where"),
    [
        ("a lending library for bikes", "Bike"),
        ("borrow bikes", "Bike"),
        ("photos of bikes", "Bike"),
        ("comment on bikes", "Bike Comment"),
        ("search by keyword", "search"),
        ("log in with a password", "sign-in"),
    ],
)
def test_what_is_there_is_found(want: str, where: str) -> None:
    [judged] = judge((Want(want),), app())
    assert judged.met
    assert judged.where.casefold() == where.casefold()


def test_a_verb_before_what_is_left_says_nothing() -> None:
    assert terms("leave feedback") == terms("give your feedback") == terms("feedback")
    assert terms("submit orders") == terms("place their order") == terms("orders")
    assert terms("ask for leave") != terms("ask for")


def test_what_is_not_there_is_said() -> None:
    first, *rest = judge(
        (
            Want("bikes"),
            Want("weather forecast"),
            Want("parking tickets"),
            Want("video calls with mechanics"),
        ),
        app(),
    )
    assert first.met
    assert [each.met for each in rest] == [False] * 3
    assert rest[1].reason == NOT_PLANNED
    assert "voices" in rest[2].reason
    assert [each.can_be_added for each in (first, *rest)] == [False, False, True, False]
    assert "writes there" in rest[0].needed
    assert "calls" in rest[2].needed


def test_the_purpose_alone_is_no_proof() -> None:
    """What only the app's description says is not there, but for the first want: that says what it is for."""
    about = "Sunny rides along rivers."
    club = app(LIBRARY.replace("Bikes that club members lend to each other.", about))
    assert judge((Want(about),), club)[0].met
    assert not judge((Want("bikes"), Want("sunny river rides")), club)[1].met


def test_colours_are_wanted() -> None:
    want = (Want("ivory, olive", "look"),)
    assert judge(want, app())[0].met
    assert not judge(want, app(LIBRARY.replace("  look: ivory, olive\n", "")))[0].met


def test_every_capability_says_what_gives_it_or_that_nothing_does() -> None:
    known = vocabulary()
    kinds = {"parts": known.parts, "traits": known.traits, "steps": known.steps, "fields": known.fields}
    for capability in _capabilities():
        given = capability.given
        assert {"always", "people", "never", *kinds} & set(given), capability.name
        for group, names in kinds.items():
            assert set(given.get(group, ())) <= set(names), capability.name
