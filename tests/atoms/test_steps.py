"""Every kind of step does what its examples say, through nothing but its context."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from textwrap import dedent
from typing import Any

import pytest

from appling.atoms import all_steps, step_atom, vocabulary
from appling.atoms.base import StepAtom
from appling.atoms.base.step import Said
from appling.blueprint import check
from appling.blueprint.model.app import App, Receiver, Step
from appling.blueprint.model.expression import Expression, Literal

GOOD = [
    pytest.param(atom, good, id=f"{atom.name}-{n}")
    for atom in all_steps()
    for n, good in enumerate(atom.good)
]
BAD = [
    pytest.param(atom, bad, id=f"{atom.name}-{number}")
    for atom in all_steps()
    for number, bad in enumerate(atom.bad)
]


@dataclass
class Record:
    """A context that keeps what it was told."""

    told: list[tuple[Any, ...]] = field(default_factory=list)

    def assign(self, path: tuple[str, ...], value: Expression) -> None:
        self.told.append(("assign", path, value))

    def create(self, thing: str, values: Mapping[str, Expression]) -> int:
        self.told.append(("create", thing, dict(values)))
        return 1

    def draw(
        self, thing: str, count: Expression, where: Expression | None, values: Mapping[str, Expression]
    ) -> None:
        self.told.append(("draw", thing, count, where, dict(values)))

    def delete(self) -> None:
        self.told.append(("delete",))

    def notify(self, who: Receiver, text: Said) -> None:
        self.told.append(("tell", who, text))

    def email(self, who: Receiver, text: Said) -> None:
        self.told.append(("tell", who, text))

    def post(self, address: str) -> None:
        self.told.append(("post", address))

    def ask(self, text: Said, into: str) -> None:
        self.told.append(("ask", text, into))


@pytest.mark.parametrize(("atom", "good"), GOOD)
def test_a_good_example_uses_the_step(atom: StepAtom, good: str, app_of: Callable[[str], App]) -> None:
    app = app_of(dedent(good))
    steps = [
        step for block in (*app.actions, *app.triggers) for step in block.steps if step.kind == atom.name
    ]
    assert steps
    record = Record()
    for step in steps:
        atom.run(step, record)
    assert {told[0] for told in record.told} == {atom.form}


@pytest.mark.parametrize(("atom", "bad"), BAD)
def test_a_bad_example_is_refused_with_its_code(atom: StepAtom, bad: str) -> None:
    source = dedent(bad).lstrip()
    expected = source.splitlines()[0].removeprefix("# ")
    checked = check(source, vocabulary())
    assert checked.app is None
    assert expected in {diagnostic.code for diagnostic in checked.diagnostics}


def test_set_assigns_in_the_written_order(app_of: Callable[[str], App]) -> None:
    app = app_of(dedent(step_atom("set").good[0]))
    record = Record()
    for step in app.actions[0].steps:
        step_atom("set").run(step, record)
    assert [told[1] for told in record.told] == [("returned",), ("tool", "lent")]
    assert [told[2].value for told in record.told if isinstance(told[2], Literal)] == [True, False]


def test_add_gives_the_values_by_field(app_of: Callable[[str], App]) -> None:
    app = app_of(dedent(step_atom("add").good[0]))
    record = Record()
    step_atom("add").run(app.actions[0].steps[0], record)
    (told,) = record.told
    assert told[1] == "loan"
    assert set(told[2]) == {"tool", "due"}


def test_add_needs_a_thing() -> None:
    with pytest.raises(ValueError, match="needs a thing"):
        step_atom("add").run(Step("add", None, ()), Record())
