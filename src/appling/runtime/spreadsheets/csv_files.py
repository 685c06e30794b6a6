"""CSV: written as spreadsheets everywhere open it, read as they everywhere write it."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from appling.atoms.base import Refused
from appling.runtime.spreadsheets.guarding import unguarded
from appling.runtime.spreadsheets.sheet import Collector, Sheet

DELIMITERS = ",;\t"
LONGEST_CELL = 1_000_000
_SEPARATOR = re.compile(r"sep=(.)\r?\n")
_UTF_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
csv.field_size_limit(LONGEST_CELL)


def write_csv(rows: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """UTF-8 with a mark that tells spreadsheets so."""
    yield b"\xef\xbb\xbf"
    for row in rows:
        line = StringIO()
        csv.writer(line).writerow(row)
        yield line.getvalue().encode()


def read_csv(content: bytes) -> Sheet:
    """Raises Refused."""
    text = _decoded(content)
    said = _SEPARATOR.match(text)
    text, delimiter = (text[said.end() :], said[1]) if said else (text, _delimiter(text))
    collector = Collector()
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            collector.take(number, [unguarded(cell) for cell in cells])
    except csv.Error as error:
        raise Refused("Row {row} of this file can't be read", row=number + 1) from error
    return collector.sheet()


def _decoded(content: bytes) -> str:
    for mark, name in _UTF_16:
        if content.startswith(mark):
            return _decode(content, name)
    if b"\0" in content[:1000]:
        return _decode(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode(content, "gb18030" if _looks_chinese(content) else "cp1252")


def _decode(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise Refused("This file is no text in UTF-8, UTF-16 or GBK") from error


def _looks_chinese(content: bytes) -> bool:
    """Whether high bytes stand in pairs, as in GBK, and not alone between plain letters."""
    pairs: list[bytes] = re.findall(rb"[\x81-\xfe][\x40-\xfe]", content)
    high = sum(pair[1] >= 0x80 for pair in pairs)
    return high * 2 > len(pairs)


def _delimiter(text: str) -> str:
    """The one that the first line has most of, outside of quotes."""
    first = re.sub(r'"(?:[^"]|"")*"', "", text[:100_000]).lstrip("\r\n").partition("\n")[0]
    return max(DELIMITERS, key=first.count)
