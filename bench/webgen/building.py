"""Builds a task's app with Appling in a fresh home, or makes it of a blueprint by hand, and hands it over as served."""

import contextlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from appling import blueprint
from appling.atoms import vocabulary
from appling.builder import Budget, build, warm_up
from appling.builder.learning import switch
from appling.diagnostics.problem import Problem
from appling.models import LanguageModel
from appling.runtime import make_pass
from appling.store import Home
from bench.webgen.handed import Handed
from bench.webgen.serving import free_port, served
from bench.webgen.tasks import Task


@dataclass(slots=True)
class Made:
    """What making an app took, and what it is called; `problem` says why there is none.

    `wants` is how many things the builder found asked for, `met` how many of these it says are there.
    """

    task: str
    app: str = ""
    problem: str = ""
    seconds: float = 0.0
    tokens_in: int = 0
    tokens_out: int = 0
    price: float | None = None
    not_built: tuple[str, ...] = ()
    wants: int = 0
    met: int = 0
    source: str = ""


class Served:
    """Serves what was made in a home."""

    home: Home

    @contextlib.contextmanager
    def serve(self, made: Made) -> Iterator[Handed]:
        port = free_port()
        command = [
            sys.executable,
            "-c",
            "from appling.cli.main import main; main()",
            "serve",
            "--port",
            str(port),
        ]
        address = f"http://{made.app}.localhost:{port}/"
        with served(command, port, os.environ | {"APPLING_HOME": str(self.home.path)}):
            yield Handed(
                address,
                lambda: f"{address}-/enter?pass={make_pass(self.home, made.app)}",
                _database(self.home.path / "apps" / made.app),
                f"{address}openapi.json",
            )


class ApplingBuilder(Served):
    """Appling with a named model; apps lie in a home of their own, in which no task learns from another."""

    def __init__(self, model: LanguageModel, folder: Path, budget: Budget | None = None) -> None:
        self.home = Home(folder)
        switch(self.home, on=False)
        self.model = model
        self.budget = budget
        self.name = f"appling with {model.name}"
        warm_up(model)

    def make(self, task: Task) -> Made:
        made = Made(task.id)
        try:
            built = build(task.brief, home=self.home, model=self.model, budget=self.budget)
        except Problem as problem:
            made.problem = f"{problem.code}: {problem.sentence}"
            return made
        made.app, made.source, made.seconds = built.key, built.blueprint, built.seconds
        made.tokens_in, made.tokens_out = built.tokens_in, built.tokens_out
        made.not_built = tuple(f"{each.title}: {each.label}" for each in built.not_built)
        made.wants, made.met = len(built.wants), built.met
        return made


class BlueprintBuilder(Served):
    """Blueprints that a person wrote: what the language and its parts can do, whatever a model makes of a request."""

    name = "blueprints by hand"

    def __init__(self, blueprints: Path, folder: Path) -> None:
        self.home = Home(folder)
        self.blueprints = blueprints

    def make(self, task: Task) -> Made:
        file = self.blueprints / f"{task.id}.appling"
        if not file.is_file():
            return Made(task.id, problem=f"there is no {file.name}")
        source = file.read_text(encoding="utf-8")
        checked = blueprint.check(source, vocabulary())
        if checked.app is None:
            return Made(
                task.id,
                problem="; ".join(f"{each.title}: {each.label}" for each in checked.diagnostics)[:300],
            )
        app = self.home.create(checked.app, source, samples=date.today())
        return Made(task.id, app=app.key, source=source)


def _database(folder: Path) -> Path | None:
    """The largest SQLite file of an app's folder."""
    found = [each for each in folder.rglob("*") if each.is_file() and each.open("rb").read(6) == b"SQLite"]
    return max(found, key=lambda each: each.stat().st_size, default=None)
