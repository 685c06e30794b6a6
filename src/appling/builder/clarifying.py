"""Questions that a larger model has before a build, each with answers to choose from; all can be skipped."""

import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from appling.builder.asking import Asking
from appling.builder.briefs.brief import ANSWERED, read_brief
from appling.builder.built import Budget, StepRecord
from appling.builder.costs.choosing import check_limit
from appling.builder.errors import BuildFailed, Cancelled, OverLimit
from appling.models import LanguageModel, Prompt
from appling.store import Home
from appling.store.homes.builds import QUESTIONS

MOST, MOST_ANSWERS = 3, 4
LONGEST = 200
"""Characters of a question, of an answer to choose and of one that is written."""
BUDGET = Budget(seconds=60.0, tokens=500)
_TELLING = Path(__file__).with_name("prompts").joinpath("questions.txt").read_text("utf-8").strip()


@dataclass(frozen=True, slots=True)
class Clarifying:
    """A question about a brief, and the answers that are suggested."""

    text: str
    answers: tuple[str, ...]


def clarify(
    brief: str, *, home: Home, model: LanguageModel, cancel: threading.Event | None = None
) -> tuple[Clarifying, ...]:
    """What the model would like to know; nothing from a small one, and where it can't be asked.

    What that took is counted, and nothing of what was said is kept. Raises OverLimit and Cancelled.
    """
    if model.takes_grammar:
        return ()
    asking = Asking(model, BUDGET, lambda _: None, cancel, allowed=lambda asked: check_limit(home, asked))
    try:
        reply = asking.ask(questions_prompt(brief), most=BUDGET.tokens)
    except (Cancelled, OverLimit):
        raise
    except BuildFailed:
        return ()
    _note(home, asking)
    return read_questions(reply)


def questions_prompt(brief: str) -> Prompt:
    """What a model is asked for its questions."""
    return Prompt(_TELLING, (), read_brief(brief))


def read_questions(reply: str) -> tuple[Clarifying, ...]:
    """Those that a reply asks properly: in one line, with two answers at least."""
    found: list[Clarifying] = []
    for line in map(str.strip, reply.splitlines()):
        said = line[1:].strip(" *")[:LONGEST]
        if line.startswith("?") and said:
            found.append(Clarifying(said, ()))
        elif line.startswith("-") and said and found:
            found[-1] = replace(found[-1], answers=(*found[-1].answers, said)[:MOST_ANSWERS])
    return tuple(each for each in found if len(each.answers) > 1)[:MOST]


def with_answers(brief: str, answers: Iterable[tuple[str, str]]) -> str:
    """The brief with what was answered; it is as it was where everything was skipped."""
    lines = [
        f"- {question} {' '.join(answer.split())[:LONGEST]}" for question, answer in answers if answer.strip()
    ]
    return f"{brief.rstrip()}{ANSWERED}{chr(10).join(lines)}" if lines else brief


def _note(home: Home, asking: Asking) -> None:
    """Counted like a build, by numbers alone."""
    asked = tuple(replace(each, prompt="", reply="") for each in asking.asked)
    step = StepRecord(QUESTIONS, asking.seconds, "", asked)
    home.builds.note(
        None,
        "",
        model=asking.answered_by,
        steps=[step.as_json()],
        tokens=step.tokens,
        seconds=round(asking.seconds, 3),
        status="done",
        kind=QUESTIONS,
    )


def as_plain(questions: Iterable[Clarifying]) -> list[dict[str, object]]:
    """For pages and programs."""
    return [asdict(each) for each in questions]
