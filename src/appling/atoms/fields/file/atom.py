"""A file."""

from __future__ import annotations

from appling.atoms.base import Bad, Good, Sample
from appling.atoms.base.upload import UploadField
from appling.blueprint.model.app import Field


class FileField(UploadField):
    """A file that is uploaded: a document, a sheet, a recording.

    Shown as a link that downloads it.
    """

    name = "file"
    aliases = ("attachment", "upload", "document", "pdf", "video", "audio", "blob", "binary")
    good = (Good("kS9wq2nLZx0aT7vB3mEJrw", "kS9wq2nLZx0aT7vB3mEJrw", "kS9wq2nLZx0aT7vB3mEJrw"),)
    bad = (
        Bad("C:\\report.pdf", "must be an uploaded file"),
        Bad("..%2f..%2fhome", "must be an uploaded file"),
    )

    def sample(self, field: Field, sample: Sample) -> None:
        """Sample rows have no files."""
