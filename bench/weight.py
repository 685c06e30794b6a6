"""What first pages weigh and how calmly they appear, in a real Chromium: the examples and the gallery, on a phone.

python -m bench.weight [NAME …] [--publish]
Each page is opened in a fresh browser that keeps nothing. Bytes are those over the wire, compressed;
pictures of rows are left out. CLS: how far things jumped while the page appeared. First paint in
milliseconds, on this machine.
"""

import argparse
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from appling import blueprint
from appling.atoms import vocabulary
from appling.runtime.site import Site
from appling.store import Home

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "weight.md"
HEAD = """<!-- Made by python -m bench.weight --publish. -->

# What first pages weigh

The first page of every example and of every app of the [gallery](gallery.md), on a phone of 390 by 844, in a fresh
Chromium that keeps nothing: kilobytes over the wire, compressed, without the pictures of rows. {limit:.0f} is the most.
CLS says how far things jumped while the page appeared: 0.1 is the most. First paint is on the machine of the run, with
the server beside the browser. Taken on {day}.
"""
LIMIT = 60.0
KINDS = ("html", "css", "js", "font", "icon")
MEASURE = """async () => {
  await document.fonts.ready;
  const shifts = await new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value; }).observe(
      { type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 400);
  });
  const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  return {
    shifts,
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    loads: entries.map((each) => [new URL(each.name).pathname, each.encodedBodySize]),
  };
}"""


@dataclass(frozen=True, slots=True)
class Weight:
    """Kilobytes by kind."""

    name: str
    kilobytes: dict[str, float]
    shifts: float
    paint: float

    @property
    def total(self) -> float:
        return sum(self.kilobytes.values())


def main() -> int:
    """Print the table; 1 if a page is heavier than it may be, or jumps."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("names", nargs="*", help="examples or apps of the gallery; all without")
    reader.add_argument("--publish", action="store_true", help="write the table to docs/weight.md")
    known = blueprints()
    asked = reader.parse_args()
    names = asked.names or sorted(known)
    if unknown := sorted(set(names) - set(known)):
        reader.error(f"no example and no app of the gallery: {', '.join(unknown)}")
    with (
        TemporaryDirectory() as folder,
        _served(Path(folder), {name: known[name] for name in names}) as port,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        weights = [weigh(browser, name, f"http://{name}.localhost:{port}/") for name in names]
        browser.close()
    print(table(weights))
    if asked.publish:
        PAGE.write_text(f"{HEAD.format(limit=LIMIT, day=date.today())}\n{table(weights)}\n", encoding="utf-8")
    return int(any(each.total >= LIMIT or each.shifts >= 0.1 for each in weights))


def table(weights: list[Weight]) -> str:
    lines = ["| page | " + " | ".join(KINDS) + " | all, kB | CLS | first paint, ms |"]
    lines += ["| --- |" + " ---: |" * (len(KINDS) + 3)]
    for each in weights:
        parts = " | ".join(f"{each.kilobytes[kind]:.1f}" for kind in KINDS)
        lines.append(f"| {each.name} | {parts} | {each.total:.1f} | {each.shifts:.3f} | {each.paint:.0f} |")
    middle = f"{median(each.total for each in weights):.1f} | {median(each.shifts for each in weights):.3f}"
    lines.append(f"| *median* |{' |' * len(KINDS)} {middle} | {median(each.paint for each in weights):.0f} |")
    return "\n".join(lines)


def blueprints() -> dict[str, Path]:
    """The blueprints of the examples and of the gallery, by name."""
    examples = {path.parent.name: path for path in (ROOT / "examples" / "core").glob("*/blueprint.appling")}
    return examples | {path.stem: path for path in (ROOT / "docs" / "gallery").glob("*.appling")}


def weigh(browser: Browser, name: str, address: str) -> Weight:
    """One page, as somebody who was never there sees it on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address, wait_until="load")
    seen = page.evaluate(MEASURE)
    context.close()
    found = dict.fromkeys(KINDS, 0.0)
    for path, size in seen["loads"]:
        kind = kind_of(path)
        if kind is not None:
            found[kind] += size / 1000
    return Weight(name, found, seen["shifts"], seen["paint"])


def kind_of(path: str) -> str | None:
    """What an address holds; None for pictures of rows."""
    if path.startswith("/files/"):
        return None
    endings = {".css": "css", ".js": "js", ".woff2": "font", ".svg": "icon", ".webmanifest": "icon"}
    return endings.get(Path(path).suffix, "html")


@contextmanager
def _served(folder: Path, files: dict[str, Path]) -> Iterator[int]:
    home = Home(folder)
    for name, file in files.items():
        source = file.read_text(encoding="utf-8")
        app = blueprint.check(source, vocabulary()).app
        assert app is not None, f"{name} is not accepted"
        home.create(app, source, key=name)
        home.open(name).add_samples(date.today())
    server = uvicorn.Server(uvicorn.Config(Site(home), port=0, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(10)
    home.close()


if __name__ == "__main__":
    raise SystemExit(main())
