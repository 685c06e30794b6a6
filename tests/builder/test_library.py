"""The example apps: each is what its brief should become."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check, format_source
from appling.builder.briefs.tongue import tongue_of
from appling.builder.draft.expand import expand
from appling.builder.library import FOLDER, Example, core, examples
from appling.builder.prompts.short import SHELVES
from appling.builder.recall import size

ALL = tuple(examples().values())
CORE = tuple(core().values())
NAMES = [example.name for example in CORE]


def test_all_are_in_canonical_form() -> None:
    for example in ALL:
        assert format_source(example.blueprint) == example.blueprint, example.name


def test_every_folder_is_an_example_of_its_own_name() -> None:
    folders = [path for path in FOLDER.glob("*/*") if path.is_dir()]
    assert sorted(path.name for path in folders) == sorted(examples())
    assert all(
        {file.name for file in path.iterdir()} == {"brief.txt", "blueprint.appling"} for path in folders
    )


def test_no_two_examples_are_the_same() -> None:
    for texts in ([each.brief for each in ALL], [each.blueprint for each in ALL]):
        assert not [one for one, other in pairwise(sorted(texts)) if one == other]


def test_they_are_many_and_varied() -> None:
    tongues = Counter(tongue_of(example.brief) for example in ALL)
    assert len(ALL) >= 120
    assert len({example.domain for example in ALL}) >= 20
    assert 0.6 <= tongues["en"] / len(ALL) <= 0.8
    assert 0.15 <= tongues["zh"] / len(ALL) <= 0.25
    assert {"ar", "de", "es", "fr", "it", "ja", "ko", "pt", "ru"} <= set(tongues)


def test_they_are_as_long_as_what_fits_beside_others() -> None:
    assert [each.name for each in ALL if not 60 <= size(each.blueprint) <= 520] == []


@pytest.mark.parametrize("example", CORE, ids=NAMES)
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


@pytest.mark.parametrize("example", CORE, ids=NAMES)
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
        assert {core()[name].language for name in names} == {shelf.split(" ")[0]}
