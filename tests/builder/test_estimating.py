"""Time and price are said before a build, and compared with what it took."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.builder.conftest import SHOP
from typer.testing import CliRunner

from appling.builder import Event, Expected, build
from appling.builder.costs.estimating import Estimate, estimate, in_words
from appling.builder.costs.guesses import guesses
from appling.cli.main import command_line
from appling.models import RecordedModel
from appling.runtime.translate import translator
from appling.store import Home

Answering = Callable[..., RecordedModel]


def made(home: Home, seconds: float, *, model: str = "openai:gpt-5-mini") -> None:
    """A build in the records: 40 seconds until the model was ready, `seconds` of asking, two more."""
    asked = {"prompt": "", "reply": "", "tokens_in": 900, "tokens_cached": 0, "tokens_out": 100}
    steps: list[dict[str, Any]] = [
        {"name": "ready", "seconds": 40.0, "detail": "", "diagnostics": [], "asked": []},
        {"name": "draft", "seconds": seconds, "detail": "", "diagnostics": []},
        {"name": "try", "seconds": 2.0, "detail": "", "diagnostics": [], "asked": []},
    ]
    steps[1]["asked"] = [asked | {"seconds": seconds, "price": 0.01}]
    record = home.builds.start("Teas", model)
    home.builds.update(record.id, steps=steps, tokens=100, seconds=seconds, status="done")


def test_before_the_first_build_there_is_a_guess_that_says_so(home: Home) -> None:
    said = estimate(home, "recorded:some")
    assert (said.builds, said.price, said.fetch) == (0, 0.0, 0)
    assert in_words(said) == "About 20 s, free (a guess: this model has built nothing here yet)."


def test_a_model_that_is_not_here_is_fetched_first(home: Home) -> None:
    assert estimate(home, None).fetch > 10**9
    assert in_words(estimate(home, None)) == "About 20 s, free (the model is fetched first, once: 1.1 GB)."


def test_a_provider_is_guessed_by_its_list_of_prices(home: Home) -> None:
    short, long = (estimate(home, "openai:gpt-5-mini, local", "tea " * count) for count in (1, 2_000))
    assert short.model == "openai:gpt-5-mini"
    assert short.price is not None
    assert long.price is not None
    assert 0 < short.price < long.price
    assert estimate(home, "openai:own@https://example.org/v1").price is None


def test_later_the_speed_here_counts_and_not_how_long_it_took_to_get_ready(home: Home) -> None:
    for seconds in (4.0, 6.0, 50.0):
        made(home, seconds)
    made(home, 600.0, model="openai:gpt-5")
    said = estimate(home, "openai:gpt-5-mini")
    assert (said.builds, said.seconds, said.tokens_out, said.price) == (3, 22.0, 100, 0.01)
    assert in_words(said) == "About 20 s, 0.0100 US dollars (by its last builds here: 3)."


@pytest.mark.parametrize(
    ("seconds", "price", "said"),
    [
        (0.2, 0.0, "About 1 s, free"),
        (12.4, None, "About 12 s, price unknown"),
        (47.0, 0.0031, "About 45 s, 0.0031 US dollars"),
        (600.0, 1.5, "About 10 min, 1.50 US dollars"),
    ],
)
def test_in_words(seconds: float, price: float | None, said: str) -> None:
    assert in_words(Estimate("m", seconds, price, 1, 1, 1)).startswith(f"{said} (")


def test_in_chinese() -> None:
    said = in_words(Estimate("m", 12.0, 0.0, 1, 1, 2), translator("zh"))
    assert "12" in said
    assert "About" not in said


def test_a_build_says_it_first_and_keeps_it(home: Home, answering: Answering) -> None:
    events: list[Event] = []
    built = build("Swap plants.", home=home, model=answering(*SHOP), on_event=events.append)
    assert isinstance(events[0], Expected)
    assert events[0].estimate == built.estimate
    kept = home.builds.get(built.build).guess
    assert kept is not None
    assert kept["seconds"] == 20.0


def test_guesses_stand_beside_what_it_took(home: Home, answering: Answering) -> None:
    model = answering(*SHOP)
    built = build("Swap plants.", home=home, model=model)
    (row,) = guesses(home)
    assert (row.model, row.builds, row.expected_seconds, row.expected_price) == (model.name, 1, 20.0, 0.0)
    assert row.seconds <= built.seconds + 0.1
    assert row.off == pytest.approx(abs(20.0 - row.seconds) / row.seconds, rel=0.2, abs=0.05)


@pytest.fixture
def at_home(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("APPLING_HOME", str(home.path))
    return home


def run(*arguments: str) -> str:
    done = CliRunner().invoke(command_line(), [*arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_command_says_it_before_and_after(at_home: Home, answering: Answering) -> None:
    name = answering(*SHOP).name
    assert run("new", "Swap plants.", "--model", name, "--price").startswith("About 20 s, free")
    assert (
        json.loads(run("new", "Swap plants.", "--model", name, "--price", "--json"))["estimate"]["builds"]
        == 0
    )
    assert at_home.builds.all() == []
    said = run("new", "Swap plants.", "--model", name)
    assert said.index("About 20 s, free") < said.index("Writing the blueprint")
    assert "expected were about 20 s, free" in said
    usage = run("models", "--usage")
    assert "Off by" in usage
    assert json.loads(run("models", "--usage", "--json"))["guesses"][0]["builds"] == 1


def test_programs_read_it_too(at_home: Home, answering: Answering) -> None:
    found = json.loads(run("new", "Swap plants.", "--model", answering(*SHOP).name, "--json"))
    assert (found["estimate"]["seconds"], found["price"]) == (20.0, None)
