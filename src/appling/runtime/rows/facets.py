"""Which texts a list lets its reader choose from: towns, brands, departments, what comes again and again."""

from appling.atoms.samples.words import meaning
from appling.blueprint.model.app import Field, Thing
from appling.blueprint.model.expression import Aggregate, Kind, Path, ValueType
from appling.store.queries import Grouping, Reference
from appling.store.reader import Reader

MOST_VALUES = 24
MOST_PERSONS = 100
_TELLING = frozenset(
    {
        "brand",
        "category",
        "city",
        "colour",
        "country",
        "department",
        "language",
        "material",
        "other_city",
        "place",
        "position",
        "size",
        "status",
        "subject",
    }
)
_COUNT = ValueType(Kind.NUMBER)


def has_values(field: Field, thing: Thing) -> bool:
    """Whether the field is a short text by which people look for rows, as its name says."""
    kept = field.type == "text" and field.formula is None and not field.unique and field.key != thing.title
    return kept and meaning("texts", field.name) in _TELLING


def values_of(field: Field, thing: Thing, reader: Reader) -> list[str]:
    """The different values of the rows in sight; none where there are too many, or nothing to choose."""
    count = Aggregate("count", thing.key, None, None, None, _COUNT)
    by = Path((field.key,), field.value)
    groups = reader.groups(Grouping(thing.key, (by,), (count,), limit=MOST_VALUES + 2))
    found = [str(group.keys[0]) for group in groups if group.keys[0]]
    return found if 1 < len(found) <= MOST_VALUES else []


def persons_of(field: Field, thing: Thing, reader: Reader) -> list[Reference]:
    """The people of the rows in sight: who else has an account is nobody's business who looks at a list."""
    count = Aggregate("count", thing.key, None, None, None, _COUNT)
    by = Path((field.key,), field.value)
    groups = reader.groups(Grouping(thing.key, (by,), (count,), limit=MOST_PERSONS))
    return [group.keys[0] for group in groups if group.keys[0] is not None]
