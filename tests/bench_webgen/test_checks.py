"""Every case of the 30 tasks has a check, and the checks are as they were frozen."""

import importlib
import re
from pathlib import Path

import pytest
from bench.webgen import freezing
from bench.webgen.case import by, tries_of
from bench.webgen.tasks import folder, read_tasks

COUNTS = {"ui": 195, "api": 202, "db": 139}
MODULES = sorted((Path(freezing.HERE) / "checks").glob("t*.py"))


def cases(module: str, kind: str) -> list[int]:
    """The indexes that a module has checks for; each check says its case first."""
    found = vars(importlib.import_module(f"bench.webgen.checks.{module}"))
    numbers = []
    for name, check in found.items():
        if match := re.fullmatch(rf"{kind}_(\d+)", name):
            assert check.__doc__.startswith(f"{kind.upper()} {match[1]}: "), f"{module}.{name}"
            numbers.append(int(match[1]))
    return sorted(numbers)


@pytest.mark.parametrize("kind", list(COUNTS))
def test_every_case_has_a_check(kind: str) -> None:
    found = {module.stem: cases(module.stem, kind) for module in MODULES}
    assert len(found) == 30
    assert all(numbers == list(range(len(numbers))) for numbers in found.values())
    assert sum(map(len, found.values())) == COUNTS[kind]


@pytest.mark.skipif(not (folder() / "dev.jsonl").is_file(), reason="the requests lie elsewhere")
def test_the_checks_are_those_of_the_tasks() -> None:
    for task in read_tasks():
        for kind, texts in task.cases.items():
            assert cases(f"t{task.id}", kind) == list(range(len(texts)))


def test_the_checks_are_as_they_were_frozen() -> None:
    assert freezing.differing() == []


def test_a_changed_check_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = freezing.sums() | {"words.py": "0" * 64}
    monkeypatch.setattr(freezing, "sums", lambda: changed)
    assert freezing.differing() == ["words.py"]


def test_who_tries_a_case_and_what_it_is_then_worth() -> None:
    @by("visitor", half=("person",))
    def public() -> None: ...

    def plain() -> None: ...

    assert tries_of(public, "ui") == [("visitor", 1.0), ("person", 0.5)]
    assert tries_of(plain, "ui") == [("person", 1.0), ("owner", 0.5)]
    assert tries_of(plain, "api") == [("owner", 1.0), ("person", 1.0)]
