"""Why a record can't be gone through again."""

from collections.abc import Sequence

from appling.diagnostics.problem import Problem


class NoSuchBuild(Problem):
    """A number that no build of this home has."""

    code = "no-such-build"

    def __init__(self, number: int) -> None:
        super().__init__(
            "There is no build {number} here.", "See which there are: appling builds", number=number
        )


class NoBuildYet(Problem):
    """A home in which nothing was built."""

    code = "no-build-yet"

    def __init__(self) -> None:
        super().__init__("Nothing was built here yet.", "Build something first: appling new")


class NoTelemetry(Problem):
    """Nowhere to send traces to, or nothing to send them with."""

    code = "no-telemetry"


class NoReplay(Problem):
    """A record that holds no build to go through again."""

    code = "no-replay"

    def __init__(self, why: str) -> None:
        super().__init__(
            "This record can't be gone through again: {why}.",
            "See which builds ended in an app: appling builds",
            why=why,
        )


class NoSuchStep(Problem):
    """A step that the build did not have."""

    code = "no-such-step"

    def __init__(self, number: int, step: str, steps: Sequence[str]) -> None:
        super().__init__(
            "Build {number} has no step “{step}”; its steps are: {steps}.",
            "See what each of them did: appling trace",
            number=number,
            step=step,
            steps=", ".join(steps) or "none",
        )
