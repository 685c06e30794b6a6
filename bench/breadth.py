"""How many real requests become an app that works: builds a drawn sample, then clicks through every app.

    python -m bench.breadth --seed 7 --count 60            requests nobody tuned on
    python -m bench.breadth --briefs FILE                  a request a line, such as bench/chinese.txt

The requests are drawn from `briefs.jsonl` in the folder that APPLING_WEBGEN names, or in a folder `shared/webgen`
beside the project.

Each app is served by the real server and used over HTTP, as a visitor, as somebody of each role (who signed
up and was given that role by the owner) and as the owner: every link opened, every form sent.
"""

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import httpx

from appling.builder import Built, build, warm_up
from appling.builder.learning import switch
from appling.diagnostics.problem import Problem
from appling.models import open_model
from appling.runtime import make_pass
from appling.store import Home
from bench.crawl import Crawl, crawl

ROOT = Path(__file__).parents[1]
WEBGEN = Path(os.environ.get("APPLING_WEBGEN", ROOT.parent / "shared" / "webgen"))
UNSEEN = 600
"""Requests up to this number were looked at while the builder was made."""
PASSWORD = "correct horse battery 9"


@dataclass
class Outcome:
    """One request: what building it took, and what the click-through met."""

    id: str
    brief: str
    live: bool = False
    problem: str = ""
    app: str = ""
    seconds: float = 0.0
    tokens_in: int = 0
    tokens_out: int = 0
    mended: int = 0
    added: int = 0
    repairs: int = 0
    wants: int = 0
    met: int = 0
    """Of the wants, as the builder itself says."""
    not_built: list[str] = field(default_factory=list)
    roles: int = 0
    pages: int = 0
    forms: int = 0
    faults: list[str] = field(default_factory=list)
    blueprint: str = ""


def main() -> None:
    """Print the table, and write all of it as JSON when asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--model", default=None)
    parser.add_argument("--briefs", type=Path)
    parser.add_argument("--home", type=Path, help="Keep the apps here.")
    parser.add_argument("--no-clicks", action="store_true", help="Only build them.")
    parser.add_argument("--out", type=Path, help="Write every outcome here, as JSON lines.")
    options = parser.parse_args()
    chosen = _lines(options.briefs) if options.briefs else _drawn(options.seed, options.count)
    print(f"{len(chosen)} requests, seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Home(options.home or folder)
        outcomes = _built(home, options.model, chosen, options.out)
        if not options.no_clicks:
            with _served(home.path) as port:
                for outcome in outcomes:
                    if outcome.live:
                        _click_through(home, port, outcome)
        _report(outcomes)
        _keep(outcomes, options.out)


def _keep(outcomes: list[Outcome], file: Path | None) -> None:
    """Write down what there is so far: a run takes an hour and may be cut off."""
    if file is not None:
        lines = (json.dumps(asdict(each), ensure_ascii=False) for each in outcomes)
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _drawn(seed: int, count: int) -> list[tuple[str, str]]:
    lines = (WEBGEN / "briefs.jsonl").read_text(encoding="utf-8").splitlines()
    unseen = [(each["id"], each["brief"]) for each in map(json.loads, lines) if int(each["id"][1:]) > UNSEEN]
    return random.Random(seed).sample(unseen, count)


def _lines(file: Path) -> list[tuple[str, str]]:
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(f"{index:02}", line) for index, line in enumerate(lines, 1)]


def _built(home: Home, name: str | None, chosen: list[tuple[str, str]], file: Path | None) -> list[Outcome]:
    switch(home, on=False)
    model = open_model(name, Home().models)
    started = time.monotonic()
    warm_up(model)
    print(f"model {model.name}, warm after {time.monotonic() - started:.1f} s", flush=True)
    outcomes = []
    for id_, brief in chosen:
        outcome = Outcome(id_, brief)
        try:
            _note(outcome, build(brief, home=home, model=model))
        except Problem as problem:
            outcome.problem = f"{problem.code}: {problem.sentence}"
        outcomes.append(outcome)
        _keep(outcomes, file)
        state = outcome.app or outcome.problem
        print(f"  {id_} {outcome.seconds:5.1f} s {outcome.tokens_out:4d} out  {state}", flush=True)
    return outcomes


def _note(outcome: Outcome, built: Built) -> None:
    outcome.live, outcome.app, outcome.blueprint = True, built.key, built.blueprint
    outcome.seconds, outcome.tokens_in, outcome.tokens_out = built.seconds, built.tokens_in, built.tokens_out
    outcome.mended, outcome.added = len(built.mended), len(built.added)
    outcome.repairs = sum(len(step.asked) for step in built.steps if step.name == "repair")
    outcome.wants, outcome.met = len(built.wants), built.met
    outcome.not_built = [f"{each.title}: {each.label}" for each in built.not_built]


class _served:  # noqa: N801
    """`appling serve` over a home, on a free port, until the block ends."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        command = [
            sys.executable,
            "-c",
            "from appling.cli.main import main; main()",
            "serve",
            "--port",
            str(self.port),
        ]
        self._process = subprocess.Popen(command, env=os.environ | {"APPLING_HOME": str(home)})

    def __enter__(self) -> int:
        for _ in range(200):
            try:
                httpx.get(f"http://127.0.0.1:{self.port}/")
                return self.port
            except httpx.HTTPError:
                time.sleep(0.1)
        raise SystemExit("the server did not start")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(20)


