"""Makes the gallery: every app of docs/gallery, shown on a desktop and on a phone, and its page.

python dev/gallery.py [NAME …]

Pictures go to docs/images/gallery, the page is docs/gallery.md. With names only those are taken anew.
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from appling import blueprint
from appling.atoms import vocabulary
from appling.blueprint.model.app import VISITOR, App
from appling.runtime import make_pass
from appling.runtime.access import Rights
from appling.store import Home
from shooting import chromium, make, new_page, save, serving

DOCS = Path(__file__).parents[1] / "docs"
APPS = DOCS / "gallery"
PICTURES = DOCS / "images" / "gallery"
SIZES = {"desktop": (1200, 780, 1500), "phone": (390, 780, 780)}
"""How wide and high, and how high at most where the page is higher."""
INSIDE = {"allotments": "Work", "coworking": "Calendar", "tournament": "Figures"}
"""What the desktop shows of apps whose first page does not tell what they are like."""


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    reader.add_argument("names", nargs="*")
    wanted = reader.parse_args().names
    files = sorted(APPS.glob("*.appling"))
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        home = Home(Path(scratch) / "home")
        keys = {file: make(home, file) for file in files if not wanted or file.stem in wanted}
        with chromium() as browser, serving(home.path) as port:
            for file, key in keys.items():
                take(browser, home, key, port, file)
    (DOCS / "gallery.md").write_text(page(files), encoding="utf-8")
    return 0


def take(browser: Browser, home: Home, key: str, port: int, file: Path) -> None:
    """Its front page, or the one that is named for the desktop, as a visitor sees it if a visitor may."""
    app, address = read(file), f"http://{key}.localhost:{port}"
    rights = Rights(app, VISITOR, signed_in=False)
    for size, (width, height, tallest) in SIZES.items():
        inside = INSIDE.get(file.stem) if size == "desktop" else None
        page = next(page for page in app.pages if page.name == inside) if inside else rights.home()
        shown = new_page(browser, width, height)
        if page is None or not rights.is_open(page):
            shown.goto(f"{address}/-/enter?pass={make_pass(home, key)}")
        shown.goto(f"{address}/{page.key}" if page and inside else address)
        whole = shown.evaluate("document.documentElement.scrollHeight")
        shown.set_viewport_size({"width": width, "height": min(tallest, whole)})
        save(shown, PICTURES / f"{file.stem}-{size}.png")
        shown.context.close()


def read(file: Path) -> App:
    app = blueprint.check(file.read_text(encoding="utf-8"), vocabulary()).app
    assert app is not None, f"{file} is not accepted"
    return app


def page(files: list[Path]) -> str:
    """The page of the documentation."""
    lines = [
        "<!-- Made by dev/gallery.py: change the blueprints, not this page. -->",
        "",
        "# Twenty apps",
        "",
        "Each is one blueprint, shown with its sample rows as it is right after it was made. Colours are the",
        "ones that the blueprint asks for; shape, letters and pictures follow from what the app is about.",
        "",
    ]
    for file in files:
        lines += entry(file)
    return "\n".join(lines)


def entry(file: Path) -> list[str]:
    app, length = read(file), len(file.read_text(encoding="utf-8").splitlines())
    pictures = [
        f'<img src="images/gallery/{file.stem}-{size}.png" height="420" alt="{app.name}, {size}">'
        for size in SIZES
    ]
    return [
        f"## {app.name}",
        "",
        f"{app.about} [Its blueprint](gallery/{file.name}) has {length} lines.",
        "",
        " ".join(pictures),
        "",
    ]


if __name__ == "__main__":
    sys.exit(main())
