"""What taking pictures of real apps needs: a home of them, a server, a browser, small files."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from appling import blueprint
from appling.atoms import vocabulary
from appling.blueprint.model.app import App
from appling.store import Home

COMMAND = (sys.executable, "-c", "from appling.cli.main import main; main()")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LARGEST = 120_000
"""Bytes of one picture."""
COLOURS = 256


def make(home: Home, file: Path) -> str:
    """An app of that blueprint with sample rows, and its key."""
    return made(home, file.read_text(encoding="utf-8"))[1]


def made(home: Home, source: str) -> tuple[App, str]:
    """The app of a blueprint with sample rows, and its key."""
    app = blueprint.check(source, vocabulary()).app
    assert app is not None, f"not accepted:\n{source}"
    record = home.create(app, source)
    home.open(record.key).add_samples(date.today())
    return app, record.key


@contextlib.contextmanager
def serving(home: Path) -> Iterator[int]:
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
    for _ in range(900):
        with contextlib.suppress(URLError), urlopen(url):
            return
        time.sleep(0.1)
    raise SystemExit("The server did not start.")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise SystemExit("Chromium is needed: install it (on Debian: apt install chromium).")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )


def new_page(browser: Browser, width: int, height: int, *, dark: bool = False) -> Page:
    scale = 2 if width < 500 else 1
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        device_scale_factor=scale,
        reduced_motion="reduce",
    )
    return context.new_page()


def save(page: Page, file: Path) -> None:
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
