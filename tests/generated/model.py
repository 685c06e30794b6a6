"""What is known of a blueprint while it is being made up: things, fields and what can be said of them."""

from dataclasses import dataclass, field

from appling.blueprint.model.expression import Kind


@dataclass
class FieldPlan:
    """`type` names its atom, "" for links and formulas; `choices` and `target` say what a value can be."""

    name: str
    kind: Kind
    line: str = ""
    target: str = ""
    choices: tuple[str, ...] = ()
    formula: bool = False
    required: bool = False
    default: bool = False
    counted: bool = False
    drawn: bool = False
    type: str = ""

    @property
    def fixed(self) -> bool:
        """Whether nobody sets it."""
        return self.formula or self.counted


@dataclass
class ThingPlan:
    name: str
    fields: list[FieldPlan] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    apart: bool = False

    def of_kind(self, *kinds: Kind) -> list[FieldPlan]:
        return [each for each in self.fields if each.kind in kinds]

    def links_to(self, name: str) -> bool:
        return any(each.target == name for each in self.fields)


@dataclass
class AppPlan:
    roles: list[str] = field(default_factory=list)
    things: dict[str, ThingPlan] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)

    def children(self, parent: ThingPlan) -> list[ThingPlan]:
        """The things that have a link to this one."""
        return [thing for thing in self.things.values() if thing.links_to(parent.name)]
