"""Apps that people kept teach the next builds of their own home, and nothing of them gets out of it."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.builder.conftest import SHOP
from tests.builder.test_build import WholeModel
from typer.testing import CliRunner

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder import Budget, ModelFailed, build, resume
from appling.builder.changing import apply_plan, plan_request
from appling.builder.learning import effects, examples_for, forget, forget_all, lessons, own_shown, switch
from appling.builder.learning.showing import OPENED
from appling.builder.library import Example
from appling.builder.prompts.short import fixed_prompts, short_prompt
from appling.builder.recall import recall
from appling.builder.remembered import given
from appling.builder.tracing import replay
from appling.cli.main import command_line
from appling.models import PATIENTLY, Prompt, RecordedModel, Reply, Sampling, Wait
from appling.store import AppStore, Home
from appling.store.portable import export_app

Answering = Callable[..., RecordedModel]
BRIEF = "Neighbours swap kanarienvogel plants."
LIKE_IT = "Gardeners swap kanarienvogel plants."
WHOLE = "app Swapping\n\nthing Cutting\n  name: text, required\n"


class Listening(WholeModel):
    """Writes in one go, and keeps what it was told."""

    told: list[Prompt]

    def generate(self, prompt: Prompt, sampling: Sampling, wait: Wait = PATIENTLY) -> Reply:
        self.told.append(prompt)
        return super().generate(prompt, sampling, wait)


@pytest.fixture
def listening(answering: Answering) -> Callable[..., Listening]:
    def make(*replies: str, name: str = "recorded:whole") -> Listening:
        answering(*replies)
        made = Listening(Path(answering(*replies).name.removeprefix("recorded:")))
        made.name, made.told = name, []
        return made

    return make


@pytest.fixture
def taught(home: Home, answering: Answering) -> Home:
    """A home with one app that was kept."""
    build(BRIEF, home=home, model=answering(*SHOP))
    return home


def said(prompt: Prompt) -> str:
    return "\n".join(text for _, text in prompt.messages())


def test_a_kept_app_is_an_example_for_the_next_one(taught: Home, listening: Callable[..., Listening]) -> None:
    model = listening(WHOLE)
    built = build(LIKE_IT, home=taught, model=model)
    request, answer = model.told[0].turns[-1]
    assert request == BRIEF
    assert answer == taught.open("plant-swap").source
    (lesson,) = [each for each in lessons(taught) if each.app == "plant-swap"]
    assert (lesson.used, lesson.words) == (1, ("Plant", "Offer"))
    assert taught.builds.get(built.build).own == [lesson.number]


def test_it_is_shown_as_it_is_now_with_what_was_asked_of_it(
    taught: Home, answering: Answering, listening: Callable[..., Listening]
) -> None:
    wish = "rename plant to seedling"
    plan = plan_request(wish, home=taught, key="plant-swap", model=answering())
    apply_plan(taught, plan, wish)
    unwanted = plan_request("rename offer to swap", home=taught, key="plant-swap", model=answering())
    assert unwanted.source != plan.source
    model = listening(WHOLE)
    build(LIKE_IT, home=taught, model=model)
    request, answer = model.told[0].turns[-1]
    assert request == f"{BRIEF}\n{wish}"
    assert "thing seedling" in answer.lower()
    taught.undo("plant-swap")
    (lesson,) = [each for each in lessons(taught) if each.app == "plant-swap"]
    assert (lesson.changes, lesson.words) == ((), ("Plant", "Offer"))


def test_the_fixed_beginning_of_small_models_stays_as_it_is(taught: Home, answering: Answering) -> None:
    own = examples_for(taught, answering(), LIKE_IT)
    prompt = short_prompt(LIKE_IT, vocabulary(), own)
    plain = short_prompt(LIKE_IT, vocabulary())
    assert (prompt.prefix, prompt.examples, prompt.request) == (plain.prefix, plain.examples, plain.request)
    assert Prompt(prompt.prefix, prompt.examples) in fixed_prompts(vocabulary())
    ((request, answer),) = prompt.turns
    assert request == BRIEF
    assert answer.startswith("app Plant Swap\nabout Swap plants")
    assert short_prompt("A tea shop with orders.", vocabulary(), own).turns == ()


def test_what_the_short_form_can_not_say_is_not_shown_in_it() -> None:
    rules = "  friend may see, add, remove own\n"
    odd = f"app A\n  people: friend, keeper\n\nthing Kanarienvogel\n  name: text\n{rules}"
    own = (Example("1", "own", LIKE_IT, odd),)
    assert short_prompt(LIKE_IT, vocabulary(), own).turns == ()
    long = (Example("1", "own", f"{LIKE_IT} {'kanarienvogel ' * 600}", "app A\n\nthing B\n  name: text\n"),)
    assert short_prompt(LIKE_IT, vocabulary(), long).turns == ()


def test_of_two_that_fit_as_well_the_own_one_is_taken() -> None:
    of_the_library = recall("an online shop with orders", tokens=3_000, most=1)[0].example
    own = Example("7", "own", of_the_library.brief, of_the_library.blueprint)
    found = recall("an online shop with orders", tokens=3_000, own=(own,))
    assert found[0].example == own
    assert of_the_library not in [each.example for each in found]


def test_no_record_of_another_app_speaks_of_it(taught: Home, listening: Callable[..., Listening]) -> None:
    model = listening(WHOLE)
    built = build("Gardeners swap plants with neighbours.", home=taught, model=model)
    assert "kanarienvogel" in said(model.told[0])
    record = json.dumps(taught.builds.get(built.build).steps)
    assert "kanarienvogel" not in record
    assert "Plant Swap" not in record
    away = taught.path.parent / "away.zip"
    export_app(taught, built.key, away)
    with zipfile.ZipFile(away) as archive:
        assert not any(b"kanarienvogel" in archive.read(name) for name in archive.namelist())
    assert replay(taught, built.build).same


def test_burning_takes_what_was_learnt_along(taught: Home, listening: Callable[..., Listening]) -> None:
    build("Gardeners swap plants with neighbours.", home=taught, model=listening(WHOLE))
    taught.burn("plant-swap")
    assert [each.app for each in lessons(taught)] == ["swapping"]
    for path in taught.path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"kanarienvogel" not in content, path
            assert b"Plant Swap" not in content, path


def test_others_are_not_told_what_was_made_elsewhere(
    taught: Home, listening: Callable[..., Listening]
) -> None:
    build(f"{LIKE_IT} Too.", home=taught, model=listening(WHOLE, name="openai:large"))
    for name, told in (
        ("recorded:any", {"plant-swap", "swapping"}),
        ("openai:small", {"swapping"}),
        ("anthropic:large", set()),
        ("openai:large@https://example.org/v1", set()),
    ):
        numbers = {int(each.name) for each in examples_for(taught, listening(name=name), LIKE_IT)}
        assert {each.app for each in lessons(taught) if each.number in numbers} == told


def test_a_build_that_goes_on_shows_what_it_showed(
    taught: Home, listening: Callable[..., Listening], answering: Answering
) -> None:
    model = listening()
    with pytest.raises(ModelFailed):
        build(LIKE_IT, home=taught, model=model)
    (failed,) = taught.builds.all(limit=1)
    taught.builds.update(failed.id, status="running")
    taught.builds.journal(failed.id).put("given", given(None, Budget()))
    build(f"{LIKE_IT} Or not.", home=taught, model=answering(*SHOP), key="later")
    again = listening(WHOLE)
    resume(failed.id, home=taught, model=again)
    assert again.told[0].turns == model.told[0].turns


def test_of_many_apps_only_the_nearest_are_opened(
    taught: Home, answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(OPENED):
        record = taught.builds.start(f"Chess club number {number}", "local", f"chess-{number}")
        taught.builds.update(record.id, status="done")
    opened: list[str] = []
    open_ = taught.open

    def noting(key: str) -> AppStore:
        opened.append(key)
        return open_(key)

    monkeypatch.setattr(taught, "open", noting)
    own = examples_for(taught, answering(), LIKE_IT)
    assert [each.brief for each in own] == [BRIEF]
    assert opened[0] == "plant-swap"
    assert len(opened) == OPENED


def test_what_is_not_sound_teaches_nothing(taught: Home, answering: Answering) -> None:
    source = taught.open("plant-swap").source
    by_hand = check(source, vocabulary()).app
    assert by_hand is not None
    taught.create(by_hand, source, key="by-hand")
    assert [each.app for each in lessons(taught)] == ["plant-swap"]
    (taught.app_folder / "plant-swap" / "app.db").unlink()
    assert lessons(taught) == ()
    assert own_shown(LIKE_IT, examples_for(taught, answering(), LIKE_IT), short=True) == ()


def test_it_is_forgotten_one_by_one_or_all_and_switched_off(taught: Home, answering: Answering) -> None:
    forget(taught, "plant-swap")
    assert lessons(taught) == ()
    taught.learning.take_back("plant-swap")
    assert forget_all(taught) == 1
    build("Other plants", home=taught, model=answering(*SHOP), key="other")
    assert [each.app for each in lessons(taught)] == ["other"]
    switch(taught, on=False)
    assert lessons(taught) == ()
    switch(taught, on=True)
    assert [each.app for each in lessons(taught)] == ["other"]


def test_its_effect_is_told_model_by_model(taught: Home, listening: Callable[..., Listening]) -> None:
    build(LIKE_IT, home=taught, model=listening(WHOLE))
    with_own = {each.model: each.with_own for each in effects(taught)}
    without = {each.model: each.without for each in effects(taught)}
    shown_one = with_own["recorded:whole"]
    assert shown_one is not None
    assert (shown_one.builds, shown_one.tokens_out, shown_one.repairs) == (1, 10, 0.0)
    assert without["recorded:whole"] is None
    assert [(each.builds, each.met) for each in without.values() if each] == [(1, 1.0)]


@pytest.fixture
def at_home(taught: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("APPLING_HOME", str(taught.path))
    return taught


def run(*arguments: str) -> str:
    done = CliRunner().invoke(command_line(), ["learn", *arguments])
    return done.output if done.exit_code == 0 else str(done.exception)


def test_the_command_shows_and_forgets(at_home: Home, listening: Callable[..., Listening]) -> None:
    assert "plant-swap" in run()
    build(LIKE_IT, home=at_home, model=listening(WHOLE))
    assert "Own apps shown" in run()
    plain = json.loads(run("--json"))
    assert [(each["app"], each["used"]) for each in plain["learnt"]] == [("swapping", 0), ("plant-swap", 1)]
    assert "plant-swap" not in run("--forget", "plant-swap")
    assert json.loads(run("--json"))["forgotten"] == ["plant-swap"]
    assert run("--forget", "no-such") == "Nothing was learnt from “no-such”."
    assert "plant-swap" in run("--again", "plant-swap")
    assert "Nothing is learnt yet" in run("--forget-all")
    assert "switched off" in run("--off")
    assert "Nothing is learnt yet" in run("--on")
