"""Slips that are mended by rule: each case is a text, a line of hyphens, and the text as mended."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appling.atoms import all_parts, all_steps, vocabulary
from appling.blueprint import check, mend
from appling.blueprint.model.app import OWNER, VISITOR, App, Verb

FOLDER = Path(__file__).parents[1] / "cases" / "mends"
CASES = sorted(FOLDER.glob("*.txt"))
VOCABULARY = vocabulary()


def sides(case: Path) -> tuple[str, str]:
    before, after = case.read_text().split("----\n")
    return before, after


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_slip_is_mended(case: Path) -> None:
    before, after = sides(case)
    mended = mend(before, VOCABULARY, salvage=case.stem.startswith("salvage"))
    assert mended.source == after
    assert mended.checked.app is not None
    assert all(item.fix is not None for item in mended.applied)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_mending_again_changes_nothing(case: Path) -> None:
    _, after = sides(case)
    again = mend(after, VOCABULARY, salvage=True)
    assert again.source == after
    assert again.applied == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_only_salvage_leaves_out_what_was_asked(case: Path) -> None:
    before, _ = sides(case)
    assert mend(before, VOCABULARY).lost == ()


def test_without_salvage_what_can_not_be_mended_stays() -> None:
    source = "app Desk\nthing Ticket\n  subject: text\npage Tickets\n  table of Ticket where moon = 3\n"
    mended = mend(source, VOCABULARY)
    assert mended.source == source
    assert [item.code for item in mended.checked.errors] == ["unknown-name"]


def test_what_is_lost_is_told() -> None:
    source = "app Desk\nthing Ticket\n  subject: text\npage Tickets\n  table of Ticket where moon = 3\n"
    mended = mend(source, VOCABULARY, salvage=True)
    assert [item.code for item in mended.lost] == ["unknown-name"]


def grants(app: App | None) -> set[tuple[str, str, Verb, bool]]:
    assert app is not None
    return {
        (thing.key, grant.role, grant.verb, grant.own)
        for thing in app.things
        for grant in thing.grants
        if grant.role != OWNER
    }


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("stranger may see", {("ticket", "stranger", Verb.SEE, False)}),
        ("clerks may see", {("ticket", "clerk", Verb.SEE, False)}),
        ("user may add own", {("ticket", "clerk", Verb.ADD, True)}),
        ("clark may see", {("ticket", "clark", Verb.SEE, False)}),
        ("clerk may see where publc", set()),
        ("clerk may not see", set()),
        ("see clerk may", set()),
        ("clerk may see own where nobody knows", set()),
    ],
)
def test_no_mend_lets_anyone_in(rules: str, allowed: set[tuple[str, str, Verb, bool]]) -> None:
    source = f"app Desk\n  people: clerk\nthing Ticket\n  subject: text\n  public: yes/no\n  {rules}\n"
    assert grants(mend(source, VOCABULARY, salvage=True).checked.app) <= allowed


def test_lines_of_a_lost_block_do_not_fall_to_the_block_above() -> None:
    source = (
        "app Desk\n  people: clerk\n"
        "thing Ticket\n  subject: text\n  clerk may see own\n"
        "thing Notice (was\n  text: text\n  visitor may see\n"
    )
    app = mend(source, VOCABULARY, salvage=True).checked.app
    assert not {grant for grant in grants(app) if grant[0] == "ticket" and grant[1] == VISITOR}


def test_a_powerful_role_is_never_the_one_that_people_get_by_signing_up() -> None:
    source = "app Desk\nthing Ticket\n  subject: text\n  admin may do all\n"
    app = mend(source, VOCABULARY).checked.app
    assert app is not None
    assert [role.name for role in app.roles] == ["member", "admin"]


WORDS = """
thing page action app may see own where by sort show limit of for when set add remove with
this me today = ( ) , : . " choice( date 14 days not and or count( sum( required due
""".split()  # noqa: SIM905
SEEDS = [sides(case)[0] for case in CASES] + [
    text for atom in (*all_parts(), *all_steps()) for text in atom.good
]


def mutated(source: str, dice: random.Random) -> str:
    """The text with a few lines or words lost, doubled, moved or replaced."""
    for _ in range(dice.randint(1, 6)):
        lines = source.split("\n")
        place, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        lines[place : place + 1] = changed(lines[place], lines[other], dice)
        source = "\n".join(lines) or "x"
    return source


def changed(line: str, other: str, dice: random.Random) -> list[str]:
    """What may stand in the place of a line."""
    words = re.findall(r"\w+|\W", line) or [""]
    place = dice.randrange(len(words))
    before, after = "".join(words[:place]), "".join(words[place + 1 :])
    letter = dice.choice("ab(,=:\"#'。é中 ")
    return dice.choice(
        [
            [],
            [line, other],
            [other],
            [before + dice.choice(WORDS) + after],
            [before + after],
            [before],
            [f"{line} {dice.choice(WORDS)}"],
            [before + words[place][:-1] + letter + after],
        ]
    )


@settings(max_examples=60, deadline=5000, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SEEDS), st.integers(0, 2**32))
def test_salvage_ends_in_an_app_or_in_one_clear_error(source: str, number: int) -> None:
    text = mutated(source, random.Random(number))
    mended = mend(text, VOCABULARY, salvage=True)
    if mended.checked.app is None:
        assert [item.code for item in mended.checked.errors] == ["empty-app"]
    else:
        assert check(mended.source, VOCABULARY).app == mended.checked.app
    assert mend(mended.source, VOCABULARY, salvage=True).source == mended.source
