"""The built files are small, complete and come from nowhere else."""

import gzip
import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from appling.atoms.character import Character, Opening, characters
from appling.blueprint.model.app import Look
from appling.runtime.assets import styles_apart
from appling.runtime.look.letters import fonts_of
from appling.runtime.look.theme import theme_css

PACKAGE = Path(__file__).parents[2] / "src" / "appling"
NAMESPACES = ("http://www.w3.org/",)


def all_styles(dist: Path) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in sorted(dist.glob("*.css")))


def test_styles_are_small(dist: Path) -> None:
    assert len(gzip.compress((dist / "app.css").read_bytes())) < 20_500


def test_what_one_part_needs_is_apart_from_what_every_page_loads(dist: Path) -> None:
    styles = (dist / "app.css").read_text(encoding="utf-8")
    own = {file.stem for file in (PACKAGE.parents[1] / "frontend" / "src" / "apart").glob("*.css")}
    atoms = {
        file.parent.name + file.stem.removeprefix("apart") for file in PACKAGE.glob("atoms/*/*/apart*.css")
    }
    brought = own | atoms
    assert {"masthead", "document-paper", "board", "hero-title-page"} <= brought
    for name in brought:
        sheet = (dist / f"part-{name}.css").read_text(encoding="utf-8")
        assert sheet.startswith("@layer components{")
        assert sheet.removeprefix("@layer components{")[:24] not in styles


def test_every_way_to_open_has_its_styles(dist: Path) -> None:
    for opening in get_args(Opening):
        assert len(styles_apart("hero", opening)) == 2, opening


def test_charts_are_apart_from_what_every_page_loads(dist: Path) -> None:
    assert len(gzip.compress((dist / "app.js").read_bytes())) < 30_000
    assert "echarts" not in (dist / "app.js").read_text(encoding="utf-8")


def test_every_icon_that_is_named_is_in_the_sprite(dist: Path) -> None:
    sprite = (dist / "icons.svg").read_text(encoding="utf-8")
    table = tomllib.loads((PACKAGE / "runtime" / "look" / "icons.toml").read_text(encoding="utf-8"))
    named = {*table, *table["kinds"], *table["vague"]} - {"kinds", "vague"}
    for template in PACKAGE.rglob("*.html"):
        named |= set(re.findall(r'\bicon\(\s*"([a-z0-9-]+)"', template.read_text(encoding="utf-8")))
    assert len(named) > 50
    assert {name for name in named if f'<symbol id="{name}"' not in sprite} == set()


def test_every_colour_of_the_styles_is_made_by_the_theme(dist: Path) -> None:
    styles = all_styles(dist)
    used = set(re.findall(r"var\((--(?:color|chart)-[a-z0-9-]+)\)", styles))
    made = set(
        re.findall(r"(--(?:color|chart)-[a-z0-9-]+):", theme_css(Look(), "Garden", characters()["plain"]))
    )
    fixed = set(re.findall(r"(--color-[a-z0-9-]+):", styles))
    assert len(used) > 20
    assert used - made - fixed == set()


def test_styles_load_nothing_from_elsewhere(dist: Path) -> None:
    styles = all_styles(dist)
    addresses = re.findall(r"""url\(["']?([^)"']+)""", styles)
    own = [each for each in addresses if not each.startswith("data:")]
    assert [each for each in own if not re.fullmatch(r"[a-z0-9-]+\.(woff2|svg)", each)] == []
    assert {"pencil.svg", "trash-2.svg"} <= set(own)
    assert all((dist / each).is_file() for each in own)
    links = re.findall(r"https?://[^\s\"')]+", re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL))
    assert [each for each in links if not each.startswith(NAMESPACES)] == []


def test_the_licences_of_all_that_is_bundled_are_there(dist: Path) -> None:
    words = (dist / "licences.txt").read_text(encoding="utf-8")
    for name in (
        "@fontsource-variable/figtree",
        "daisyui",
        "echarts",
        "htmx.org",
        "lucide-static",
        "zrender",
    ):
        assert re.search(rf"^{re.escape(name)} \d", words, re.MULTILINE), name


@pytest.mark.parametrize("character", characters().values(), ids=characters())
def test_the_letters_of_every_character_are_there_and_light(dist: Path, character: Character) -> None:
    files = [dist / f"{name}-latin.woff2" for name in fonts_of(character)]
    assert sum(file.stat().st_size for file in files) < 37_000
    assert all(file.read_bytes().startswith(b"wOF2") for file in files)


def test_what_is_sent_compressed_is_the_same(dist: Path) -> None:
    packed = list(dist.glob("*.gz"))
    assert {"app.css.gz", "app.js.gz", "icons.svg.gz"} <= {file.name for file in packed}
    for file in packed:
        assert gzip.decompress(file.read_bytes()) == file.with_suffix("").read_bytes()
        assert file.with_suffix(".br").is_file()
