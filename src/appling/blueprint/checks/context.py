"""What every check sees: the tree, the names in it, and the vocabulary."""

from collections.abc import Callable
from dataclasses import replace

from appling.blueprint.checks.edits import dropped
from appling.blueprint.model.vocabulary import Vocabulary
from appling.blueprint.resolve.expressions import Expressions
from appling.blueprint.resolve.faults import Fault
from appling.blueprint.resolve.paths import Unknown
from appling.blueprint.resolve.symbols import Symbols
from appling.blueprint.resolve.words import words_of
from appling.blueprint.syntax.tree import Blueprint
from appling.blueprint.traits import expand
from appling.diagnostics import Diagnostic, Fix, Span

MOST_THINGS = 60


class Context:
    """One blueprint under check: as written, with what its traits stand for."""

    def __init__(self, blueprint: Blueprint, vocabulary: Vocabulary, *, carry: bool = True) -> None:
        self.source = blueprint.source
        self.words = words_of(vocabulary)
        self.expansion = expand(blueprint, self.words, carry=carry)
        self.blueprint = self.expansion.blueprint
        self.symbols = Symbols(self.blueprint, self.words)
        self.expressions = Expressions(self.symbols)
        self._memory: dict[str, list[str]] = {}

    @property
    def has_room(self) -> bool:
        """Whether another thing may be declared."""
        return len(self.symbols.things) < MOST_THINGS

    def remembered(self, key: str, make: Callable[[], list[str]]) -> list[str]:
        """What is costly to find out, found out once."""
        if key not in self._memory:
            self._memory[key] = make()
        return self._memory[key]

    def drop(self, span: Span, title: str = "Remove this line") -> Fix:
        """The fix that leaves out the lines of a span."""
        return dropped(self.source, span, title)

    def said(self, fault: Fault, last_resort: Fix) -> list[Diagnostic]:
        """What is said of a fault in an expression; nothing when it only follows from another one."""
        if isinstance(fault, Unknown):
            return []
        found = fault.diagnostic
        return [found if found.fix is not None else replace(found, fix=last_resort)]
