"""Why a build ends without an app: each a sentence for the person, and what to do next."""

from appling.diagnostics.problem import Problem

LONGEST_BRIEF = 20_000
"""Characters."""


class BuildFailed(Problem):
    """A build that ended without an app."""

    code = "build-failed"


class EmptyBrief(BuildFailed):
    """Nothing was asked for."""

    code = "empty-brief"

    def __init__(self) -> None:
        super().__init__(
            "There is nothing to build from yet.", "Say in a sentence what the app is for and who uses it."
        )


class LongBrief(BuildFailed):
    """More was asked for than is read."""

    code = "long-brief"

    def __init__(self, length: int) -> None:
        super().__init__(
            "The request has {length} characters; at most {most} are read.",
            "Say the most important part in fewer words, and add the rest later.",
            length=f"{length:,}",
            most=f"{LONGEST_BRIEF:,}",
        )


class NothingBuilt(BuildFailed):
    """What the model wrote holds no app."""

    code = "nothing-built"

    def __init__(self, model: str) -> None:
        super().__init__(
            "The model “{model}” wrote nothing that an app can be made of.",
            "Say it in other words, or choose another model.",
            model=model,
        )


class OutOfBudget(BuildFailed):
    """Time or tokens ran out before there was an app."""

    code = "out-of-budget"

    def __init__(self, what: str) -> None:
        super().__init__(
            "The build was stopped: {what} before there was an app.",
            "Try again when the machine is less busy, or allow more.",
            what=what,
        )


class OverLimit(BuildFailed):
    """This month's models have cost what they may."""

    code = "over-limit"

    def __init__(self, spent: float, limit: float) -> None:
        super().__init__(
            "Models have cost {spent} US dollars this month; the limit is {limit}.",
            "Use the free model on this machine (--model local), or raise it: appling models --limit",
            spent=f"{spent:.2f}",
            limit=f"{limit:.2f}",
        )


class OverAppLimit(BuildFailed):
    """This month's models have cost what they may for one app."""

    code = "over-app-limit"

    def __init__(self, spent: float, limit: float) -> None:
        super().__init__(
            "Models have cost {spent} US dollars for this app this month; its limit is {limit}.",
            "Use the free model on this machine (--model local), or raise the app's limit.",
            spent=f"{spent:.2f}",
            limit=f"{limit:.2f}",
        )


class Cancelled(BuildFailed):
    """The person stopped the build."""

    code = "build-cancelled"

    def __init__(self) -> None:
        super().__init__("The build was stopped.", "Nothing was made.")


class NotInterrupted(BuildFailed):
    """A build that can't be gone on with."""

    code = "not-interrupted"

    def __init__(self, build: int) -> None:
        super().__init__(
            "Build {build} can't be gone on with: it has ended, or is just running.",
            "See which builds there are: appling builds",
            build=build,
        )


class ModelFailed(BuildFailed):
    """The model could not answer."""

    code = "model-failed"


class Switched(ModelFailed):
    """Another model goes on; what was begun for the one that failed begins anew."""

    code = "model-switched"


class NoSuchWork(BuildFailed):
    """A kind of work that no model is set for."""

    code = "no-such-work"

    def __init__(self, work: str) -> None:
        super().__init__(
            "There is no work called “{work}”.", "It is one of: build, change, words.", work=work
        )
