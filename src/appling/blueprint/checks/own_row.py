"""Whether a condition is about nothing but the row itself."""

from appling.blueprint.model.expression import Aggregate, Expression, Me, Now, Path, Today
from appling.blueprint.model.reading import parts_of
from appling.blueprint.resolve.symbols import ThingSymbol


def is_of_row(found: Expression, thing: ThingSymbol) -> bool:
    """Whether it can only become true or false by changing the row."""
    if isinstance(found, Aggregate | Today | Now | Me):
        return False
    if isinstance(found, Path):
        return len(found.steps) == 1 and thing.by_key(found.steps[0]).line.formula is None
    return all(is_of_row(part, thing) for part in parts_of(found))


def paths_in(found: Expression) -> set[str]:
    """The keys of the row's fields that it reads."""
    if isinstance(found, Path):
        return {found.steps[0]}
    return {key for part in parts_of(found) for key in paths_in(part)}
