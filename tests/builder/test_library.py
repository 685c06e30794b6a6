"""The example apps: each is what its brief should become, and says so in the short form too."""

import re

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check, format_source
from appling.builder.draft.expand import expand
from appling.builder.library import Example, examples
from appling.builder.prompts.short import SHELVES

ALL = tuple(examples().values())
NAMES = [example.name for example in ALL]


@pytest.mark.parametrize("example", ALL, ids=NAMES)
def test_checks_without_a_word(example: Example) -> None:
    assert check(example.blueprint, vocabulary()).diagnostics == ()


@pytest.mark.parametrize("example", ALL, ids=NAMES)
def test_is_in_canonical_form(example: Example) -> None:
    assert format_source(example.blueprint) == example.blueprint


@pytest.mark.parametrize("example", ALL, ids=NAMES)
def test_what_a_model_is_shown_means_the_same_things_fields_and_rights(example: Example) -> None:
    written = check(example.blueprint, vocabulary()).app
    meant = check(expand(example.short, vocabulary()), vocabulary()).app
    assert written is not None
    assert meant is not None
    assert [role.name for role in meant.roles] == [role.name for role in written.roles]
    for thing, same in zip(written.things, meant.things, strict=True):
        assert [(field.name, field.type, field.choices, field.thing) for field in same.fields] == [
            (field.name, field.type, field.choices, field.thing)
            for field in thing.fields
            if not field.formula
        ]
        assert same.grants == thing.grants
        assert same.owner == thing.owner


@pytest.mark.parametrize("example", ALL, ids=NAMES)
def test_the_short_form_is_shorter(example: Example) -> None:
    assert len(example.short) < 0.75 * len(example.blueprint)


def test_chinese_examples_have_chinese_names() -> None:
    chinese = [example for example in ALL if example.language == "zh"]
    assert len(chinese) >= 4
    for example in chinese:
        names = re.findall(r"^(?:app|thing|page|action) (\S+)", example.blueprint, re.M)
        assert all("\u3400" <= name[0] <= "\u9fff" for name in names)


def test_every_shelf_stands_on_examples_of_its_language() -> None:
    for shelf, names in SHELVES.items():
        assert {examples()[name].language for name in names} == {shelf.split(" ")[0]}
