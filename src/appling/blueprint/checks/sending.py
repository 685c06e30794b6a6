"""Steps that reach out say to whom, with values that are there, or to an address of the web."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import rewritten
from appling.blueprint.model.expression import Expression, Kind
from appling.blueprint.model.vocabulary import StepSignature
from appling.blueprint.names import plural, singular
from appling.blueprint.resolve.actions import fields_of, receiver
from appling.blueprint.resolve.faults import WORDS, Fault, mismatch, quoted, replacement
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol
from appling.blueprint.syntax.tree import Name, PathNode, StepLine, TemplateNode
from appling.diagnostics import Diagnostic, Fix

EMAIL = "email"
LONGEST_ADDRESS = 500
LONGEST_TEXT = 2000
_UNSAID = (Kind.FILE, Kind.SPAN, Kind.EMPTY)


class SendingCheck:
    """One `notify`, `email` or `post`."""

    def __init__(
        self, context: Context, line: StepLine, signature: StepSignature, scope: Scope, drop: Fix
    ) -> None:
        self._context = context
        self._line = line
        self._signature = signature
        self._scope = scope
        self._drop = drop

    def check(self) -> Iterator[Diagnostic]:
        text = self._line.text
        if text is None or (self._line.target is None and self._signature.form == "tell"):
            yield self._wrong("to whom, and what? Write: notify, who, and a text in quotes", self._drop)
        elif self._signature.form == "post":
            yield from self._address(text)
        else:
            assert self._line.target is not None  # noqa: S101 - asked before
            yield from self._who(self._line.target)
            yield from self.text(text)

    # who ---------------------------------------------------------------------

    def _who(self, who: PathNode) -> Iterator[Diagnostic]:
        try:
            found = receiver(who, self._scope, self._context.symbols, self._context.expressions)
        except Fault as fault:
            said = fault.diagnostic
            fix = self._meant(who) or said.fix or replacement(who.span, "owner", "Tell the owner")
            yield from self._context.said(Fault(replace(said, fix=fix)), fix)
            return
        if found.kind == "address" and found.value is not None and not self._is_address(who):
            yield self._nobody(who, found.value)
        elif found.kind == "address" and self._signature.name != EMAIL:
            new = replace(self._line, kind=Name(EMAIL, self._line.kind.span))
            fix = rewritten(self._line, new, "Send an e-mail")
            yield self._wrong("an e-mail address is told by: email", fix)

    def _meant(self, who: PathNode) -> Fix | None:
        """The role whose plural or singular it is."""
        for word in (singular(who.names[0].text), plural(who.names[0].text)):
            role = self._context.symbols.roles.get(word.casefold())
            if role is not None and len(who.names) == 1:
                return replacement(who.span, quoted(role.name))
        return None

    def _fields(self, who: PathNode) -> tuple[FieldSymbol, ...] | None:
        symbols, thing, names = self._context.symbols, self._scope.thing, who.names
        asked = self._scope.input(names[0].text)
        if asked is None:
            return fields_of(names, thing, symbols) if thing is not None else None
        target = symbols.target(asked)
        behind = fields_of(names[1:], target, symbols) if target is not None else ()
        return None if behind is None else (asked, *behind)

    def _is_address(self, who: PathNode) -> bool:
        path = self._fields(who)
        return bool(path) and path is not None and path[-1].atom is not None and path[-1].atom.name == EMAIL

    def _nobody(self, who: PathNode, value: Expression) -> Diagnostic:
        """A link leads to somebody, perhaps; a text is nobody."""
        path = self._fields(who)
        target = self._context.symbols.target(path[-1]) if path else None
        said = ".".join(quoted(name.text) for name in who.names)
        fix = replacement(who.span, "owner", "Tell the owner")
        for field in target.fields.values() if target is not None else ():
            known = field.declared is not None and field.declared.kind is Kind.PERSON
            if known or (field.atom is not None and field.atom.name == EMAIL):
                fix = replacement(who.span, f"{said}.{quoted(field.name)}")
                break
        label = f"a person, a role or an e-mail field is told, and this is {WORDS[value.type.kind]}"
        return mismatch(who.span, label, "Write: owner, a role, or a field that is a person.", fix).diagnostic

    # what --------------------------------------------------------------------

    def text(self, text: TemplateNode) -> Iterator[Diagnostic]:
        if sum(len(part) for part in text.parts if isinstance(part, str)) > LONGEST_TEXT:
            yield self._wrong(f"a text has {LONGEST_TEXT} letters at most", self._drop)
        for part in text.parts:
            if isinstance(part, str):
                continue
            others = tuple(each for each in text.parts if each is not part)
            new = replace(self._line, text=TemplateNode(others, text.span))
            without = rewritten(self._line, new, "Leave this value out", drops=True)
            try:
                value = self._context.expressions.value(part, self._scope)
                if value.type.kind in _UNSAID:
                    raise mismatch(part.span, f"a text can't hold {WORDS[value.type.kind]}")
            except Fault as fault:
                yield from self._context.said(fault, without)

    def _address(self, text: TemplateNode) -> Iterator[Diagnostic]:
        address = "".join(part for part in text.parts if isinstance(part, str))
        try:
            parts = urlsplit(address)
            right = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            right = False
        plain = all(isinstance(part, str) for part in text.parts) and address.isascii()
        named = "@" not in address.split("/")[2:3][0] if right else False
        if not (right and plain and named and len(address) <= LONGEST_ADDRESS and " " not in address):
            yield self._wrong("an address of the web, without values in it: https://…", self._drop)

    def _wrong(self, label: str, fix: Fix) -> Diagnostic:
        span = self._line.text.span if self._line.text is not None else self._line.span
        return Diagnostic("wrong-step", "A step can't be taken so", label, span, fix=fix)
