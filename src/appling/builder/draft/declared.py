"""What a draft has declared so far: what the grammar of its next stage may name."""

from dataclasses import dataclass

from appling.blueprint.model.expression import Kind
from appling.blueprint.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class DeclaredField:
    """`target`: the thing a link points to. `default` as written, or implied by the name.

    `either`: one of several links of which a row has one.
    """

    name: str
    type: str
    kind: Kind
    choices: tuple[str, ...] = ()
    target: str | None = None
    default: str | None = None
    either: bool = False


@dataclass(frozen=True, slots=True)
class DeclaredThing:
    name: str
    fields: tuple[DeclaredField, ...] = ()

    def of(self, *kinds: Kind) -> tuple[DeclaredField, ...]:
        """Its fields of these kinds."""
        return tuple(field for field in self.fields if field.kind in kinds)


@dataclass(frozen=True, slots=True)
class Declared:
    """The roles and things of a draft."""

    roles: tuple[str, ...] = ()
    things: tuple[DeclaredThing, ...] = ()

    def children(self, thing: DeclaredThing) -> tuple[DeclaredThing, ...]:
        """The things that link to this one."""
        return tuple(
            other for other in self.things if any(field.target == thing.name for field in other.fields)
        )

    def thing(self, name: str | None) -> DeclaredThing | None:
        return next((thing for thing in self.things if thing.name == name), None)


def kind_of(type_: str, vocabulary: Vocabulary) -> Kind:
    """The kind of a type; one that is no atom's name is a link."""
    signature = vocabulary.fields.get(type_)
    return signature.kind if signature else Kind.LINK
