"""The owner's page of what happens by itself: what will, what was sent, what waits, what failed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from starlette.responses import Response

from appling.blueprint.model.app import App, Event, Receiver, Step, Trigger
from appling.blueprint.model.expression import Path
from appling.runtime.outward.mail import FOLDER, Mailer, WrongServer
from appling.runtime.owners.occasions import occasion
from appling.runtime.pages import refuse
from appling.runtime.rows.cells import moment_text
from appling.runtime.visit import Visit
from appling.runtime.web.problems import BadRequest
from appling.store.outgoing.jobs import Job, utc_now
from appling.store.outgoing.outbox import ASK
from appling.store.outgoing.timers import MORNING, next_time

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A job as the page shows it."""

    job: Job
    target: str
    state: str
    when: str
    may_try: bool


def show_jobs(visit: Visit) -> Response:
    _only_owner(visit)
    return _page(visit)


def change_jobs(visit: Visit) -> Response:
    """Try something once more, make an address for another program, or take one away."""
    _only_owner(visit)
    asked = visit.incoming.text
    if asked("again").isascii() and asked("again").isdigit():
        visit.store.jobs.again(int(asked("again")[:18]), utc_now())
        visit.flash("It is tried again.")
    elif asked("remove"):
        visit.store.hooks.remove(asked("remove"))
        visit.flash("The address is closed.")
    elif asked("thing") in visit.app.by_key:
        token = visit.store.hooks.make(asked("thing"), asked("name"))
        return _page(visit, made=f"{visit.incoming.origin}/api/-/hook/{token}")
    else:
        raise BadRequest("There is no such thing.")
    return visit.redirect("/-/jobs")


def _only_owner(visit: Visit) -> None:
    if not visit.actor.is_owner:
        raise refuse(visit)


def _page(visit: Visit, made: str = "") -> Response:
    language = visit.app.language
    now = datetime.now(UTC)
    return visit.page(
        "jobs.html",
        triggers=[
            (
                occasion(each, visit.app, visit.t),
                _next(each, now, language),
                _effects(visit, each),
            )
            for each in visit.app.triggers
        ],
        lines=[_line(visit, job, language) for job in visit.store.jobs.listed(SHOWN)],
        mail=_mail(visit),
        secret=visit.compiled.signer.key_for("posts"),
        posts=any(step.kind == "post" for each in visit.app.triggers for step in each.steps),
        hooks=[
            (each, visit.app.by_key[each.thing].name, moment_text(each.used, language) if each.used else "")
            for each in visit.store.hooks.all()
            if each.thing in visit.app.by_key
        ],
        made=made,
        title=visit.t("What happens by itself"),
    )


def _next(trigger: Trigger, now: datetime, language: str) -> str:
    if trigger.event is not Event.EVERY:
        return ""
    return moment_text(next_time(trigger.unit, trigger.at or MORNING, now), language)


def _effects(visit: Visit, trigger: Trigger) -> str:
    return ", ".join(_effect(visit, trigger, step) for step in trigger.steps)


def _effect(visit: Visit, trigger: Trigger, step: Step) -> str:
    """What a step does, in plain words."""
    t, app = visit.t, visit.app
    if step.who is not None:
        who = _receiver(visit, trigger, step.who)
        return t("a notice to {who}", who=who) if step.kind == "notify" else t("an e-mail to {who}", who=who)
    if step.into is not None:
        field = _path((step.into,), trigger.thing, app)
        return t("asks a model about the row, whose values it gets, and sets {field}", field=field)
    if step.text:
        address = "".join(part for part in step.text if isinstance(part, str))
        return t("sends the row to {host}", host=urlsplit(address).hostname)
    if step.thing is not None and step.count is not None:
        return t("draws rows of {thing} by lot", thing=app.by_key[step.thing].name)
    if step.thing is not None:
        return t("adds {thing}", thing=app.by_key[step.thing].name)
    if not step.assignments:
        return t("removes the row")
    paths = [_path(each.path, trigger.thing, app) for each in step.assignments]
    return t("sets {fields}", fields=", ".join(paths))


def _receiver(visit: Visit, trigger: Trigger, who: Receiver) -> str:
    if who.role is not None:
        return visit.compiled.role_label(who.role)
    if isinstance(who.value, Path):
        return _path(who.value.steps, trigger.thing, visit.app)
    return visit.t("the owner")


def _path(steps: tuple[str, ...], thing: str | None, app: App) -> str:
    """Field keys by their names."""
    names = []
    for step in steps:
        field = app.by_key[thing].field(step) if thing in app.by_key and thing is not None else None
        names.append(field.name if field is not None else step)
        thing = app.reached(field) if field is not None else None
    return ".".join(names)


def _line(visit: Visit, job: Job, language: str) -> Line:
    words = {
        "waiting": visit.t("waits") if job.tries == 0 else visit.t("is tried again"),
        "done": visit.t("sent"),
        "failed": visit.t("given up"),
    }
    if job.kind == ASK:
        words |= {"waiting": visit.t("waits for a model"), "done": visit.t("answered")}
    moment = job.ended or job.due
    may_try = job.state == "failed" and bool(job.text)
    state = words.get(job.state, job.state)
    return Line(job, _target(visit, job), state, moment_text(moment, language), may_try)


def _target(visit: Visit, job: Job) -> str:
    """Where it goes: an address, or the place of a model's answer in the app."""
    if job.kind != ASK:
        return job.target
    key, row, name = job.target.split("/")
    thing = visit.app.by_key.get(key)
    field = next((each.name for each in thing.fields if each.key == name), name) if thing else name
    return visit.t("{field} of {thing} {row}", field=field, thing=thing.name if thing else key, row=row)


def _mail(visit: Visit) -> str:
    """Where mail goes, as it is."""
    try:
        server = Mailer.from_environment().server
    except WrongServer as problem:
        return problem.sentence
    if server is None:
        folder = visit.store.folder / FOLDER
        return visit.t(
            "No mail server is set, so e-mails are not sent: they are written into files in {folder}.",
            folder=folder,
        )
    return visit.t("E-mails are sent by {host}.", host=server.host)
