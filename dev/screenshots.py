"""Takes the pictures of the documentation: a real server, real apps, a real Chromium.

python dev/screenshots.py OUT [--home HOME]
Without a home it uses a new one that is thrown away. A home should be empty: apps are made in it.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from appling.runtime import make_pass
from appling.store import Home
from shooting import chromium, make, new_page, save, serving

EXAMPLES = Path(__file__).parents[1] / "src" / "appling" / "builder" / "examples" / "core"
APPS = ("bike-club", "badminton-booking", "tea-shop")


@dataclass(frozen=True)
class Shot:
    """`app`: the example whose page is shown to its owner, or else to a visitor."""

    name: str
    app: str
    path: str
    width: int = 1200
    height: int = 780
    owner: bool = True


SHOTS = (
    Shot("bike-club-desktop", "bike-club", "/"),
    Shot("bike-club-phone", "bike-club", "/", 390, 780, owner=False),
    Shot("chinese-desktop", "badminton-booking", "/"),
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
        keys = {name: make(home, EXAMPLES / name / "blueprint.appling") for name in APPS}
        with chromium() as browser, serving(home.path) as port:
            for shot in SHOTS:
                _take(browser, home, keys[shot.app], port, shot, given.out)
            page = new_page(browser, 1200, 780)
            page.goto(f"http://localhost:{port}/")
            save(page, given.out / "front.png")
    return 0


def _take(browser: Browser, home: Home, key: str, port: int, shot: Shot, out: Path) -> None:
    page = new_page(browser, shot.width, shot.height)
    address = f"http://{key}.localhost:{port}"
    if shot.owner:
        page.goto(f"{address}/-/enter?pass={make_pass(home, key)}")
    page.goto(address + shot.path)
    save(page, out / f"{shot.name}.png")


if __name__ == "__main__":
    sys.exit(main())
