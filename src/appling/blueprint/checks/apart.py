"""Parts that book times are over things whose rows can't take the same time."""

import re
from collections.abc import Iterator

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import line_below
from appling.blueprint.model.expression import Kind
from appling.blueprint.resolve.faults import quoted
from appling.blueprint.resolve.symbols import FieldSymbol, ThingSymbol
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import ConstraintLine
from appling.diagnostics import Diagnostic, Fix

_NOT_TAKEN_UP = re.compile(
    r".*\b(services?|treatments?|customers?|clients?|users?|members?|patients?|pets?|courses?|types?|plans?)"
    r"|.*(服务|项目|客户|顾客|用户|会员|病人|患者|类型|套餐)"
)
"""What several bookings at one time may well be for: those who come, and what they come for."""


def check(context: Context) -> Iterator[Diagnostic]:
    fixed: set[str] = set()
    for page in context.blueprint.pages:
        for part in page.parts:
            signature = context.words.part(part.kind.text)
            thing = context.symbols.thing(part.thing.text) if part.thing is not None else None
            if signature is None or not signature.apart or thing is None or _is_apart(thing):
                continue
            if thing.key not in fixed:
                yield Diagnostic(
                    "booked-twice",
                    "One time could be booked twice",
                    f"nothing keeps two {thing.name} rows apart",
                    part.span,
                    hint="Say in the thing: no overlap of start, end per room, or: one per start.",
                    fix=_fix(context, thing),
                )
            fixed.add(thing.key)


def _is_apart(thing: ThingSymbol) -> bool:
    return any(_has_time(thing, line) for line in thing.block.constraints)


def _has_time(thing: ThingSymbol, line: ConstraintLine) -> bool:
    kinds = {_kind(thing.field(name.text)) for name in (*line.lasting, *line.per)}
    lasting = {_kind(thing.field(name.text)) for name in line.lasting}
    if lasting and lasting <= {Kind.DATE}:
        return False
    return Kind.MOMENT in kinds or {Kind.DATE, Kind.TIME} <= kinds


def _kind(field: FieldSymbol | None) -> Kind | None:
    kept = field is not None and field.line.formula is None and field.declared is not None
    return field.declared.kind if kept and field is not None and field.declared is not None else None


def _fix(context: Context, thing: ThingSymbol) -> Fix:
    """The line that is lacking, with the fields that it needs."""
    kept = list(thing.fields.values())
    moments = _named(kept, Kind.MOMENT)
    days, clocks = _named(kept, Kind.DATE), _named(kept, Kind.TIME)
    link = next((field for field in kept if field.target and not _not_taken_up(context, field)), None)
    new: list[str] = []
    if not moments and not (days and clocks):
        new, moments = _new_times(thing)
    if len(moments) > 1:
        said = f"no overlap of {moments[0]}, {moments[1]}"
    elif moments:
        said = f"one per {moments[0]}"
    elif len(clocks) > 1:
        said = f"no overlap of {days[0]}, {clocks[0]}, {clocks[1]}"
    else:
        said = f"one per {days[0]}, {clocks[0]}"
    if link is not None:
        said += f"{', ' if said.startswith('one') else ' per '}{quoted(link.name)}"
    place = thing.block.fields[-1].span if thing.block.fields else thing.block.name.span
    return Fix("Keep them apart", (line_below(context.source, place, *new, said),))


def _new_times(thing: ThingSymbol) -> tuple[list[str], list[str]]:
    names = [name if thing.field(name) is None else f"{name} time" for name in ("start", "end")]
    return [f"{name}: date and time, required" for name in names], names


def _named(fields: list[FieldSymbol], kind: Kind) -> list[str]:
    return [quoted(field.name) for field in fields if _kind(field) is kind]


def _not_taken_up(context: Context, field: FieldSymbol) -> bool:
    target = context.symbols.thing_keys.get(field.target or "")
    names = [field.name, target.name if target is not None else ""]
    return any(_NOT_TAKEN_UP.fullmatch(name_key(name)) for name in names)
