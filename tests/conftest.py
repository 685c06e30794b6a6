"""What tests of several layers share."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

os.environ["TZ"] = "UTC"
time.tzset()
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def models_dir() -> Path:
    """Where `appling models --fetch` puts the files of local models."""
    return Path(os.environ.get("APPLING_HOME", "~/.appling")).expanduser() / "models"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium; tests that use it are marked `browser`."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    assert found, "These tests need Chromium: install it (on Debian: apt install chromium)."
    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
    ]
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=found, args=arguments)
        yield made
        made.close()


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Puts the server into a time zone, for one test."""
    from appling.runtime.rows import cells

    def put(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()
        cells._printer.cache_clear()

    yield put
    put("UTC")
