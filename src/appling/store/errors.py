"""What can go wrong with rows and homes: one class per fact, each with a sentence that can be translated."""

from appling.diagnostics.problem import Problem
from appling.store.sql.sqlite import FULL


class StoreError(Exception):
    """`message` is an English sentence with `{placeholders}`: also the key of its translations."""

    def __init__(self, message: str, /, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


class NotThere(StoreError):
    """There is no such row, or the viewer may not know of it: the two look the same."""

    def __init__(self) -> None:
        super().__init__("There is nothing here, or it is not yours to see")


class Denied(StoreError):
    """The viewer sees the row, and may not do this to it."""

    def __init__(self) -> None:
        super().__init__("You may not do this")


class Conflict(StoreError):
    """Somebody else saved the row in the meantime."""

    def __init__(self) -> None:
        super().__init__("Somebody else changed this in the meantime: look at it again before you save")


class NotNow(StoreError):
    """An action's condition does not hold (any more)."""

    def __init__(self, action: str) -> None:
        super().__init__("“{action}” is not possible now", action=action)


class Invalid(StoreError):
    """A value that the field named by `field` (a key) does not take."""

    def __init__(self, field: str, message: str, /, **values: object) -> None:
        super().__init__(message, **values)
        self.field = field


class Taken(Invalid):
    """Another row has the same value in a unique field."""

    def __init__(self, field: str, name: str) -> None:
        super().__init__(field, "Another entry already has this {field}", field=name)


class TakenTogether(Invalid):
    """Another row has the same values in fields (their names) that are unique together."""

    def __init__(self, field: str, names: str) -> None:
        super().__init__(field, "Another entry already has the same {names}", names=names)


class Overlaps(Invalid):
    """Another row with the same values in fields (their names, if any) takes the same time."""

    def __init__(self, field: str, names: str) -> None:
        if names:
            super().__init__(field, "“{names}” is already taken at this time", names=names)
        else:
            super().__init__(field, "This time is already taken")


class InUse(StoreError):
    """A row that cannot be removed as long as rows of `thing` (a name) need it."""

    def __init__(self, thing: str) -> None:
        super().__init__("It cannot be removed while it is needed by: {thing}", thing=thing)
        self.thing = thing


class Busy(StoreError):
    """Others write for so long that this one could not."""

    def __init__(self) -> None:
        super().__init__("Too many people save at once: try again in a moment")


class TooCostly(StoreError):
    """A question that would take longer than anybody should wait."""

    def __init__(self) -> None:
        super().__init__("This takes too long to work out")


class EndlessTriggers(TooCostly):
    """Triggers set off one another too often."""

    def __init__(self) -> None:
        StoreError.__init__(
            self, "What happens by itself here sets off too much else, so nothing was changed"
        )


class BrokenApp(Problem):
    """An app whose file cannot be used; nothing of it was changed."""

    code = "broken-app"


class NoRoom(BrokenApp):
    """The disk took no more; what was to be written is not there at all."""

    code = "no-room"

    def __init__(self, place: object) -> None:
        super().__init__(
            "There is no room left on the disk of {place}.", "Make room, then try again.", place=place
        )


def cannot_keep(place: object, error: OSError) -> BrokenApp:
    """What the system's refusal to write there means to people."""
    if error.errno in FULL:
        return NoRoom(place)
    return BrokenApp(
        "The folder {place} cannot be used: {reason}.",
        "Nothing was changed. See whether its disk is sound, and yours to write.",
        place=place,
        reason=error.strerror,
    )
