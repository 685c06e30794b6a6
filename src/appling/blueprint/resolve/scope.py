"""What an expression may speak of at the place where it stands."""

from dataclasses import dataclass, replace

from appling.blueprint.resolve.symbols import FieldSymbol, ThingSymbol


@dataclass(frozen=True, slots=True)
class Scope:
    """`thing`: whose fields paths begin at. `this`: the row has a name of its own, `this`.

    `prefix`: the thing whose name may stand before its fields, as in `sum(Item.price)`. `rows`:
    aggregates run over the rows of the part itself. `aggregates`: how many may still lie inside
    each other. `draws`: it is worked out once and kept, so that it may be drawn at random. `inputs`: what
    an action asks for, whose names come before those of the row. `about`: the thing of whose row the page
    is that a part stands on; `this` is that row then.
    """

    thing: ThingSymbol | None
    this: ThingSymbol | None = None
    prefix: bool = False
    rows: bool = False
    aggregates: int = 2
    draws: bool = False
    about: ThingSymbol | None = None
    inputs: ThingSymbol | None = None

    def input(self, name: str) -> FieldSymbol | None:
        """What is asked for by that name; inside an aggregate, the names of the rows come first."""
        if self.inputs is None or (self.prefix and self.thing is not None and self.thing.field(name)):
            return None
        return self.inputs.field(name)

    def knows(self, name: str) -> bool:
        """Whether something of that name was asked for, or is a field."""
        own = self.thing is not None and self.thing.field(name) is not None
        return own or self.input(name) is not None

    def of(self, child: ThingSymbol) -> "Scope":
        """The scope inside an aggregate over the rows of `child`."""
        return replace(
            self, thing=child, prefix=True, rows=False, aggregates=self.aggregates - 1, draws=False
        )


def on_page(thing: ThingSymbol, about: ThingSymbol | None) -> Scope:
    """Of a part: on the page of a row, where that is `this`, the part's own thing may be named as well."""
    return Scope(thing, prefix=about is not None, about=about)
