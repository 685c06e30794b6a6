"""What tests of several layers share."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

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
