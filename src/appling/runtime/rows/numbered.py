"""The number by which people call a row that is counted: an invoice, a booking, a ticket."""

from appling.atoms.base.columns import field_column
from appling.blueprint.model.app import Thing
from appling.runtime.visit import Visit


def number_of(visit: Visit, thing: Thing, row: int) -> str | None:
    """None where rows are not counted, or where this person may not see it. Raises NotThere."""
    counted = next((field for field in visit.rights.seen(thing) if field.counted), None)
    if counted is None:
        return None
    with visit.reading() as lists:
        (number,) = lists.reader.row(thing.key, row, (field_column(counted).value,)).values
    return str(number)
