"""Why a change is not made: each a sentence for the person, and what to do next."""

from appling.builder.errors import BuildFailed
from appling.diagnostics.phrase import Phrase


class ChangeFailed(BuildFailed):
    """A change that was not made; the app is as it was."""

    code = "change-failed"


class NothingChanges(ChangeFailed):
    """A request after which everything would be as it is."""

    code = "nothing-changes"

    def __init__(self, name: str) -> None:
        super().__init__(
            "{name} stays as it is: the request changes nothing in it.",
            "Say what should be different afterwards, with the names that the app uses.",
            name=name,
        )


class ChangeFaulty(ChangeFailed):
    """What came of a request is no blueprint that could be served."""

    code = "change-faulty"

    def __init__(self, fault: str) -> None:
        super().__init__(
            "The app stays as it is: what was to be changed does not fit together ({fault}).",
            "Say it in other words, or one change at a time.",
            fault=fault,
        )


class ChangeBreaks(ChangeFailed):
    """Something that works now would not work afterwards."""

    code = "change-breaks"

    def __init__(self, name: str, what: Phrase) -> None:
        super().__init__(
            "{name} stays as it is: on a copy of it, {what}.",
            "Say it in other words, or change the blueprint yourself: appling show, appling apply.",
            name=name,
            what=what,
        )


class ChangeClashes(ChangeFailed):
    """A field is to be unique, and has the same value twice."""

    code = "change-clashes"

    def __init__(self, field: str, thing: str, rows: int) -> None:
        super().__init__(
            "“{field}” of {thing} can't be unique: {rows} rows have a value that another one has too.",
            "Change these rows first, or leave out “unique”.",
            field=field,
            thing=thing,
            rows=rows,
        )


class ChangeOverlaps(ChangeFailed):
    """Rows are not to overlap, and do."""

    code = "change-overlaps"

    def __init__(self, fields: str, thing: str, rows: int) -> None:
        super().__init__(
            "{thing} can't be kept from overlapping in {fields}: {rows} rows do so now.",
            "Change these rows first, or leave out “no overlap”.",
            fields=fields,
            thing=thing,
            rows=rows,
        )


class PlanOutdated(ChangeFailed):
    """The app was changed since the plan was made."""

    code = "plan-outdated"

    def __init__(self, name: str) -> None:
        super().__init__(
            "{name} was changed in the meantime, so this plan was not carried out.",
            "Make the plan again.",
            name=name,
        )
