"""The same model writing code directly, for the comparison: one HTML file, or one Flask app with SQLite.

What the model wrote is run as a process of its own, in an empty folder, with limits on memory and processor
time, and listening on this machine only. It is code that nobody has read: run it where that is acceptable.
"""

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from appling.models import LanguageModel, Prompt, Sampling, open_model
from appling.store import Home
from bench.webgen.building import Made
from bench.webgen.handed import Handed
from bench.webgen.serving import free_port, served
from bench.webgen.tasks import Task

PROMPTS = Path(__file__).parent / "prompts"
WRITING = Sampling(3_000, temperature=0.7, seed=7)
"""More than twenty times the tokens of a build; what is written by then is tried. Always the likeliest next token,
the local model writes the same lines for ever: this is the temperature that its makers advise."""
MEMORY, PROCESSOR = 2 * 1024**3, 600
HERE = (
    "import flask, os; run = flask.Flask.run; "
    "flask.Flask.run = lambda app, *_, **__: run(app, '127.0.0.1', int(os.environ['PORT']), debug=False)"
)
"""An app that names another port, as most do, is served all the same."""
RUN = (
    f"import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY})); "
    f"resource.setrlimit(resource.RLIMIT_CPU, ({PROCESSOR}, {PROCESSOR})); sys.argv = ['app.py']; {HERE}; runpy.run_path('app.py', run_name='__main__')"
)


class DirectBuilder:
    """A model that writes the whole app itself; `kind` is html or flask.

    What an earlier run has `written` is tried again as it was, without asking for it.
    """

    def __init__(self, kind: str, model: str | None, folder: Path, written: Iterable[Made] = ()) -> None:
        if kind == "flask" and find_spec("flask") is None:
            raise SystemExit("Flask is not there, which these apps need: pip install --group bench")
        self.kind, self.folder = kind, folder
        self.model: LanguageModel = open_model(model, Home().models)
        self.name = f"{self.model.name} writing {kind}"
        self._written = {each.task: each for each in written if each.source}
        self._asked = (PROMPTS / f"direct-{kind}.txt").read_text(encoding="utf-8")

    def make(self, task: Task) -> Made:
        known = self._written.get(task.id)
        made = self._ask(task) if known is None else replace(known, problem="")
        if not made.source:
            return made
        made.app = f"{self.kind}-{task.id}"
        folder = self.folder / made.app
        folder.mkdir(parents=True, exist_ok=True)
        name = "index.html" if self.kind == "html" else "app.py"
        (folder / name).write_text(made.source, encoding="utf-8")
        return made

    def _ask(self, task: Task) -> Made:
        made = Made(task.id)
        try:
            reply = self.model.generate(Prompt(self._asked, request=task.brief), WRITING)
        except Exception as error:  # Whatever the provider raises: this task has no app.
            made.problem = f"{type(error).__name__}: {error}"[:200]
            return made
        made.source, made.seconds = _code(reply.text), reply.usage.seconds
        made.tokens_in, made.tokens_out, made.price = (
            reply.usage.tokens_in,
            reply.usage.tokens_out,
            reply.usage.price,
        )
        return made

    @contextlib.contextmanager
    def serve(self, made: Made) -> Iterator[Handed]:
        port, folder = free_port(), self.folder / made.app
        env = {"PORT": str(port), "PATH": os.environ.get("PATH", ""), "HOME": str(folder)}
        files = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
        command = files if self.kind == "html" else [sys.executable, "-c", RUN]
        try:
            with served(command, port, env, folder, patience=25):
                yield Handed(f"http://127.0.0.1:{port}/", None, _database(folder), None)
        except OSError as error:
            made.problem = str(error)
            raise


def _code(text: str) -> str:
    """The longest fenced block of a reply, or all of it."""
    blocks = re.findall(r"```\w*\n(.*?)(?:```|\Z)", text, re.DOTALL)
    return max(blocks, key=len, default=text)


def _database(folder: Path) -> Path | None:
    found = [each for each in folder.rglob("*") if each.is_file() and each.open("rb").read(6) == b"SQLite"]
    return max(found, key=lambda each: each.stat().st_size, default=None)
