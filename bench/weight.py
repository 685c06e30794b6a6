"""What first pages weigh and how calmly they appear, in a real Chromium: the examples, on a phone.

python -m bench.weight [NAME …]
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
from tempfile import TemporaryDirectory

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from appling import blueprint
from appling.atoms import vocabulary
from appling.runtime.site import Site
from appling.store import Home

EXAMPLES = Path(__file__).parents[1] / "examples" / "core"
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
    reader.add_argument("names", nargs="*", help="examples; all without")
    names = reader.parse_args().names or sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())
    with (
        TemporaryDirectory() as folder,
        _served(Path(folder), names) as port,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        weights = [weigh(browser, name, f"http://{name}.localhost:{port}/") for name in names]
        browser.close()
    print("| page | " + " | ".join(KINDS) + " | all, kB | CLS | first paint, ms |")
    print("| --- |" + " ---: |" * (len(KINDS) + 3))
    for each in weights:
        parts = " | ".join(f"{each.kilobytes[kind]:.1f}" for kind in KINDS)
        print(f"| {each.name} | {parts} | {each.total:.1f} | {each.shifts:.3f} | {each.paint:.0f} |")
    return int(any(each.total >= LIMIT or each.shifts >= 0.1 for each in weights))


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
def _served(folder: Path, names: list[str]) -> Iterator[int]:
    home = Home(folder)
    for name in names:
        source = (EXAMPLES / name / "blueprint.appling").read_text(encoding="utf-8")
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
