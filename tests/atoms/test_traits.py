"""Every trait does what its examples say, from the blueprint to the page that people see."""

from collections.abc import Callable
from textwrap import dedent

import pytest

from appling.atoms import all_traits, vocabulary
from appling.atoms.base import TraitAtom
from appling.blueprint import check, parse
from appling.blueprint.model.app import App, Verb
from appling.runtime.try_app import try_app

ALL = [pytest.param(atom, id=atom.name) for atom in all_traits()]
GOOD = [
    pytest.param(atom, dedent(good).lstrip(), id=f"{atom.name}-{number}")
    for atom in all_traits()
    for number, good in enumerate(atom.good)
]
BAD = [
    pytest.param(atom, dedent(bad).lstrip(), id=f"{atom.name}-{number}")
    for atom in all_traits()
    for number, bad in enumerate(atom.bad)
]


@pytest.mark.parametrize(("atom", "source"), GOOD)
def test_a_good_example_is_accepted_and_serves(
    atom: TraitAtom, source: str, app_of: Callable[[str], App]
) -> None:
    app = app_of(source)
    assert [thing for thing in app.things if thing.trait is not None and thing.trait.name == atom.name]
    assert try_app(app, source, per_thing=3, seconds=60).failures == ()


@pytest.mark.parametrize(("atom", "source"), BAD)
def test_a_bad_example_is_refused_with_its_code(atom: TraitAtom, source: str) -> None:
    expected = source.splitlines()[0].removeprefix("# ")
    checked = check(source, vocabulary())
    assert checked.app is None
    assert expected in {diagnostic.code for diagnostic in checked.diagnostics}


@pytest.mark.parametrize("atom", ALL)
def test_its_text_is_a_blueprint_of_formulas_and_one_thing(atom: TraitAtom) -> None:
    parsed = parse(atom.signature().text)
    assert parsed.diagnostics == ()
    *hosts, made = parsed.blueprint.things
    assert made.name.text == "MADE"
    assert made.fields[0].name.text == "LINK"
    assert atom.turns or all(line.formula is not None for host in hosts for line in host.fields)
    assert atom.turns or not made.rules


@pytest.mark.parametrize("atom", ALL)
def test_every_name_has_its_chinese(atom: TraitAtom) -> None:
    blueprint = parse(atom.signature().text).blueprint
    names = {line.name.text for thing in blueprint.things for line in thing.fields}
    names |= {page.name.text for page in blueprint.pages} | {atom.noun}
    assert names - {"LINK"} <= atom.words["zh"].keys()


@pytest.mark.parametrize("atom", ALL)
def test_a_visitor_never_writes_and_nobody_sees_more_than_the_row(
    atom: TraitAtom, app_of: Callable[[str], App]
) -> None:
    head = (
        "app A\n  people: member\n\nthing Note\n  words: text\n  open: yes/no\n  visitor may see where open\n"
    )
    of = "  price: money\n" if atom.measured else ""
    app = app_of(f"{head}{of}  has {atom.name}{' of price' if atom.measured else ''}\n")
    made = next(thing for thing in app.things if thing.trait is not None)
    assert all(grant.verb is Verb.SEE for grant in made.grants if grant.role == "visitor")
    assert atom.turns or not any(grant.verb is Verb.ADD and not grant.own for grant in made.grants)
    assert all(grant.where is not None or (grant.own and grant.verb is not Verb.ADD) for grant in made.grants)
