"""Sample pictures are small, sound and always the same."""

import io

import pytest
from PIL import Image

from appling.atoms.samples.picture import HEIGHT, WIDTH, sample_picture


@pytest.mark.parametrize("index", range(6))
@pytest.mark.parametrize("text", ["Bike photo", "课程 封面", "", "\ud800"])
def test_a_picture_is_small_and_sound(text: str, index: int) -> None:
    data = sample_picture(text, index)
    assert len(data) <= 15_000
    assert data == sample_picture(text, index)
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        assert image.format == "PNG"
        assert image.size == (WIDTH, HEIGHT)
        assert len(image.convert("RGB").getcolors(WIDTH * HEIGHT) or ()) >= 4


def test_rows_have_different_pictures() -> None:
    assert len({sample_picture("Bike", index) for index in range(12)}) == 12
    assert sample_picture("Bike", 0) != sample_picture("Book", 0)
