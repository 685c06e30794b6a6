"""What somebody may touch: every read and every write of rows takes it. Only the runtime makes them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from appling.blueprint.model.app import App
from appling.blueprint.model.expression import Expression, Kind, Literal, Path, ValueType

ADDED_BY = Path(("_by",), ValueType(Kind.PERSON))
"""The person who added a row, for conditions on rows without an owner field."""
ROW_ID = Path(("_id",), ValueType(Kind.NUMBER))
NO = Literal(False, ValueType(Kind.TRUTH))


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows of a thing for which `condition` holds (None: all of them), without the `hidden` fields.

    The condition itself is judged with the app's own authority, whatever its maker may see.
    """

    thing: str
    condition: Expression | None = None
    hidden: frozenset[str] = frozenset()

    @classmethod
    def nothing(cls, thing: str) -> "Scope":
        """No row at all."""
        return cls(thing, NO)

    @property
    def empty(self) -> bool:
        return self.condition == NO


class Sight(Mapping[str, Scope]):
    """The rows of each thing that somebody may see; of a thing that is not named: none.

    Compares by content, and is quick to compare with itself: keep one for each role.
    """

    def __init__(self, scopes: Iterable[Scope] = ()) -> None:
        self._scopes = {scope.thing: scope for scope in scopes}
        self._hash = hash(frozenset(self._scopes.values()))

    def __getitem__(self, thing: str) -> Scope:
        scope = self._scopes.get(thing)
        return Scope.nothing(thing) if scope is None else scope

    def __iter__(self) -> Iterator[str]:
        return iter(self._scopes)

    def __len__(self) -> int:
        return len(self._scopes)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Sight) and self._scopes == other._scopes)


def see_all(app: App) -> Sight:
    """The sight of the app itself and of its owner."""
    return Sight(Scope(thing.key) for thing in app.things)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks (a person's id, or None), when (`now` is aware), and what they may see.

    `sights`: what people of any role may see, for telling others of what is done; None tells nobody.
    `about`: the row on whose page they are.
    """

    me: int | None
    today: date
    now: datetime
    sight: Sight
    sights: Callable[[str], Sight] | None = None
    about: int | None = None
