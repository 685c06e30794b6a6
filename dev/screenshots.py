"""Takes the pictures of the documentation: a real server, real apps, a real Chromium.

python dev/screenshots.py OUT [--home HOME]
Without a home it uses a new one that is thrown away. A home should be empty: apps are made in it.
"""

import argparse
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from appling import blueprint
from appling.atoms import vocabulary
from appling.runtime import make_pass
from appling.store import Home

EXAMPLES = Path(__file__).parents[1] / "src" / "appling" / "builder" / "examples"
APPS = ("bike-club", "badminton-booking", "tea-shop")
COMMAND = (sys.executable, "-c", "from appling.cli.main import main; main()")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LARGEST = 120_000
"""Bytes of one picture."""
COLOURS = 256


@dataclass(frozen=True)
class Shot:
    """`app`: the example whose page is shown to its owner, or else to a visitor."""

    name: str
    app: str
    path: str
    width: int = 1200
    height: int = 780
    dark: bool = False
    owner: bool = True


SHOTS = (
    Shot("bike-club-desktop", "bike-club", "/"),
    Shot("bike-club-phone", "bike-club", "/", 390, 780, owner=False),
    Shot("chinese-desktop", "badminton-booking", "/"),
    Shot("shop-dark", "tea-shop", "/", dark=True, owner=False),
)


def main() -> int:
    """Make the apps, serve them, take the pictures."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("out", type=Path)
    reader.add_argument("--home", type=Path)
    given = reader.parse_args()
    given.out = given.out.absolute()
    given.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        home = Home(given.home or Path(scratch) / "home")
        keys = {name: _make(home, name) for name in APPS}
        with _browser() as browser, _serving(home.path) as port:
            for shot in SHOTS:
                _take(browser, home, keys[shot.app], port, shot, given.out)
            page = _page(browser, 1200, 780)
            page.goto(f"http://localhost:{port}/")
            _save(page, given.out / "front.png")
    return 0


def _make(home: Home, name: str) -> str:
    source = (EXAMPLES / name / "blueprint.appling").read_text(encoding="utf-8")
    app = blueprint.check(source, vocabulary()).app
    assert app is not None, f"{name} is not accepted"
    record = home.create(app, source)
    home.open(record.key).add_samples(date.today())
    return record.key


@contextlib.contextmanager
def _serving(home: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)],
        env=os.environ | {"APPLING_HOME": str(home)},
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://localhost:{port}/")
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(url: str) -> None:
    for _ in range(200):
        with contextlib.suppress(URLError), urlopen(url):
            return
        time.sleep(0.1)
    raise SystemExit("The server did not start.")


@contextlib.contextmanager
def _browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise SystemExit("Chromium is needed: install it (on Debian: apt install chromium).")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-background-networking"]
        )


def _page(browser: Browser, width: int, height: int, *, dark: bool = False) -> Page:
    scale = 2 if width < 500 else 1
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        device_scale_factor=scale,
        reduced_motion="reduce",
    )
    return context.new_page()


def _take(browser: Browser, home: Home, key: str, port: int, shot: Shot, out: Path) -> None:
    page = _page(browser, shot.width, shot.height, dark=shot.dark)
    address = f"http://{key}.localhost:{port}"
    if shot.owner:
        page.goto(f"{address}/-/enter?pass={make_pass(home, key)}")
    page.goto(address + shot.path)
    _save(page, out / f"{shot.name}.png")


def _save(page: Page, file: Path) -> None:
    """The picture, with as few colours as a palette holds: small, and text stays sharp."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    page.screenshot(path=file)
    with Image.open(file) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(file, optimize=True)
    if file.stat().st_size > LARGEST:
        raise SystemExit(f"{file} is too large: {file.stat().st_size} bytes.")
    print(file, file.stat().st_size)


if __name__ == "__main__":
    sys.exit(main())
