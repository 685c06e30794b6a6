"""Why an app could not be written to a file, or read from one; nothing was changed by it."""

from appling.diagnostics.problem import Problem


class CannotExport(Problem):
    """A file that could not be written."""

    code = "cannot-export"


class CannotImport(Problem):
    """A file that holds no app, or one that can't be taken in."""

    code = "cannot-import"


def damaged() -> CannotImport:
    return CannotImport(
        "This file is damaged: what it holds is not what was put in.",
        "Get another copy of it, then try again.",
    )


def foreign(what: str) -> CannotImport:
    """`what`: a sentence about the part that no export has."""
    return CannotImport(what, "Only take in files that `appling export` wrote.")


def other_blueprint() -> CannotImport:
    return foreign("The database in this file is not that of its blueprint.")
