"""A table's file of whichever kind, told by what is in it and not by its name."""

from typing import BinaryIO

from appling.atoms.base import Refused
from appling.runtime.spreadsheets.csv_files import read_csv
from appling.runtime.spreadsheets.sheet import MOST_BYTES, Sheet


def read_sheet(file: BinaryIO) -> Sheet:
    """Raises Refused with a sentence that says why not."""
    size = file.seek(0, 2)
    file.seek(0)
    if size > MOST_BYTES:
        raise Refused("A file may have at most {limit} MB", limit=MOST_BYTES // 1024 // 1024)
    begins = file.read(8)
    file.seek(0)
    if begins.startswith(b"PK"):
        from appling.runtime.spreadsheets.xlsx_files import read_xlsx  # openpyxl is slow to load

        return read_xlsx(file)
    if begins.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("This is an old Excel file: save it as XLSX or CSV")
    return read_csv(file.read())
