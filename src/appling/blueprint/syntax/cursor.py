"""A place in a line's tokens, with the small moves that every reader of lines makes."""

from collections.abc import Collection, Mapping, Sequence
from typing import NoReturn

from appling.blueprint.syntax import faults
from appling.blueprint.syntax.faults import Unreadable
from appling.blueprint.syntax.names import Names, NameSet
from appling.blueprint.syntax.tokens import Token, TokenKind, joined
from appling.blueprint.syntax.tree import Name, NumberNode
from appling.blueprint.syntax.words import NEVER_FIRST
from appling.diagnostics import Diagnostic, Edit, Fix, Span

MAX_DIGITS = 18


class Cursor:
    """`slips` gathers what was understood although it is written otherwise."""

    def __init__(self, tokens: Sequence[Token], names: Names) -> None:
        self.tokens = tokens
        self.names = names
        self.index = 0
        self.slips: list[Diagnostic] = []

    # Looking ------------------------------------------------------------------

    def peek(self, ahead: int = 0) -> Token | None:
        place = self.index + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    @property
    def done(self) -> bool:
        return self.index >= len(self.tokens)

    def at_word(self, *keys: str) -> bool:
        token = self.peek()
        return token is not None and token.is_word(*keys)

    def at_symbol(self, *texts: str) -> bool:
        token = self.peek()
        return token is not None and token.is_symbol(*texts)

    def at_text(self) -> bool:
        token = self.peek()
        return token is not None and token.kind is TokenKind.TEXT

    def phrase(self, phrases: Collection[str], longest: int = 3, ahead: int = 0) -> tuple[str, int] | None:
        """The longest of the phrases that begins here, and how many tokens it takes."""
        for length in range(longest, 0, -1):
            found = self.tokens[self.index + ahead : self.index + ahead + length]
            if len(found) == length and all(token.kind is TokenKind.WORD for token in found):
                words = " ".join(token.key for token in found)
                if words in phrases:
                    return words, length
        return None

    # Taking -------------------------------------------------------------------

    def take(self) -> Token:
        token = self.tokens[self.index]
        self.index += 1
        return token

    def take_word(self, *keys: str) -> Token | None:
        return self.take() if self.at_word(*keys) else None

    def take_symbol(self, *texts: str) -> Token | None:
        return self.take() if self.at_symbol(*texts) else None

    def take_phrase(self, phrases: Mapping[str, str], longest: int = 3) -> str | None:
        """What the phrase here stands for; another spelling than the usual one is a slip."""
        found = self.phrase(phrases, longest)
        if found is None:
            return None
        words, length = found
        usual = phrases[words]
        if usual and usual != words:
            self.respell(self.index, self.index + length, usual)
        self.index += length
        return usual or words

    def take_number(self, what: str) -> NumberNode:
        token = self.peek()
        if token is None or token.kind is not TokenKind.NUMBER:
            self.fail(what)
        if len(token.key) > MAX_DIGITS:
            self.fail("a number of fewer digits")
        self.index += 1
        return NumberNode(token.key, token.span)

    def take_comma(self) -> bool:
        """A comma, or `and`, `or` or `&` in its place."""
        if self.take_symbol(","):
            if self.at_word("and", "or") and self.peek(1) is not None:
                self.respell(self.index, self.index + 1, "")
                self.index += 1
            return True
        if self.peek(1) is not None and (self.at_word("and", "or") or self.at_symbol("&", "&&")):
            before = self.tokens[self.index - 1].span.end
            token = self.take()
            span = Span(before, token.span.end, token.span.line, token.span.column)
            self.slip(token.span, (Edit(span, ","),))
            return True
        return False

    # Names --------------------------------------------------------------------

    def name(self, start: int, end: int) -> Name:
        """The tokens as one name."""
        tokens = self.tokens[start:end]
        return Name(joined(tokens), tokens[0].span.to(tokens[-1].span))

    def take_name(
        self,
        what: str,
        stops: Collection[str] = (),
        marks: Collection[str] = (),
        known: NameSet | None = None,
    ) -> Name:
        """A name of one or more words, up to a stop word or a mark; or a quoted one; or a known one."""
        if self.at_text():
            token = self.take()
            if token.key:
                return Name(" ".join(token.text.split()), token.span)
            self.fail(what, token.span)
        start = self.index
        length = known.longest(self.tokens, start) if known else 0
        end = start + length
        while end < len(self.tokens) and self._in_name(self.tokens[end], stops, marks, first=end == start):
            end += 1
        if end == start:
            self.fail(what)
        self.index = end
        return self.name(start, end)

    def _in_name(self, token: Token, stops: Collection[str], marks: Collection[str], first: bool) -> bool:
        if token.kind is TokenKind.WORD:
            return token.key not in stops or (first and token.key not in NEVER_FIRST)
        if token.kind is TokenKind.SYMBOL:
            return not first and token.key not in marks
        return token.kind is TokenKind.NUMBER

    def take_names(self, what: str, stops: Collection[str], known: NameSet | None = None) -> tuple[Name, ...]:
        """Names with commas between them."""
        names = [self.take_name(what, {*stops, "and", "or"}, {",", "&", "&&", ":", "=", "(", ")"}, known)]
        while self.take_comma():
            if self.done:
                self.needless(self.tokens[self.index - 1])
                break
            names.append(
                self.take_name(what, {*stops, "and", "or"}, {",", "&", "&&", ":", "=", "(", ")"}, known)
            )
        return tuple(names)

    # Faults -------------------------------------------------------------------

    @property
    def here(self) -> Span:
        """The token here, or the place behind the last one."""
        token = self.peek()
        if token is not None:
            return token.span
        last = self.tokens[-1].span
        return Span(last.end, last.end, last.line, last.column + last.end - last.start)

    def fail(self, what: str, span: Span | None = None, hint: str = "") -> NoReturn:
        raise Unreadable(faults.expected(what, span or self.here, hint))

    def slip(self, span: Span, edits: tuple[Edit, ...], title: str = "", label: str = "") -> None:
        """What stands at `span` is understood, and usually written as the edits write it."""
        usual = edits[0].text.strip()
        if not title:
            inside = [token for token in self.tokens if span.start <= token.span.start < span.end]
            label = label or (f"usually “{usual}”" if usual else "not needed")
            title = f"“{joined(inside)}” is written otherwise"
        self.slips.append(faults.spelling(span, title, label or "understood", edits))

    def respell(self, start: int, end: int, usual: str) -> None:
        """The tokens are written otherwise than usual."""
        tokens = self.tokens[start:end]
        span = tokens[0].span.to(tokens[-1].span)
        following = self.tokens[end] if end < len(self.tokens) else None
        edit = span
        if not usual and following is not None and following.spaced:
            edit = Span(span.start, following.span.start, span.line, span.column)
        text = usual
        if usual[-1:].isalpha() and following is not None and not following.spaced:
            text += " "
        if usual[:1].isalpha() and start and not tokens[0].spaced:
            text = " " + text
        self.slip(span, (Edit(edit, text),))

    def needless(self, token: Token) -> None:
        """A mark that says nothing."""
        following = next((other for other in self.tokens if other.span.start == token.span.end), None)
        text = " " if following is not None and not token.spaced else ""
        self.slip(token.span, (Edit(token.span, text),))

    def unclosed(self, opening: Span, count: int) -> NoReturn:
        last = self.tokens[-1].span
        end = Span(last.end, last.end, last.line, last.column + last.end - last.start)
        raise Unreadable(faults.unclosed_bracket(opening, end, count))

    def end(self) -> None:
        """Pass over marks at the end of the line; anything else there can't be read."""
        while self.at_symbol(",", ".", ":", "!") and all(
            token.kind is TokenKind.SYMBOL for token in self.tokens[self.index :]
        ):
            self.needless(self.take())
        if not self.done:
            rest = self.tokens[self.index].span.to(self.tokens[-1].span)
            diagnostic = faults.unexpected(rest, Fix("Leave this out", (Edit(rest, ""),), drops=True))
            raise Unreadable(diagnostic)
