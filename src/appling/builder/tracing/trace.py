"""The record of a build or a change, as typed data."""

from dataclasses import dataclass
from datetime import datetime

from appling.builder.attempts import last_attempt
from appling.builder.built import Asked, StepRecord
from appling.builder.tracing.errors import NoSuchBuild
from appling.store import Home
from appling.store.errors import NotThere


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything that is known of build `number`; `steps` oldest first.

    `kind` is build, change, questions or words, `brief` what was asked for, `model` "" where rules sufficed,
    `status` done or the code of the problem that ended it.
    """

    number: int
    kind: str
    app: str | None
    brief: str
    model: str
    status: str
    created: datetime
    seconds: float
    steps: tuple[StepRecord, ...]

    @property
    def asked(self) -> tuple[Asked, ...]:
        """All questions to models, in order."""
        return tuple(asked for step in self.steps for asked in step.asked)

    @property
    def models(self) -> tuple[str, ...]:
        """The names of all who answered, in order; none where rules sufficed."""
        named = (asked.model or self.model for asked in self.asked) if self.asked else (self.model,)
        return tuple(dict.fromkeys(filter(None, named)))

    @property
    def attempt(self) -> tuple[StepRecord, ...]:
        """The steps that led to the outcome, without those of models that could not go on."""
        return self.steps[last_attempt([step.name for step in self.steps]) :]

    @property
    def answers(self) -> tuple[Asked, ...]:
        """The questions of those steps, and what was answered."""
        return tuple(asked for step in self.attempt for asked in step.asked)

    @property
    def tokens_in(self) -> int:
        return sum(each.tokens_in for each in self.asked)

    @property
    def tokens_out(self) -> int:
        return sum(each.tokens_out for each in self.asked)

    @property
    def price(self) -> float | None:
        """In US dollars; None where it is not known of every answer."""
        prices = [each.price for each in self.asked]
        return None if None in prices else sum(price for price in prices if price is not None)

    @property
    def blueprint(self) -> str:
        """What it came to: the text of the last step that made one."""
        return next((step.made for step in reversed(self.steps) if step.made), "")


def read_trace(home: Home, number: int) -> Trace:
    """Raises NoSuchBuild."""
    try:
        build = home.builds.get(number)
    except NotThere:
        raise NoSuchBuild(number) from None
    return Trace(
        number=build.id,
        kind=build.kind,
        app=build.app,
        brief=build.brief,
        model=build.model,
        status=build.status,
        created=build.created,
        seconds=build.seconds,
        steps=tuple(StepRecord.from_json(step) for step in build.steps),
    )
