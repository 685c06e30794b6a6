"""Larger models ask before a build; all of it can be skipped, and in a pipe nobody is asked."""

import json
import os
import pty
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.builder.conftest import SHOP
from tests.builder.test_build import WholeModel

from appling.builder import build
from appling.builder.clarifying import Clarifying, clarify, read_questions, with_answers
from appling.builder.costs.choosing import set_limit, used
from appling.builder.errors import OverLimit
from appling.builder.wants import split
from appling.models import RecordedModel
from appling.store import Home

Answering = Callable[..., RecordedModel]
BRIEF = "A club lends books."
ASKED = """\
Here is what I would ask:
? Who may see the books?
- Everybody
- Members only
? May members lend to others?
- Yes
? **How long is a loan?**
- 14 days
- 30 days
- as long as wanted
- a week
- a day
? Who adds books?
- The librarian
- Everybody
? One more?
- a
- b
"""
WHOLE = "app Club\n\nthing Book\n  title: text, required\n"


@pytest.fixture
def whole(answering: Answering) -> Callable[..., WholeModel]:
    def make(*replies: str) -> WholeModel:
        return WholeModel(Path(answering(*replies).name.removeprefix("recorded:")))

    return make


def test_a_reply_is_read_as_questions() -> None:
    assert read_questions(ASKED) == (
        Clarifying("Who may see the books?", ("Everybody", "Members only")),
        Clarifying("How long is a loan?", ("14 days", "30 days", "as long as wanted", "a week")),
        Clarifying("Who adds books?", ("The librarian", "Everybody")),
    )


@pytest.mark.parametrize("reply", ["none", "", "- an answer\n- another", "?\n- a\n- b", "? Only one?\n- yes"])
def test_what_is_no_question_is_none(reply: str) -> None:
    assert read_questions(reply) == ()


def test_a_small_model_asks_nothing(home: Home, answering: Answering) -> None:
    assert clarify(BRIEF, home=home, model=answering(ASKED)) == ()
    assert home.builds.all() == []


def test_what_was_asked_is_counted_and_not_kept(home: Home, whole: Callable[..., WholeModel]) -> None:
    model = whole(ASKED)
    assert len(clarify(BRIEF, home=home, model=model)) == 3
    (record,) = home.builds.all()
    assert (record.kind, record.app, record.tokens) == ("questions", None, 10)
    assert "book" not in json.dumps([record.brief, list(record.steps)])
    assert used(home)[0].tokens_out == 10


def test_a_model_that_can_not_be_asked_asks_nothing(home: Home, whole: Callable[..., WholeModel]) -> None:
    assert clarify(BRIEF, home=home, model=whole()) == ()


def test_nothing_is_asked_beyond_the_limit(home: Home, whole: Callable[..., WholeModel]) -> None:
    set_limit(home, 0.0001)
    home.builds.note(
        None,
        "",
        model="large",
        steps=[{"asked": [{"tokens_in": 1, "tokens_out": 1, "price": 1.0}]}],
        tokens=1,
        seconds=1.0,
        status="done",
    )
    with pytest.raises(OverLimit):
        clarify(BRIEF, home=home, model=whole(ASKED))


def test_answers_go_to_the_model_and_are_no_wants(home: Home, whole: Callable[..., WholeModel]) -> None:
    brief = with_answers(BRIEF, [("Who may see the books?", "Members\nonly"), ("How long?", " ")])
    assert brief == f"{BRIEF}\n\nAnswered before:\n- Who may see the books? Members only"
    assert with_answers(BRIEF, [("How long?", "")]) == BRIEF
    built = build(brief, home=home, model=whole(WHOLE))
    assert "Members only" in built.steps[2].asked[0].prompt
    assert [each.want for each in built.wants] == [each.text for each in split(BRIEF)]


# The command -------------------------------------------------------------------------------------------


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A larger model: it asks, then writes a whole blueprint."""
    file = tmp_path / "large.jsonl"
    lines = [{"text": text, "takes_grammar": False} for text in (ASKED, WHOLE)]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return file


def command(file: Path, *options: str) -> list[str]:
    main = "from appling.cli.main import main; main()"
    return [sys.executable, "-c", main, "new", BRIEF, "--model", f"recorded:{file}", *options]


def environment(tmp_path: Path) -> dict[str, str]:
    source = str(Path(__file__).parents[2] / "src")
    return os.environ | {"APPLING_HOME": str(tmp_path / "home"), "PYTHONPATH": source, "COLUMNS": "200"}


def on_a_terminal(run: list[str], typed: bytes, **given: str) -> str:
    """What a person sees who types this."""
    mine, its = pty.openpty()
    process = subprocess.Popen(run, stdin=its, stdout=its, stderr=its, env=given, close_fds=True)
    os.close(its)
    os.write(mine, typed)
    seen = b""
    while select.select([mine], [], [], 60)[0]:
        try:
            seen += os.read(mine, 4096)
        except OSError:
            break
    process.wait(60)
    os.close(mine)
    return seen.decode("utf-8", "replace")


def test_on_a_terminal_a_person_is_asked(recording: Path, tmp_path: Path) -> None:
    seen = on_a_terminal(command(recording), b"2\n\nmy sister\n", **environment(tmp_path))
    assert "Who may see the books?" in seen
    home = Home(tmp_path / "home")
    assert home.builds.all(kind="build")[0].brief == (
        f"{BRIEF}\n\nAnswered before:\n- Who may see the books? Members only\n- Who adds books? my sister"
    )
    home.close()


@pytest.mark.parametrize("options", [("--json",), ("--yes",), ()])
def test_in_a_pipe_nobody_is_asked(recording: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    recording.write_text(recording.read_text("utf-8").splitlines()[1], "utf-8")
    run = command(recording, *options)
    done = subprocess.run(
        run, input="", capture_output=True, text=True, env=environment(tmp_path), check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Who may see" not in done.stdout + done.stderr


def test_small_models_say_what_they_assumed(home: Home, answering: Answering) -> None:
    built = build("Swap plants.", home=home, model=answering(*SHOP))
    assert built.assumed
