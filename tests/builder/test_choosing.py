"""Which model does which work, what it cost, and what it may cost."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.builder.conftest import SHOP
from tests.builder.test_build import WholeModel
from typer.testing import CliRunner

from appling.builder import build
from appling.builder.changing import plan_request
from appling.builder.costs.choosing import check_limit, choose, chosen, set_limit, spent_by, used
from appling.builder.errors import OverAppLimit, OverLimit
from appling.builder.tracing import read_trace
from appling.cli.main import command_line
from appling.diagnostics.problem import Problem
from appling.models import RecordedModel, open_model
from appling.store import Home
from appling.store.homes.spending import MonthLimit

Answering = Callable[..., RecordedModel]
WHOLE = "app Teas\n\nthing Tea\n  name: text, required\n"


def paid(home: Home, price: float | None, *, model: str = "large", when: datetime | None = None) -> None:
    """A build in the records that cost so much."""
    asked = {"prompt": "", "reply": "", "tokens_in": 900, "tokens_cached": 0, "tokens_out": 100}
    step: dict[str, Any] = {"name": "draft", "seconds": 1.0, "detail": "", "diagnostics": []}
    step["asked"] = [asked | {"seconds": 1.0, "price": price}]
    record = home.builds.start("Teas", model)
    home.builds.update(record.id, steps=[step], tokens=100, seconds=1.0, status="done")


def test_work_is_done_by_the_model_that_is_set_for_it(home: Home) -> None:
    assert chosen(home, "build") is None
    choose(home, "build", "openai:large")
    choose(home, "words", "local")
    assert chosen(home, "build") == "openai:large"
    assert chosen(home, "change") == "openai:large"
    assert chosen(home, "words") == "local"
    assert chosen(home, "build", "ollama:other") == "ollama:other"
    choose(home, "build", "")
    assert chosen(home, "change") is None


def test_a_build_goes_on_with_the_next_model(home: Home, tmp_path: Path) -> None:
    good = tmp_path / "good.jsonl"
    good.write_text("".join(json.dumps({"text": text}) + "\n" for text in SHOP))
    bad = tmp_path / "bad.jsonl"
    bad.write_text(json.dumps({"text": SHOP[0]}) + "\n")
    model = open_model(f"recorded:{bad},recorded:{good}", tmp_path)
    built = build("Neighbours swap plants.", home=home, model=model)
    assert built.model == f"recorded:{good}"
    names = [step.name for step in read_trace(home, built.build).steps]
    assert names.count("draft") == 2
    assert [thing.name for thing in home.open(built.key).app.things] == ["Plant", "Offer"]


def test_what_models_cost_is_counted_by_the_month(home: Home) -> None:
    paid(home, 0.5)
    paid(home, 0.25)
    paid(home, None, model="own")
    large, own = used(home)
    assert (large.model, large.records, large.tokens_in, large.tokens_out) == ("large", 2, 1_800, 200)
    assert (large.price, own.price) == (0.75, None)
    assert used(home, datetime(2001, 12, 5, tzinfo=UTC)) == ()


def test_nothing_is_asked_beyond_the_limit(home: Home, answering: Answering) -> None:
    answering(WHOLE, WHOLE)
    whole = WholeModel(home.path.parent / "replies.jsonl")
    set_limit(home, 1.0)
    paid(home, 0.75)
    build("Teas", home=home, model=whole)
    paid(home, 0.25)
    with pytest.raises(OverLimit, match=r"1\.00 US dollars"):
        build("Teas", home=home, model=whole)
    check_limit(home, answering())
    set_limit(home, None)
    check_limit(home, whole)


def test_an_app_has_a_limit_of_its_own(home: Home, answering: Answering) -> None:
    answering(WHOLE)
    whole = WholeModel(home.path.parent / "replies.jsonl")
    built = build("Teas", home=home, model=whole)
    home.spending.set_limit(built.key, MonthLimit(dollars=0.5))
    check_limit(home, whole, built.key)
    home.spending.cost(built.key, datetime.now(UTC).date(), None, 10, 0.6)
    assert spent_by(home, built.key) == 0.6
    with pytest.raises(OverAppLimit, match=r"0\.60 US dollars for this app"):
        plan_request("a large new page with everything", home=home, key=built.key, model=whole)
    check_limit(home, whole)
    set_limit(home, 0.5)
    with pytest.raises(OverLimit):
        check_limit(home, whole)


@pytest.fixture
def at_home(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.setenv("APPLING_HOME", str(home.path))
    return home


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(command_line(), ["models", *arguments])
    if isinstance(done.exception, Problem):
        return 1, done.exception.sentence
    return done.exit_code, done.output


def test_a_person_chooses_and_sees_what_it_cost(at_home: Home, tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text("")
    assert f"Set to make apps: recorded:{file}" in run("--use", f"recorded:{file}")[1]
    assert json.loads(run("--use", f"recorded:{file}, local", "--for", "change", "--json")[1])["set"] == {
        "build": f"recorded:{file}",
        "change": f"recorded:{file}, local",
        "words": "local",
    }
    assert run("--use", "nonsense") == (1, "There is no model called “nonsense”.")
    assert run("--use", "local", "--for", "dancing") == (1, "There is no work called “dancing”.")
    paid(at_home, 0.5)
    said = run("--limit", "2.5", "--usage")[1]
    assert "0.50" in said
    assert "The limit is 2.50 US dollars a month." in said
    assert json.loads(run("--limit", "0", "--usage", "--json")[1])["limit"] is None
    assert "Set to make apps" not in run("--use", "local")[1]
