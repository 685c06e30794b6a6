"""What every trait fulfils."""

import inspect
from abc import ABC
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from appling.atoms.base.needs import Rows
from appling.blueprint.model.app import App, Thing
from appling.blueprint.model.vocabulary import Setting, TraitSignature

Words = Mapping[str, Mapping[str, str]]
ANONYMOUS = Setting("anonymous", "`yes`: only the owner of the app sees who wrote what", "truth")


class TraitAtom(ABC):
    """What `has NAME` in a thing adds to it. Its docstring is its documentation.

    `text` is the blueprint that it stands for (see `TraitSignature`), in English; `words` its names in
    other languages. Where it is `measured`, `AMOUNT` is the field that it is of. It has no rules: they are
    made from the thing's own, so that they are never wider; only with `turns` its rules say who makes rows.

    `mark.html` beside it shows what hangs on a row wherever that stands: it gets `mark` (a `Mark`), `t` and
    `token`. `row.html` shows it in full on the row's own page, below: it gets `host` and `row` (the thing and
    its row), `thing` (the new one), `data` (what the runtime answered to `need`), `form` (an empty form, or
    None if the viewer may not add), `may_sign_in`, and what `view` gave.

    `good` and `bad` are whole blueprints' texts, as those of parts are.
    """

    name: ClassVar[str]
    aliases: ClassVar[tuple[str, ...]] = ()
    noun: ClassVar[str]
    text: ClassVar[str]
    words: ClassVar[Words] = {}
    own: ClassVar[bool] = False
    fixed: ClassVar[bool] = False
    turns: ClassVar[bool] = False
    kept: ClassVar[bool] = False
    measured: ClassVar[bool] = False
    settings: ClassVar[tuple[Setting, ...]] = ()
    toggles: ClassVar[bool] = False
    """Whether its mark has a button that makes the viewer's own row, or removes it."""
    state: ClassVar[str] = ""
    """A choice field of that row: there is a button for each of its values."""
    good: ClassVar[tuple[str, ...]]
    bad: ClassVar[tuple[str, ...]] = ()

    @property
    def folder(self) -> Path:
        """Where its template lies."""
        return Path(inspect.getfile(type(self))).parent

    def signature(self) -> TraitSignature:
        return TraitSignature(
            self.name,
            (type(self).__doc__ or "").strip().splitlines()[0],
            self.noun,
            inspect.cleandoc(self.text) + "\n",
            self.aliases,
            self.words,
            self.own,
            self.fixed,
            self.settings,
            self.turns,
            self.kept,
            self.measured,
        )

    def need(self, thing: Thing, app: App) -> Rows:
        """What `row.html` asks of the rows of its `thing` that hang on one row; there are no others."""
        return Rows(thing.key, (), limit=1, controls=False)

    @cached_property
    def has_mark(self) -> bool:
        return (self.folder / "mark.html").is_file()

    @cached_property
    def has_section(self) -> bool:
        return (self.folder / "row.html").is_file()

    def view(self, thing: Thing, app: App, data: Any) -> Mapping[str, object]:
        """What its template gets besides."""
        return {}
