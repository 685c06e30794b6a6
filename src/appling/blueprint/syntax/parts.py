"""Lines of a page: `kind "title" of Thing where … by … sort … show … limit … for … with k = v`."""

from dataclasses import dataclass, field

from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.expressions import AND, ExpressionReader
from appling.blueprint.syntax.templates import template_of
from appling.blueprint.syntax.tokens import Token, TokenKind
from appling.blueprint.syntax.tree import (
    BinaryNode,
    ExpressionNode,
    Name,
    NumberNode,
    PartLine,
    PartSetting,
    SortNode,
    TemplateNode,
)
from appling.blueprint.syntax.words import (
    ASCENDING,
    CLAUSE_STARTS,
    CLAUSES,
    DESCENDING,
    DOCUMENT_KINDS,
    SORT_WORDS,
    TEXT_KINDS,
)
from appling.diagnostics import Edit, Span

_SORT_STOPS = CLAUSE_STARTS | SORT_WORDS


@dataclass(slots=True)
class _Clauses:
    title: Name | None = None
    says: TemplateNode | None = None
    thing: Name | None = None
    others: list[Name] = field(default_factory=list)
    where: list[ExpressionNode] = field(default_factory=list)
    by: list[ExpressionNode] = field(default_factory=list)
    sort: list[SortNode] = field(default_factory=list)
    show: list[ExpressionNode] = field(default_factory=list)
    limit: NumberNode | None = None
    roles: list[Name] = field(default_factory=list)
    settings: list[PartSetting] = field(default_factory=list)


def part_line(cursor: Cursor, span: Span) -> PartLine:
    return _PartReader(cursor).read(span)


