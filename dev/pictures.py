"""Takes each atom's picture for the reference: a part as it stands on a page, a field as it stands in a form.

python dev/pictures.py [NAME …]

Pictures go to docs/images/parts, docs/images/fields and docs/images/traits. With names only those are taken
anew, which a changed or a new atom needs: `python dev/pictures.py board "long text"`.
"""

import argparse
import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page

from appling import atoms
from appling.atoms.base import FieldAtom, PartAtom, TraitAtom
from appling.blueprint.model.app import App
from appling.runtime import make_pass
from appling.store import Home
from dressing import dress
from pictured import Pictured, example, file_name
from shooting import chromium, made, new_page, serving

PICTURES = Path(__file__).parents[1] / "docs" / "images"
WIDTH, TALLEST = 768, 600
EDGE, FADING = 16, 56
"""What is seen around an atom, and how far one fades that is taller, in pixels."""
LARGEST = 25_000
"""Bytes of one picture."""
ASKED = {"search": "?p0.search=the"}
"""What is typed where a part would be empty."""
OPENED = {"document": ".sheet", "reports": ".report"}
"""What is shown of parts that lead to a page of their own."""
IN_A_LIST = ("bookmarks", "follows", "likes", "votes")
"""Traits that are no more than a mark on each row."""
FIELDS = """
app Village Hall
  about: What is on in the hall.
  people: visitor guide

thing Room
  name: text, required

thing Event
  number: counter = "E-{year}-0001"
  name: text, required
  room: Room
  kind: choice(concert, market, talk)
  topics: choices(music, food, crafts, children)
  day: date
  doors open: time
  begins: date and time
  lasts: duration
  guests: number
  entry: money
  led by: person
  mail: email
  telephone: phone
  website: url
  short: short link
  looked at: views
  followed: clicks
  meeting point: place
  poster: image
  programme: file
  what it is about: long text
  rated: rating
  keywords: tags
  sold out: yes/no
"""


@dataclass(frozen=True)
class Shot:
    """What is taken of an app: the page at `path`, there what `selector` finds, up to so many pixels high.

    `opened`: one comes there by the first link of the first part.
    """

    path: str
    selector: str
    tallest: int = TALLEST
    opened: bool = False


@dataclass(frozen=True)
class Sitting:
    """The pictures that are taken of the app of one blueprint."""

    source: str
    shots: Callable[[App], dict[str, Shot]]


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    reader.add_argument("names", nargs="*")
    names = reader.parse_args().names
    with TemporaryDirectory() as scratch:
        home = Home(Path(scratch) / "home")
        with chromium() as browser, serving(home.path) as port:
            for sitting in sittings(names):
                take(browser, home, port, sitting)
    return 0


def sittings(names: list[str]) -> Iterator[Sitting]:
    """Those of the atoms of these names, or of all."""

    def wanted(atom: Pictured) -> bool:
        return not names or atom.name in names

    for part in filter(wanted, atoms.all_parts()):
        yield Sitting(example(part), partial(_only, part, _part))
    for trait in filter(wanted, atoms.all_traits()):
        yield Sitting(example(trait), partial(_only, trait, _trait))
    if fields := list(filter(wanted, atoms.all_fields())):
        yield Sitting(FIELDS.lstrip(), lambda app: {file_name(each): _field(each, app) for each in fields})


def _only(atom: Pictured, shot: Callable[[Any, App], Shot], app: App) -> dict[str, Shot]:
    return {file_name(atom): shot(atom, app)}


def _part(atom: PartAtom, app: App) -> Shot:
    """The first part of that kind."""
    page, index = next(
        (page, index) for page in app.pages for index, part in enumerate(page.parts) if part.kind == atom.name
    )
    address = f"/{page.key}" + ASKED.get(atom.name, "")
    return Shot(address, OPENED.get(atom.name, f"#part-{index}"), opened=atom.name in OPENED)


def _trait(atom: TraitAtom, app: App) -> Shot:
    """Below the row that has it, or among the rows where it is but a mark."""
    made = next(thing for thing in app.things if thing.trait and thing.trait.name == atom.name)
    host = made.field(made.trait.link if made.trait else "").thing
    if atom.name in IN_A_LIST:
        return Shot("/", "#part-0 li:has(.mark)")
    return Shot(f"/data/{host}/1", f"#{atom.name}")


def _field(atom: FieldAtom, app: App) -> Shot:
    """Its input in a form that is filled in; one that nobody fills in, as the row's page shows it."""
    thing = app.things[-1]
    field = next(each for each in thing.fields if each.type == atom.name)
    if field.counted or atom.tally:
        return Shot(f"/data/{thing.key}/1", f".short-fact:has-text('{field.name}')")
    return Shot(f"/data/{thing.key}/1/edit", f".grid > div:has([name='{field.key}'])")


def take(browser: Browser, home: Home, port: int, sitting: Sitting) -> None:
    """The pictures of one app, as its owner sees it."""
    app, key = made(home, sitting.source)
    dress(home.open(key), app)
    address = f"http://{key}.localhost:{port}"
    page = new_page(browser, WIDTH, 900)
    page.goto(f"{address}/-/enter?pass={make_pass(home, key)}")
    for name, shot in sitting.shots(app).items():
        page.goto(address + shot.path)
        if shot.opened:
            open_first(page)
        save(page, shot, PICTURES / name)
    page.context.close()


def open_first(page: Page) -> None:
    """Follow the first link of the first part, or make the report that it leads to: no sample is one."""
    page.locator("#part-0 a").first.click()
    if not page.url.endswith("/saved_report/new"):
        return
    page.get_by_label("Name").first.fill("The year in short")
    page.get_by_label("Period").select_option("this year")
    for box in page.locator("fieldset.report-group").first.get_by_role("checkbox").all():
        box.check()
    page.locator("main form button:not([type=button])").last.click()


def save(page: Page, shot: Shot, file: Path) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    box = page.locator(shot.selector).first.bounding_box()
    assert box is not None, f"{file.stem} can't be seen"
    left, top = max(0, box["x"] - EDGE), max(0, box["y"] - EDGE)
    clip = FloatRect(
        x=left,
        y=top,
        width=min(WIDTH - left, box["width"] + 2 * EDGE),
        height=min(shot.tallest, box["height"] + 2 * EDGE),
    )
    with Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip))) as opened:
        shown = opened.convert("RGB")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(small(faded(shown) if box["height"] > shot.tallest else shown))
    print(file, file.stat().st_size)


def faded(shown: Image.Image) -> Image.Image:
    """A picture whose foot passes into the colour of the page, since there is more below."""
    ground = Image.new("RGB", (shown.width, FADING), shown.getpixel((0, shown.height - 1)))
    foot = shown.crop((0, shown.height - FADING, shown.width, shown.height))
    mask = Image.linear_gradient("L").resize((shown.width, FADING))
    shown.paste(Image.composite(ground, foot, mask), (0, shown.height - FADING))
    return shown


def small(shown: Image.Image) -> bytes:
    """The picture as sharp as it can be in so many bytes."""
    few = shown.quantize(256, dither=Image.Dither.NONE).convert("RGB")
    sharp = _webp(few, lossless=True)
    if len(sharp) <= LARGEST:
        return sharp
    return next(
        made for quality in (85, 75, 65, 50, 35, 20) if len(made := _webp(shown, quality=quality)) <= LARGEST
    )


def _webp(picture: Image.Image, **how: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, "WEBP", method=6, **how)
    return file.getvalue()


if __name__ == "__main__":
    sys.exit(main())
