"""A number that counts up by itself."""

from __future__ import annotations

from appling.atoms.base import Bad, Good, Sample
from appling.atoms.base.line import LineField
from appling.blueprint.model.app import Field
from appling.blueprint.model.numbering import LONGEST


class CounterField(LineField):
    """A number that counts up by itself: of invoices, orders, tickets. Nobody types it.

    A row gets the next one when it is added; no two get the same, and none is left out, however many are
    added at once. `= "INV-{year}-0001"` is what the first one looks like: the last digits count, and where
    it names `{year}`, `{month}` or `{day}`, they begin anew with each. `= 1001` begins there; without
    either, it is 1, 2, 3. The number of a row that was removed is given to no other one. Only the owner
    of the app may bring numbers along, with rows from a file.
    """

    name = "counter"
    aliases = (
        "auto number",
        "autonumber",
        "auto increment",
        "autoincrement",
        "serial",
        "serial number",
        "sequence",
        "sequence number",
        "running number",
        "invoice number",
        "order number",
        "ticket number",
    )
    counted = True
    longest = LONGEST
    good = (
        Good("1", "1", "1"),
        Good(" INV-2026-0007 ", "INV-2026-0007", "INV-2026-0007", line='counter = "INV-{year}-0001"'),
        Good("发票0012", "发票0012", "发票0012", line='counter = "发票0001"'),
    )
    bad = (Bad("x" * 61, "at most 60 characters"),)

    def sample(self, field: Field, sample: Sample) -> None:
        """Samples are counted like all rows."""
