"""The signatures of all atoms: what the checker, the grammar for models, the prompt and the docs read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from appling.blueprint.model.expression import Kind

Need = Literal["required", "optional", "none"]
Items = Literal["none", "some", "needed"]
StepForm = Literal["assign", "create", "draw", "delete", "tell", "post", "ask"]
OUTWARD: frozenset[StepForm] = frozenset({"tell", "post"})
"""Forms of steps that reach out of the app's rows."""


@dataclass(frozen=True, slots=True)
class FieldSignature:
    """`arguments`: what stands in the brackets behind the type's name; `wide` ones are left out of tables.

    `counted`: rows are numbered by it, and nobody sets it. `several`: it holds several values at once.
    `drawn`: a code that no other row has, drawn where nobody types one. `tallied`: it counts by itself.
    """

    name: str
    summary: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    arguments: Literal["none", "choices"] = "none"
    wide: bool = False
    counted: bool = False
    several: bool = False
    drawn: bool = False
    tallied: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """A `with key = value` of a part; `options` limits a word to these, `aliases` are other words for them.

    `dated`: it means something only for things that have a date.
    """

    key: str
    summary: str
    type: Literal["word", "number", "truth", "text", "time", "moment"] = "word"
    options: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    dated: bool = False


@dataclass(frozen=True, slots=True)
class PartSignature:
    """`clauses`: which of where, by, sort, show, limit it takes; `collection`: it lists rows one by one.

    `measures`: what it shows are aggregates over its rows (`show sum(price)`), as in a chart; `single`:
    or, without `by`, values of each row. `groupings`: how many `by` it needs at least.
    `apart`: it books times, so its thing must say what can't be taken twice.
    `items`: whether lines of text may, or must, stand below it. `several`: it can be over several things.
    `guarded`: it is for the owner, and for the roles that it or its page names. `keeps`: a blueprint in
    English with the one thing `MADE`, called `noun`, whose rows the part keeps for those whom it is for;
    `words`: for languages, what its names are there.
    """

    name: str
    summary: str
    thing: Need
    clauses: frozenset[str] = frozenset()
    text: bool = False
    collection: bool = False
    aliases: tuple[str, ...] = ()
    settings: tuple[Setting, ...] = ()
    measures: bool = False
    single: bool = False
    groupings: int = 0
    apart: bool = False
    items: Items = "none"
    several: bool = False
    guarded: bool = False
    keeps: str = ""
    noun: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class StepSignature:
    """`form`: `set PATH = VALUE`, `add THING with FIELD = VALUE, …`, `draw NUMBER of THING where … with
    FIELD = VALUE`, `remove this`, `notify WHO "text"`, `post "address"` or `ask "text" into FIELD`.
    """

    name: str
    summary: str
    form: "StepForm"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TraitSignature:
    """What `has NAME` in a thing stands for: `text`, a blueprint in English in whose names `HOST` is the
    thing, `MADE` the new thing that hangs on it, and `LINK` the new thing's link to it.

    The fields it gives to `HOST` must be formulas. `noun` names the new thing behind the host's name.
    `words`: for languages, what the English names of the text and the noun are there. `own`: what people
    make is for themselves alone. `fixed`: it is made and removed, never changed. `kept`: nobody but the owner
    of the app makes, changes or removes it by hand. `measured`: it is `of` a field, in the text `AMOUNT`.

    `turns`: it takes roles, `has NAME by lead, director`, else the owner. What the text says of `ROLE` it
    says of each, whose turn, `TURN`, comes after as many as `BEFORE`; `TURNS` is how many there are. `ASKER`
    is the thing's field for whose a row is, which it gets if it has none, `PEOPLE` are all declared roles.
    Rows are only made as the text's own rules say; its rule for `HOST` says until when people may change
    their own rows of the thing.
    """

    name: str
    summary: str
    noun: str
    text: str
    aliases: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    own: bool = False
    fixed: bool = False
    settings: tuple[Setting, ...] = ()
    turns: bool = False
    kept: bool = False
    measured: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names to signatures. Links need no atom of their own: a thing's name is a field type."""

    fields: dict[str, FieldSignature] = field(default_factory=dict)
    parts: dict[str, PartSignature] = field(default_factory=dict)
    steps: dict[str, StepSignature] = field(default_factory=dict)
    traits: dict[str, TraitSignature] = field(default_factory=dict)
