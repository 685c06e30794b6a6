"""What an expression may speak of at the place where it stands."""

from dataclasses import dataclass

from appling.blueprint.resolve.symbols import ThingSymbol


@dataclass(frozen=True, slots=True)
class Scope:
    """`thing`: whose fields paths begin at. `this`: the row has a name of its own, `this`.

    `prefix`: the thing whose name may stand before its fields, as in `sum(Item.price)`. `rows`:
    aggregates run over the rows of the part itself. `aggregates`: how many may still lie inside
    each other. `draws`: it is worked out once and kept, so that it may be drawn at random. `about`:
    the thing of whose row the page is that it stands on; `this` is that row then.
    """

    thing: ThingSymbol | None
    this: ThingSymbol | None = None
    prefix: bool = False
    rows: bool = False
    aggregates: int = 2
    draws: bool = False
    about: ThingSymbol | None = None

    def of(self, child: ThingSymbol) -> "Scope":
        """The scope inside an aggregate over the rows of `child`."""
        return Scope(child, self.this, prefix=True, aggregates=self.aggregates - 1, about=self.about)


def on_page(thing: ThingSymbol, about: ThingSymbol | None) -> Scope:
    """Of a part: on the page of a row, where that is `this`, the part's own thing may be named as well."""
    return Scope(thing, prefix=about is not None, about=about)