class _PartReader:
    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.clauses = _Clauses()

    def read(self, span: Span) -> PartLine:
        cursor, clauses = self.cursor, self.clauses
        kind = self._kind()
        while not cursor.done:
            if cursor.at_text() and clauses.title is None and clauses.says is None:
                self._title(kind)
            elif self._at_clause():
                self._clause()
            elif cursor.at_symbol(",") and cursor.peek(1) is not None:
                cursor.take()
            else:
                cursor.end()
        where = self._where()
        return PartLine(
            kind,
            clauses.title,
            clauses.thing,
            where,
            tuple(clauses.by),
            tuple(clauses.sort),
            tuple(clauses.show),
            clauses.limit,
            tuple(clauses.roles),
            tuple(clauses.settings),
            span,
            span,
            others=tuple(clauses.others),
            says=clauses.says,
        )

    # What stands first --------------------------------------------------------

    def _title(self, kind: Name) -> None:
        """A text in quotes; that of a document holds values."""
        token = self.cursor.take()
        if name_key(kind.text) in DOCUMENT_KINDS:
            self.clauses.says = template_of(self.cursor, token)
        else:
            self.clauses.title = Name(token.text, token.span)

    def _kind(self) -> Name:
        cursor = self.cursor
        token = cursor.peek()
        if token is None or token.kind is not TokenKind.WORD:
            cursor.fail("a part such as “table of …”")
        if token.key in TEXT_KINDS:
            return self._text_part()
        end = 1
        while end < len(cursor.tokens) and self._in_kind(cursor.tokens[end]):
            end += 1
        split = self._thing_inside(end)
        cursor.index = split or end
        kind = cursor.name(0, cursor.index)
        if split:
            first = cursor.tokens[split].span
            place = Span(first.start, first.start, first.line, first.column)
            cursor.slip(first, (Edit(place, "of "),), "“of” is missing", "read as “of”")
            self._thing()
        elif cursor.at_symbol(":"):
            self._colon()
        return kind

    def _in_kind(self, token: Token) -> bool:
        return token.kind is TokenKind.WORD and token.key not in CLAUSE_STARTS

    def _thing_inside(self, end: int) -> int:
        """Where a thing's name begins in the words of the kind, for `table Loan`."""
        things = self.cursor.names.things
        for index in range(1, min(end, 4)):
            length = things.longest(self.cursor.tokens, index)
            if length and index + length >= end:
                return index
        return 0

    def _text_part(self) -> Name:
        """`text "Hello"`, also without quotes."""
        cursor = self.cursor
        token = cursor.take()
        kind = Name(token.text, token.span)
        colon = cursor.take_symbol(":")
        if colon is not None:
            cursor.needless(colon)
        if cursor.done or cursor.at_text() or (colon is None and self._at_clause()):
            return kind
        rest = cursor.name(cursor.index, len(cursor.tokens))
        cursor.index = len(cursor.tokens)
        self._quote(rest)
        return kind

    def _quote(self, rest: Name) -> None:
        """A title without quotes."""
        text = rest.text.replace("\\", "\\\\").replace('"', '\\"')
        self.cursor.slip(rest.span, (Edit(rest.span, f'"{text}"'),), "Texts stand in quotes")
        self.clauses.title = rest

    def _at_count(self) -> bool:
        """`stat: count of Loan` for `stat of Loan`"""
        following = self.cursor.peek(1)
        of = following is not None and following.is_word("of")
        known = self.cursor.names.things.longest(self.cursor.tokens, self.cursor.index + 2)
        return self.cursor.at_word("count", "number", "total") and of and known > 0

    def _colon(self) -> None:
        """`table: Loan`, `text: Hello`"""
        cursor = self.cursor
        colon = cursor.take()
        if cursor.done or cursor.at_text() or self._at_clause():
            cursor.needless(colon)
        elif self._at_count():
            token = cursor.tokens[cursor.index + 1]
            gap = Span(colon.span.start, token.span.end, colon.span.line, colon.span.column)
            cursor.slip(colon.span.to(token.span), (Edit(gap, " of"),))
            cursor.index += 2
            self._thing()
        elif cursor.names.things.longest(cursor.tokens, cursor.index):
            following = cursor.tokens[cursor.index]
            text = " of" if following.spaced else " of "
            cursor.slip(colon.span, (Edit(colon.span, text),))
            self._thing()
        else:
            cursor.needless(colon)
            rest = cursor.name(cursor.index, len(cursor.tokens))
            cursor.index = len(cursor.tokens)
            self._quote(rest)

    # Clauses --------------------------------------------------------------------

    def _at_clause(self, ahead: int = 0) -> bool:
        return self.cursor.phrase(CLAUSES, 2, ahead) is not None

    def _clause(self) -> None:
        cursor, clauses = self.cursor, self.clauses
        clause = cursor.take_phrase(CLAUSES, 2)
        if cursor.at_symbol(":"):
            cursor.needless(cursor.take())
        if clause == "of":
            self._thing()
        elif clause == "where":
            clauses.where.append(ExpressionReader(cursor, CLAUSE_STARTS).read())
        elif clause == "by":
            clauses.by.extend(self._list(CLAUSE_STARTS))
        elif clause == "show":
            clauses.show.extend(self._list(CLAUSE_STARTS))
        elif clause == "sort":
            self._sort()
        elif clause == "limit":
            cursor.take_word("to")
            clauses.limit = cursor.take_number("a number of rows")
        elif clause == "for":
            self._roles()
        else:
            self._settings()

    def _thing(self) -> None:
        """Take a thing's name, and those of further things behind commas."""
        cursor = self.cursor
        while cursor.at_word("all", "my", "the", "every", "own") and cursor.peek(1) is not None:
            if cursor.names.things.longest(cursor.tokens, cursor.index):
                break
            cursor.respell(cursor.index, cursor.index + 1, "")
            cursor.take()
        marks = {",", ":", "(", ")", "=", "."}
        self.clauses.thing = cursor.take_name("a thing", CLAUSE_STARTS, marks, cursor.names.things)
        self.clauses.others = []
        while cursor.at_symbol(",", "&") and self._thing_follows():
            if cursor.at_symbol("&"):
                cursor.slip(cursor.here, (Edit(cursor.here, ","),))
            cursor.take()
            self.clauses.others.append(self._further())

    def _further(self) -> Name:
        cursor = self.cursor
        length = cursor.names.things.longest(cursor.tokens, cursor.index)
        if not length:
            return cursor.take_name("a thing")
        cursor.index += length
        return cursor.name(cursor.index - length, cursor.index)

    def _thing_follows(self) -> bool:
        """Whether a known thing's name stands behind the comma, or one in quotes."""
        cursor, following = self.cursor, self.cursor.peek(1)
        quoted = following is not None and following.kind is TokenKind.TEXT
        return quoted or cursor.names.things.longest(cursor.tokens, cursor.index + 1) > 0

    def _where(self) -> ExpressionNode | None:
        parts = self.clauses.where
        if not parts:
            return None
        whole = parts[0]
        for part in parts[1:]:
            whole = BinaryNode("and", whole, part, whole.span.to(part.span))
        return whole

    def _more(self) -> bool:
        """Take a comma if another item of the list follows it, not another clause."""
        cursor = self.cursor
        if not cursor.at_symbol(","):
            return cursor.take_comma()
        if cursor.peek(1) is None:
            return False
        if self._at_clause(1) and not self._named(1):
            return False
        return cursor.take_comma()

    def _named(self, ahead: int) -> bool:
        """Whether the clause's word there is a field's name all the same."""
        cursor = self.cursor
        length = cursor.names.values.longest(cursor.tokens, cursor.index + ahead)
        following = cursor.peek(ahead + length)
        return length > 1 or (length == 1 and (following is None or following.is_symbol(",", ".")))

    def _list(self, stops: frozenset[str]) -> list[ExpressionNode]:
        items = [ExpressionReader(self.cursor, stops).read(AND)]
        while self._more():
            items.append(ExpressionReader(self.cursor, stops).read(AND))
        return items

    def _sort(self) -> None:
        self._sort_item()
        while self._more():
            self._sort_item()

    def _sort_item(self) -> None:
        cursor = self.cursor
        minus = cursor.take_symbol("-")
        by = ExpressionReader(cursor, _SORT_STOPS).read(AND)
        token = cursor.peek()
        descending = minus is not None
        if minus is not None:
            end = Span(by.span.end, by.span.end, by.span.line, by.span.column)
            cursor.slip(by.span, (Edit(minus.span, ""), Edit(end, " desc")), "“-” is written otherwise")
        elif token is not None and token.is_word(*DESCENDING, *ASCENDING):
            descending = token.key in DESCENDING
            length = 2 if (after := cursor.peek(1)) and after.is_word("first") else 1
            if token.key not in {"desc", "asc"}:
                cursor.respell(cursor.index, cursor.index + length, "desc" if descending else "")
            cursor.index += length
        self.clauses.sort.append(SortNode(by, descending))

    def _roles(self) -> None:
        names = [self._role()]
        while self._more():
            names.append(self._role())
        self.clauses.roles.extend(names)

    def _role(self) -> Name:
        stops = CLAUSE_STARTS | {"and", "or"}
        return self.cursor.take_name("a role", stops, {",", "&", "&&", ":"}, self.cursor.names.roles)

    def _settings(self) -> None:
        self._setting()
        while self._another_setting() or self._more():
            self._setting()

    def _another_setting(self) -> bool:
        """Take a comma that a key and its mark follow, even if the key is the word of a clause."""
        mark = self.cursor.peek(2)
        if mark is None or not mark.is_symbol("=", ":"):
            return False
        return self.cursor.take_symbol(",") is not None

    def _setting(self) -> None:
        cursor = self.cursor
        key = cursor.take_name("a setting such as “columns = 3”", marks={"=", ":", ","})
        if cursor.at_symbol(":"):
            colon = cursor.tokens[cursor.index].span
            cursor.slip(colon, (Edit(colon, " ="),))
        elif not cursor.at_symbol("="):
            cursor.fail("“=” and a value")
        cursor.take()
        value = cursor.take_name("a value", CLAUSE_STARTS, {",", "="})
        self.clauses.settings.append(PartSetting(key, value))
