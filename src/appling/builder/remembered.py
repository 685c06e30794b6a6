"""What a build has learnt so far, kept in the home: a build that goes on asks no model for it again."""

from dataclasses import asdict
from hashlib import sha256
from typing import Any

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.built import Asked, Budget, plain, unplain
from appling.builder.trying import Tried
from appling.models import Prompt, prompt_key
from appling.store import Journal
from appling.store.homes.builds import GIVEN

LONGEST_KEY = 16


def given(key: str | None, budget: Budget) -> dict[str, Any]:
    """What a build was started with, besides its brief and its model."""
    return {"key": key, "seconds": budget.seconds, "tokens": budget.tokens, "attempts": 1}


class Remembered:
    """One build's journal, read and written as what the builder speaks of."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        found = journal.get(GIVEN)
        self.key: str | None = found["key"]
        self.budget = Budget(found["seconds"], found["tokens"])
        self.attempts: int = found["attempts"]

    def count_attempt(self) -> None:
        """Write down that the build was taken up once more."""
        self.attempts += 1
        self._journal.put(GIVEN, given(self.key, self.budget) | {"attempts": self.attempts})

    def reply(self, number: int, prompt: Prompt, shown: str) -> Asked | None:
        """The answer to the build's question of this number, if it was this question."""
        found = self._journal.get(_reply_key(number, prompt))
        return None if found is None else Asked(shown, **found)

    def keep_reply(self, number: int, prompt: Prompt, asked: Asked) -> None:
        value = asdict(asked)
        del value["prompt"]
        self._journal.put(_reply_key(number, prompt), value)

    def tried(self, source: str) -> Tried | None:
        """What came of trying this blueprint, if that is known."""
        found = self._journal.get(_tried_key(source))
        app = None if found is None else check(found["source"], vocabulary()).app
        if app is None:
            return None
        dropped = tuple(unplain(each) for each in found["dropped"])
        return Tried(app, found["source"], found["requests"], found["complete"], dropped)

    def keep_tried(self, source: str, tried: Tried) -> None:
        value = {"source": tried.source, "requests": tried.requests, "complete": tried.complete}
        self._journal.put(_tried_key(source), value | {"dropped": [plain(each) for each in tried.dropped]})


def _reply_key(number: int, prompt: Prompt) -> str:
    return f"reply {number} {prompt_key(prompt)[:LONGEST_KEY]}"


def _tried_key(source: str) -> str:
    return f"tried {sha256(source.encode()).hexdigest()[:LONGEST_KEY]}"
