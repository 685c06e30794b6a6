"""Replies kept in a file: a recorder writes down what a model answers, a recorded model answers it again."""

import hashlib
import json
import threading
from collections import defaultdict, deque
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from appling.models.base import PATIENTLY, LanguageModel, Prompt, Reply, Sampling, Usage, Wait
from appling.models.errors import NoModel
from appling.models.limits import Limits


def prompt_key(prompt: Prompt) -> str:
    """The same for two prompts that say the same."""
    said = json.dumps([*prompt.messages(), *([prompt.begun] if prompt.begun else [])], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Line:
    key: str
    reply: Reply
    takes_grammar: bool


class RecordedModel:
    """Answers from a JSON Lines file.

    A line is `{"text": …}` with, if wanted, `finish`, `usage` and the `key` of the prompt it answers.
    The replies of one key are given in their order; lines without a key answer, in order, whatever has
    no line of its own. The first line may say `"takes_grammar": false`.
    """

    takes_grammar = True

    def __init__(self, file: Path) -> None:
        self.name = f"recorded:{file}"
        self._file = file
        self._lock = threading.Lock()
        self._replies: defaultdict[str, deque[Reply]] = defaultdict(deque)
        lines = _read(file)
        if lines and not lines[0].takes_grammar:
            self.takes_grammar = False
        for line in lines:
            self._replies[line.key].append(line.reply)

    def generate(self, prompt: Prompt, sampling: Sampling, wait: Wait = PATIENTLY) -> Reply:
        """The next reply that was recorded for this prompt."""
        over = Limits.of(wait).over()
        if over:
            return Reply("", Usage(price=0.0), over)
        reply = self._next(prompt)
        if wait.on_text:
            for line in reply.text.splitlines(keepends=True):
                wait.on_text(line)
        return reply

    def warm(self, prompt: Prompt) -> None:
        """Nothing to get ready."""

    def close(self) -> None:
        """Nothing to give back."""

    def _next(self, prompt: Prompt) -> Reply:
        with self._lock:
            replies = self._replies.get(prompt_key(prompt)) or self._replies.get("")
            if replies:
                return replies.popleft()
        start = prompt.request.strip().partition("\n")[0][:60]
        raise NoModel(
            f"{self._file} holds no further reply for the request “{start}”.",
            "Record the build again, or replay it with another model.",
        )


class Recorder:
    """Any model, with each of its replies added to a file that `RecordedModel` reads."""

    def __init__(self, model: LanguageModel, file: Path) -> None:
        self._model = model
        self._file = file
        self._lock = threading.Lock()
        file.parent.mkdir(parents=True, exist_ok=True)

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def takes_grammar(self) -> bool:
        return self._model.takes_grammar

    def generate(self, prompt: Prompt, sampling: Sampling, wait: Wait = PATIENTLY) -> Reply:
        """The model's own reply, written down."""
        reply = self._model.generate(prompt, sampling, wait)
        line = {"key": prompt_key(prompt), "model": self.name, "request": prompt.request, **asdict(reply)}
        line["takes_grammar"] = self.takes_grammar
        with self._lock, self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        return reply

    def warm(self, prompt: Prompt) -> None:
        self._model.warm(prompt)

    def close(self) -> None:
        self._model.close()


def _read(file: Path) -> list[_Line]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise NoModel(f"The recording {file} can't be read: {error.strerror}.", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise NoModel(f"The recording {file} is not text.", "Check that this is the right file.") from error
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(_line(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise NoModel(
                f"Line {number} of the recording {file} is not a reply.", 'A line is like {"text": "…"}.'
            ) from error
    return found


def _line(line: dict[str, Any]) -> _Line:
    reply = Reply(str(line["text"]), Usage(**line.get("usage", {})), line.get("finish", "stop"))
    return _Line(line.get("key", ""), reply, line.get("takes_grammar", True) is not False)
