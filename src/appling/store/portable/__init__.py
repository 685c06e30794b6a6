"""A whole app as one file: taken out of a home, and brought into another one."""

from appling.store.portable.errors import CannotExport, CannotImport
from appling.store.portable.exporting import export_app, file_name
from appling.store.portable.importing import import_app
from appling.store.portable.manifest import FORMAT_VERSION, Manifest

__all__ = [
    "FORMAT_VERSION",
    "CannotExport",
    "CannotImport",
    "Manifest",
    "export_app",
    "file_name",
    "import_app",
]