def _click_through(home: Home, port: int, outcome: Outcome) -> None:
    base = f"http://{outcome.app}.localhost:{port}"
    app = home.open(outcome.app).app
    owner = _browser(base, port)
    owner.get(f"/-/enter?pass={make_pass(home, outcome.app)}", follow_redirects=True)
    visitors = {"visitor": _browser(base, port)}
    for index, role in enumerate(app.roles):
        visitors[role.key] = _member(home, outcome.app, base, port, index, role.key, outcome)
    outcome.roles = len(visitors) + 1
    for name, browser in (*visitors.items(), ("owner", owner)):
        _add(outcome, name, crawl(browser))


def _member(
    home: Home, key: str, base: str, port: int, index: int, role: str, outcome: Outcome
) -> httpx.Client:
    """Somebody who signed up like a stranger; the owner then gave the role."""
    browser = _browser(base, port)
    page = browser.get("/-/sign-up").text
    token = page.partition('name="_token" value="')[2].partition('"')[0]
    mail = f"p{index}@example.org"
    form = {"_token": token, "name": f"Person {index}", "email": mail, "password": PASSWORD}
    answer = browser.post("/-/sign-up", data=form, headers={"Origin": base})
    if answer.status_code not in (302, 303):
        outcome.faults.append(f"{answer.status_code} sign-up as {role}")
        return browser
    people = home.open(key).people
    person = people.find(mail)
    if person is not None:
        people.set_role(person.id, role)
    return browser


def _browser(base: str, port: int) -> httpx.Client:
    """A client whose requests to NAME.localhost reach the server on loopback."""
    transport = httpx.HTTPTransport(retries=1)
    return httpx.Client(base_url=base, timeout=30, transport=_Loopback(transport, port))


class _Loopback(httpx.BaseTransport):
    def __init__(self, inner: httpx.HTTPTransport, port: int) -> None:
        self._inner = inner
        self._port = port

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        sent = httpx.Request(
            request.method,
            request.url.copy_with(host="127.0.0.1"),
            headers=request.headers,
            stream=request.stream,
            extensions=request.extensions,
        )
        return self._inner.handle_request(sent)


def _add(outcome: Outcome, role: str, found: Crawl) -> None:
    outcome.pages += found.pages
    outcome.forms += found.forms
    outcome.faults += [f"{role}: {fault}" for fault in found.faults]


def _report(outcomes: list[Outcome]) -> None:
    live = [each for each in outcomes if each.live]
    clean = [each for each in live if not each.faults]
    print()
    print(
        f"{'id':6} {'seconds':>7} {'in':>6} {'out':>5} {'mends':>5} {'added':>5} {'rep.':>4} {'roles':>5} {'pages':>5} {'forms':>5} {'faults':>6}  app"
    )
    for each in outcomes:
        print(
            f"{each.id:6} {each.seconds:7.1f} {each.tokens_in:6} {each.tokens_out:5} {each.mended:5} {each.added:5} "
            f"{each.repairs:4} {each.roles:5} {each.pages:5} {each.forms:5} {len(each.faults):6}  {each.app or each.problem}"
        )
    print()
    for each in live:
        for fault in each.faults[:6]:
            print(f"  {each.id} {each.app}: {fault}")
    print(f"live: {len(live)} of {len(outcomes)}; without any fault in the click-through: {len(clean)}")
    if live:
        print(
            f"median seconds {statistics.median(each.seconds for each in live):.1f}, "
            f"slowest {max(each.seconds for each in live):.1f}; "
            f"median tokens out {statistics.median(each.tokens_out for each in live):.0f}, "
            f"in {statistics.median(each.tokens_in for each in live):.0f}; "
            f"with a repair {sum(each.repairs > 0 for each in live)}; something not built {sum(bool(each.not_built) for each in live)}"
        )
        print(f"wants met {sum(each.met for each in live)} of {sum(each.wants for each in outcomes)}")
        print(
            f"pages opened {sum(each.pages for each in live)}, forms sent {sum(each.forms for each in live)}"
        )


if __name__ == "__main__":
    main()
