"""XLSX: written and read row by row; what is read is looked through first, for it may be a bomb."""

import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any, BinaryIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.writer.excel import ExcelWriter

from appling.atoms.base import Refused
from appling.atoms.base.numerals import plain
from appling.runtime.spreadsheets.sheet import MOST_ROWS, Collector, Sheet

LONGEST_CELL = 32_767
"""Characters; a longer text would be cut without a word."""
FIRST_DAY = date(1900, 3, 1)
"""Days before are not the same ones in every spreadsheet, so they are written as text."""
FORMATS = {datetime: "yyyy-mm-dd hh:mm:ss", date: "yyyy-mm-dd", time: "hh:mm:ss", Decimal: "0.00"}
MOST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 500
CHUNK = 256 * 1024
MOST_SKIPPED = 100_000
_DECLARATION = re.compile(rb"<\0?!\0?(?:D\0?O\0?C|E\0?N\0?T)", re.IGNORECASE)
_UNREADABLE = "This file can't be read as a spreadsheet"


def write_xlsx(heads: Iterable[str], rows: Iterable[Iterable[Any]], title: str) -> bytes:
    """Dates and numbers as what they are, texts as texts whatever they begin with. Raises Refused."""
    book = Workbook(write_only=True)
    page = book.create_sheet(_title(title))
    page.freeze_panes = "A2"
    try:
        page.append([_cell(page, head) for head in heads])
        for row in rows:
            page.append([_cell(page, value) for value in row])
    except Refused:
        page.close()
        raise
    target = BytesIO()
    ExcelWriter(book, _Timeless(target, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False)).save()
    return target.getvalue()


class _Timeless(zipfile.ZipFile):
    """An archive whose parts bear no time: it could hold none before 1980, where a clock may stand."""

    def writestr(self, name: Any, data: Any, *_more: Any) -> None:
        entry = zipfile.ZipInfo(name)
        entry.compress_type = self.compression
        super().writestr(entry, data)


def _title(text: str) -> str:
    return re.sub(r"[\\/*?:\[\]']", " ", text)[:31].strip() or "Sheet"


def _cell(page: Any, value: Any) -> Any:
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            raise Refused("There is a text here that is too long for XLSX: take CSV")
        cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"
        return cell
    if (
        isinstance(value, date | datetime)
        and (value.date() if isinstance(value, datetime) else value) < FIRST_DAY
    ):
        return value.isoformat()
    if type(value) in FORMATS:
        cell = WriteOnlyCell(page, value)
        cell.number_format = FORMATS[type(value)]
        return cell
    return value


def read_xlsx(file: BinaryIO) -> Sheet:
    """The first sheet. Raises Refused."""
    _look_through(file)
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            return _read(book)
        finally:
            book.close()
    except Refused:
        raise
    except Exception as error:  # whatever a forged file makes the reader stumble over
        raise Refused(_UNREADABLE) from error


def _read(book: Any) -> Sheet:
    page = next((each for each in book.worksheets if each.sheet_state == "visible"), None)
    if page is None:
        raise Refused(_UNREADABLE)
    page.reset_dimensions()
    collector = Collector()
    for number, cells in enumerate(page.iter_rows(values_only=True), 1):
        if number > MOST_SKIPPED:
            raise Refused("A file may have at most {count} rows", count=MOST_ROWS)
        collector.take(number, [_text(value) for value in cells])
    return collector.sheet()


def _text(value: Any) -> str:
    """A cell as somebody would have typed it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | Decimal():
            return str(value)
        case float():
            return plain(value)
        case datetime():
            if value.time() == time():
                return value.date().isoformat()
            return value.replace(microsecond=0).isoformat("T", "seconds" if value.second else "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("seconds" if value.second else "minutes")
    return str(value)


def _look_through(file: BinaryIO) -> None:
    """That it unpacks to a bearable size, and declares nothing that its reader would have to expand."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > MOST_UNPACKED:
                raise _too_large()
            left = MOST_UNPACKED
            for entry in entries:
                left -= _size(archive, entry, left)
    except Refused:
        raise
    except Exception as error:
        raise Refused(_UNREADABLE) from error


def _size(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> int:
    size, before = 0, b""
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            size += len(chunk)
            if size > most:
                raise _too_large()
            if _DECLARATION.search(before + chunk):
                raise Refused(_UNREADABLE)
            before = chunk[-16:]
    return size


def _too_large() -> Refused:
    return Refused("This file unpacks to more than can be taken in")
