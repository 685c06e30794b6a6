"""Sample pictures that show what a thing is about: people, food, places, goods, in colours of the app."""

import io
from random import Random
from zlib import crc32

from appling.atoms.samples.pictures import alive, goods, meals, scenes, shelter
from appling.atoms.samples.pictures.canvas import HEIGHT, WIDTH, Canvas, Drawing
from appling.atoms.samples.pictures.tones import Tones
from appling.atoms.samples.words import picture_subject

__all__ = ["DRAWINGS", "HEIGHT", "WIDTH", "sample_picture"]

DRAWINGS: dict[str, tuple[Drawing, ...]] = {
    "person": (alive.portrait,),
    "animal": (alive.animal,),
    "plant": (alive.plant,),
    "bread": (meals.loaf, meals.cake, meals.round_loaf),
    "meal": (meals.bowl, meals.plate, meals.pie),
    "drink": (meals.cup, meals.bottle_and_glass),
    "book": (goods.book,),
    "vehicle": (goods.car,),
    "bike": (goods.bike,),
    "device": (goods.screen,),
    "music": (goods.record,),
    "goods": (goods.still_life, goods.parcel, goods.vases),
    "ball": (goods.ball,),
    "machine": (goods.machine,),
    "tool": (goods.tools,),
    "place": (shelter.street, shelter.house),
    "room": (shelter.room,),
    "art": (scenes.tiles, scenes.discs, scenes.arches),
    "scene": (scenes.hills, scenes.discs, scenes.tiles, scenes.arches),
}


def sample_picture(subject: str, seed_text: str, index: int, accent: str | None = None) -> bytes:
    """A PNG picture, always the same for the same words and index. `subject`: what the thing is called."""
    seed = crc32(seed_text.encode("utf-8", "replace"))
    random = Random(f"{seed} {index}")  # noqa: S311 - no secret
    drawings = DRAWINGS[picture_subject(subject) or "scene"]
    canvas = Canvas()
    drawings[(seed + index) % len(drawings)](canvas, Tones.of(accent, seed, index), random)
    out = io.BytesIO()
    canvas.finished().save(out, "PNG", compress_level=6)
    return out.getvalue()
