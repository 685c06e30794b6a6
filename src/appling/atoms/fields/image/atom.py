"""A picture."""

from __future__ import annotations

from appling.atoms.base import Bad, Good, Sample
from appling.atoms.base.upload import UploadField
from appling.blueprint.model.app import Field


class ImageField(UploadField):
    """A picture that is uploaded: a photo, a cover, a logo.

    Shown as the picture itself. Cards and galleries take the first one of a row.
    """

    name = "image"
    aliases = ("photo", "picture", "avatar", "img", "icon", "logo", "cover", "thumbnail", "photograph")
    good = (Good("kS9wq2nLZx0aT7vB3mEJrw", "kS9wq2nLZx0aT7vB3mEJrw", "kS9wq2nLZx0aT7vB3mEJrw"),)
    bad = (
        Bad("../../etc/passwd", "must be an uploaded file"),
        Bad("https://example.org/a.png", "must be an uploaded file"),
        Bad("short", "must be an uploaded file"),
    )

    def sample(self, field: Field, sample: Sample) -> None:
        """The pictures of sample rows are drawn by `appling.atoms.samples.picture`."""
