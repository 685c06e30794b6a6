"""What every part of a page fulfils."""

import inspect
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from appling.atoms.base.needs import Need
from appling.atoms.base.trait import Words
from appling.blueprint.model.app import App, Part
from appling.blueprint.model.vocabulary import Items, PartSignature, Setting
from appling.blueprint.model.vocabulary import Need as ThingNeed


class PartAtom(ABC):
    """A kind of part. Its docstring is its documentation; `part.html` stands beside it.

    `good` and `bad` are whole blueprints' texts (dedented when read): each good one is accepted and
    serves, each bad one is refused; the first line of a bad one is a comment with the diagnostic's code.
    """

    name: ClassVar[str]
    aliases: ClassVar[tuple[str, ...]] = ()
    thing: ClassVar[ThingNeed]
    clauses: ClassVar[frozenset[str]] = frozenset()
    text: ClassVar[bool] = False
    collection: ClassVar[bool] = False
    settings: ClassVar[tuple[Setting, ...]] = ()
    measures: ClassVar[bool] = False
    """Whether what it shows are aggregates over its rows, as in a chart."""
    single: ClassVar[bool] = False
    """Whether, without `by`, it may show values of each row instead."""
    groupings: ClassVar[int] = 0
    """How many `by` it needs."""
    apart: ClassVar[bool] = False
    """Whether its thing must say what no two rows may have together, with a time in it."""
    items: ClassVar[Items] = "none"
    """Whether lines of text may, or must, stand below it."""
    says_something: ClassVar[bool] = False
    """Whether it says something also to those who may see none of its rows."""
    several: ClassVar[bool] = False
    """Whether it can be over several things: `of Book, Author`."""
    guarded: ClassVar[bool] = False
    """Whether it tells more than rows as they are: it is for the owner, and for roles that are named."""
    prints: ClassVar[bool] = False
    """Whether it makes a document of each row, at an address of its own."""
    keeps: ClassVar[str] = ""
    """The blueprint of the thing whose rows it keeps, if it keeps any (see `PartSignature`)."""
    noun: ClassVar[str] = ""
    words: ClassVar[Words] = {}
    good: ClassVar[tuple[str, ...]]
    bad: ClassVar[tuple[str, ...]] = ()

    @property
    def folder(self) -> Path:
        """Where its template lies."""
        return Path(inspect.getfile(type(self))).parent

    def signature(self) -> PartSignature:
        return PartSignature(
            self.name,
            (type(self).__doc__ or "").strip().splitlines()[0],
            self.thing,
            self.clauses,
            self.text,
            self.collection,
            self.aliases,
            self.settings,
            self.measures,
            self.single,
            self.groupings,
            self.apart,
            self.items,
            self.several,
            self.guarded,
            inspect.cleandoc(self.keeps) + "\n" if self.keeps else "",
            self.noun,
            self.words,
        )

    @abstractmethod
    def need(self, part: Part, app: App) -> Need | None:
        """What it asks the runtime for."""

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        """What its template gets besides `part`, `app` and `data` (what the runtime answered)."""
        return {}
