"""Every atom that can be seen has its picture in the reference, a small one."""

import pytest
from PIL import Image
from tests.docs.markdown import ROOT

from appling import atoms

PICTURES = ROOT / "docs" / "images"
HOW = "take it with: python dev/pictures.py {}"
SEEN = {
    "parts": {atom.folder.name: atom.name for atom in atoms.all_parts()},
    "fields": {atom.folder.name: atom.name for atom in atoms.all_fields()},
    "traits": {atom.folder.name: atom.name for atom in atoms.all_traits()},
}


@pytest.mark.parametrize("kind", SEEN)
def test_every_atom_has_its_picture(kind: str) -> None:
    there = {file.stem for file in (PICTURES / kind).iterdir()}
    missing = [HOW.format(f'"{name}"') for folder, name in SEEN[kind].items() if folder not in there]
    assert missing == []
    assert there - set(SEEN[kind]) == set(), "pictures of no atom"


@pytest.mark.parametrize("kind", SEEN)
def test_the_reference_shows_it_and_says_what_is_seen(kind: str) -> None:
    text = (ROOT / "docs" / "reference" / f"{kind}.md").read_text(encoding="utf-8")
    for folder, name in SEEN[kind].items():
        entry = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        alt, _, address = entry.strip().splitlines()[0].removeprefix("![").partition("](")
        assert name in alt
        assert address == f"../images/{kind}/{folder}.webp)"


def test_pictures_are_small() -> None:
    files = [file for kind in SEEN for file in (PICTURES / kind).iterdir()]
    assert sum(file.stat().st_size for file in files) <= 1_500_000
    for file in files:
        assert file.stat().st_size <= 25_000
        with Image.open(file) as picture:
            assert picture.width <= 768
