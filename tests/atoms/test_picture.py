"""Sample pictures are small, sound and always the same."""

import io

import pytest
from PIL import Image

from appling.atoms.samples.pictures import DRAWINGS, HEIGHT, WIDTH, sample_picture
from appling.atoms.samples.words import picture_subject

ACCENTS = (None, "#1f5a46", "#000000", "#ff0000")


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        assert image.format == "PNG"
        return image.convert("RGB")


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("text", ["Bike photo", "课程 封面", "", "\ud800"])
def test_a_picture_is_small_and_sound(text: str, accent: str | None) -> None:
    for index in range(6):
        data = sample_picture(text, text, index, accent)
        assert len(data) <= 20_000
        assert data == sample_picture(text, text, index, accent)
        image = opened(data)
        assert image.size == (WIDTH, HEIGHT)
        assert len(image.getcolors(WIDTH * HEIGHT) or ()) >= 4


@pytest.mark.parametrize("subject", [name for name in DRAWINGS if name != "scene"])
def test_every_subject_is_named_and_drawn(subject: str) -> None:
    assert picture_subject(subject) == subject
    for index in range(8):
        data = sample_picture(subject, f"seed {index}", index, "#7a5c12")
        assert len(data) <= 20_000
        assert opened(data).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize(
    ("names", "subject"),
    [
        ("Doctor photo", "person"),
        ("医生 照片", "person"),
        ("Bread photo", "bread"),
        ("Classroom picture", None),
        ("茶叶 图片", "drink"),
        ("Dog walker portrait", "person"),
        ("Zork picture", None),
    ],
)
def test_words_say_what_a_picture_shows(names: str, subject: str | None) -> None:
    assert picture_subject(names) == subject


def test_rows_have_different_pictures() -> None:
    assert len({sample_picture("Bike", "Bike", index) for index in range(12)}) == 12
    assert sample_picture("Bike", "Bike", 0) != sample_picture("Book", "Book", 0)
