"""Builds by a model that follows a script and counts what it is paid for."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.builder.conftest import SHOP

from appling.builder import build, resume
from appling.models import PATIENTLY, Prompt, Reply, Sampling, Usage, Wait, prompt_key
from appling.store import Home

OPEN, WRITE = os.open, os.write
"""Kept, so that the model's own account is no point of what is watched."""
WRONG = "```\napp Teas {number}\n\nthing Tea\n  name: text\n  strength = weight * 2\n```\n"
"""Another one for each build, so that no two builds ask for the same."""
MENDED = "thing Tea\n  name: text\n  weight: number\n  strength = weight * 2\n"
TOKENS = 10


class ScriptedModel:
    """Answers each stage of a draft with its part; without a grammar with a whole one that needs repair.

    Every answer that it gave is a line in `account`, written when the answer is complete.
    """

    def __init__(self, account: Path, *, takes_grammar: bool) -> None:
        self.name = "scripted" if takes_grammar else "scripted:whole"
        self.takes_grammar = takes_grammar
        self._account = account

    def generate(self, prompt: Prompt, sampling: Sampling, wait: Wait = PATIENTLY) -> Reply:
        text = self._text(prompt)
        for line in text.splitlines(keepends=True):
            if wait.on_text:
                wait.on_text(line)
        account = OPEN(self._account, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        WRITE(account, f"{prompt_key(prompt)[:16]}\n".encode())
        os.close(account)
        return Reply(text, Usage(tokens_out=TOKENS), "stop")

    def warm(self, prompt: Prompt) -> None:
        """Nothing to get ready."""

    def close(self) -> None:
        """Nothing to give back."""

    def _text(self, prompt: Prompt) -> str:
        if not self.takes_grammar:
            numbers = re.findall(r"plants, (\d)", prompt.request)
            return (
                WRONG.format(number=numbers[-1]) if numbers and "strength" not in prompt.request else MENDED
            )
        if not prompt.begun:
            return SHOP[0]
        return SHOP[2] if "private for admin:" in prompt.begun else SHOP[1]


def account_of(home: Home) -> Path:
    """Outside the home, since it is the model's."""
    return home.path.with_name(f"{home.path.name}-account")


def models(home: Home) -> tuple[ScriptedModel, ScriptedModel]:
    return tuple(ScriptedModel(account_of(home), takes_grammar=each) for each in (True, False))  # type: ignore[return-value]


def build_apps(home: Home, chances: Random) -> Iterator[None]:
    """Two builds, drafted in stages or in one go with a repair."""
    account_of(home).unlink(missing_ok=True)
    for number in range(2):
        build(f"Neighbours swap plants, {number}.", home=home, model=chances.choice(models(home)))
        yield


def go_on_building(home: Home) -> list[str]:
    """Resumes all builds; what is in their journals must not be asked for again, nor anything twice."""
    paid = _account(home)
    known = {key.split()[2] for build in home.builds.interrupted() for key in _keys(home, build.id)}
    for each in home.builds.interrupted():
        model = next(model for model in models(home) if model.name == each.model)
        built = resume(each.id, home=home, model=model)
        if built.tokens_out != TOKENS * sum(len(step.asked) for step in built.steps):
            return [f"build {each.id} counted {built.tokens_out} tokens"]
    again = _account(home) - paid
    found = [f"paid again for {key}" for key in known & set(again)]
    twice = sum(count - 1 for count in _account(home).values() if count > 1)
    if twice > 1:
        found.append(f"{twice} answers were paid for twice")
    running = [each.id for each in home.builds.all() if each.status == "running"]
    return found + [f"build {number} is still running" for number in running]


def _account(home: Home) -> Counter[str]:
    path = account_of(home)
    return Counter(path.read_text().split()) if path.exists() else Counter()


def _keys(home: Home, build: int) -> list[str]:
    with home.database.reads() as connection:
        wanted = "SELECT key FROM journal WHERE build = ? AND key LIKE 'reply %'"
        return [row[0] for row in connection.exec_driver_sql(wanted, (build,))]
