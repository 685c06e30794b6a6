"""Documents of rows: which there are, for whom, and what stands on each, under the viewer's rights."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from starlette.responses import Response

from appling.atoms import part_atom
from appling.atoms.base.answers import DocumentsAnswer, Sheet, SheetLine, SheetTable
from appling.atoms.base.columns import OLDEST_FIRST, default_columns
from appling.atoms.base.needs import Documents
from appling.atoms.base.views import Head
from appling.blueprint.model.app import Column, Line, Part, Said, Thing, Verb
from appling.blueprint.model.expression import Expression, Kind, Path
from appling.runtime import addresses
from appling.runtime.access import Rights
from appling.runtime.answering.papers import Paper, is_of, papers
from appling.runtime.rows.cells import printer
from appling.runtime.rows.lists import NEWEST_FIRST, Lists
from appling.runtime.rows.row_views import RowViews, brief
from appling.runtime.visit import Visit
from appling.runtime.web.problems import Forbidden, SignInNeeded
from appling.store.errors import NotThere
from appling.store.queries import Match, Query, Row
from appling.store.scope import ROW_ID

AT_ONCE = 40
"""How many values are asked for in one question."""
MOST_ROWS = 500
MOST_COLUMNS = 5


def papers_of(thing: Thing, row: int, visit: Visit, lists: Lists) -> tuple[tuple[str, str], ...]:
    """The documents that there are of a row, for this viewer: what they are called, and where they are."""
    mine = [paper for paper in papers(visit.app, thing.key) if lists.rights.prints(paper.page, paper.part)]
    return tuple((paper.label, paper.href(row)) for paper in mine if _found(paper.part, row, (), lists))


def show_document(visit: Visit) -> Response:
    """One document of one row, ready to be printed."""
    route = visit.match.route
    thing = visit.app.thing(route.thing)
    paper = next(each for each in papers(visit.app, thing.key) if each.key == route.document)
    if not visit.rights.prints(paper.page, paper.part):
        raise Forbidden() if visit.actor.signed_in else SignInNeeded()
    atom = part_atom(paper.part.kind)
    need = atom.need(paper.part, visit.app)
    assert isinstance(need, Documents)  # noqa: S101 - what prints asks for these
    with visit.reading() as lists:
        sheet = _Writing(need, paper, lists).sheet(visit.match.id)
    answer = DocumentsAnswer(thing, (), 1, sheet)
    context: dict[str, Any] = dict(atom.view(paper.part, visit.app, answer))
    return visit.page("document.html", sheet=sheet, level="h1", title=sheet.title, thing=thing, **context)


def documents(need: Documents, lists: Lists) -> DocumentsAnswer:
    """What a part tells of documents: where they are, or the first one."""
    thing = lists.app.thing(need.thing)
    paper = next(each for each in papers(lists.app, thing.key) if is_of(each, need.part))
    views = RowViews(lists.app, lists.rights, thing, (), (), lists)
    writing = _Writing(need, paper, lists)
    said = writing.shown(_values(need.says))
    query = Query(
        thing.key,
        (*views.expressions, *(column.value for column in said)),
        () if need.where is None else (need.where,),
        sort=need.sort or NEWEST_FIRST,
        limit=need.limit,
        checks=views.checks,
    )
    found = lists.reader.page(query)
    rows = views.rows(found.rows)
    start = len(views.expressions)
    titles = [writing.title(dict(zip(said, row.values[start:], strict=True))) for row in found.rows]
    add = addresses.new(thing.key) if lists.rights.may(thing.key, Verb.ADD) else None
    more = addresses.listing(thing.key) if found.total > len(rows) and not need.whole else None
    made = tuple(
        (title or row.title, replace(row, href=paper.href(row.id)))
        for title, row in zip(titles, rows, strict=True)
    )
    sheet = writing.sheet(rows[0].id) if need.whole and rows else None
    return DocumentsAnswer(thing, made, found.total, sheet, add, more)


def _values(text: Said) -> list[Expression]:
    return [part for part in text if not isinstance(part, str)]


def _found(part: Part, row: int, columns: tuple[Expression, ...], lists: Lists) -> list[Row]:
    """The row, if the viewer sees it and it has such a document."""
    where = () if part.where is None else (part.where,)
    return lists.reader.rows(Query(part.thing or "", columns, where, (Match(ROW_ID, (row,)),)))


class _Writing:
    """Fills in the lines of a document for a row. What may not be seen is empty."""

    def __init__(self, need: Documents, paper: Paper, lists: Lists) -> None:
        self.need = need
        self.paper = paper
        self.lists = lists
        self.thing = lists.app.thing(need.thing)

    def shown(self, expressions: Iterable[Expression]) -> tuple[Column, ...]:
        """The values that this viewer may see, each once."""
        columns = dict.fromkeys(Column("", each) for each in expressions)
        return self.lists.visible(tuple(columns), self.thing.key)

    def title(self, values: dict[Column, Any]) -> str:
        return brief(" ".join(self._text(self.need.says, values).split()))

    def sheet(self, row: int) -> Sheet:
        """Raises NotThere."""
        values = self._read(row)
        lines = tuple(self._lines(row, values))
        title = self.title(values) or self.paper.label
        back = addresses.row(self.thing.key, row)
        return Sheet(title, lines, self.paper.href(row), back)

    def _read(self, row: int) -> dict[Column, Any]:
        """All values of the row that its document is about."""
        wanted = list(_values(self.need.says))
        for line in self.need.lines:
            wanted += [*_values(line.label), *_values(line.text)]
            wanted += [] if line.when is None else [line.when]
            wanted += [] if line.via is None else [self._link(line.via)]
        columns = self.shown(wanted)
        values: dict[Column, Any] = {}
        for start in range(0, len(columns) or 1, AT_ONCE):
            some = columns[start : start + AT_ONCE]
            found = _found(self.paper.part, row, tuple(column.value for column in some), self.lists)
            if not found:
                raise NotThere
            values |= dict(zip(some, found[0].values, strict=True))
        return values

    def _link(self, key: str) -> Path:
        return Path((key,), self.thing.field(key).value)

    def _lines(self, row: int, values: dict[Column, Any]) -> Iterator[SheetLine]:
        for line in self.need.lines:
            if line.when is not None and not values.get(Column("", line.when)):
                continue
            made = self._table(line, row, values) if line.rows is not None else self._line(line, values)
            if made is not None:
                yield made

    def _line(self, line: Line, values: dict[Column, Any]) -> SheetLine | None:
        label = self._text(line.label, values)
        picture = self._picture(line.text, values)
        if picture is not None:
            return SheetLine(line.word, label, label or self.thing.name, picture) if picture else None
        text = self._text(line.text, values)
        return SheetLine(line.word, label, text) if text else None

    def _picture(self, text: Said, values: dict[Column, Any]) -> str | None:
        """Its address; nothing where there is none, None for what is no picture."""
        only = text[0] if len(text) == 1 else ""
        if isinstance(only, str) or only.type.kind is not Kind.FILE:
            return None
        token = values.get(Column("", only))
        return f"/files/{token}" if token else ""

    def _text(self, text: Said, values: dict[Column, Any]) -> str:
        """Without the lines that have values, and all of them empty."""
        lines: list[list[tuple[str, bool]]] = [[]]
        for part in text:
            if isinstance(part, str):
                first, *others = part.split("\n")
                lines[-1].append((first, False))
                lines += [[(each, False)] for each in others]
            else:
                lines[-1].append((self._shown(part, values), True))
        return "\n".join("".join(said for said, _ in line) for line in lines if _says(line)).strip()

    def _shown(self, value: Expression, values: dict[Column, Any]) -> str:
        column = Column("", value)
        found = values.get(column)
        return printer(column, self.thing.key, self.lists.app).text(found) if found is not None else ""

    def _table(self, line: Line, row: int, values: dict[Column, Any]) -> SheetLine | None:
        part, lists = line.rows, self.lists
        child = lists.app.thing(part.thing or "") if part is not None else self.thing
        link = child.field(line.link)
        above = row if line.via is None else values.get(Column("", self._link(line.via)))
        if part is None or above is None or not self._may_list(child, line.link, lists.rights):
            return None
        columns = lists.visible(part.show or _usual(child, line.link), child.key)
        query = Query(
            child.key,
            tuple(column.value for column in columns),
            () if part.where is None else (part.where,),
            (Match(Path((link.key,), link.value), (int(above),)),),
            sort=part.sort or OLDEST_FIRST,
            limit=part.limit or MOST_ROWS,
        )
        found = lists.reader.rows(query) if columns else []
        return SheetLine(line.word, table=self._rows(columns, child, found)) if found else None

    def _may_list(self, child: Thing, link: str, rights: Rights) -> bool:
        return rights.may(child.key, Verb.SEE) and link not in rights.scope(child.key, Verb.SEE).hidden

    def _rows(self, columns: tuple[Column, ...], child: Thing, found: Sequence[Row]) -> SheetTable:
        printers = [printer(column, child.key, self.lists.app) for column in columns]
        heads = tuple(
            Head(column.label, style=each.style) for column, each in zip(columns, printers, strict=True)
        )
        rows = tuple(
            tuple(each.text(value) for each, value in zip(printers, row.values, strict=True)) for row in found
        )
        return SheetTable(heads, rows)


def _says(line: list[tuple[str, bool]]) -> bool:
    values = [said for said, is_value in line if is_value]
    return not values or any(values)


def _usual(child: Thing, link: str) -> tuple[Column, ...]:
    columns = default_columns(child, MOST_COLUMNS + 1)
    return tuple(column for column in columns if column.field != link)[:MOST_COLUMNS]
