"""A forgotten password: a link to choose another one, by e-mail, where mail can be sent."""

from datetime import timedelta

from starlette.responses import Response

from appling.runtime.outward.mail import Mailer, WrongServer
from appling.runtime.visit import Visit
from appling.runtime.web.limits import Rate

GOOD_FOR = timedelta(hours=1)
BY_ACCOUNT = Rate(burst=3, seconds=600)
BY_ADDRESS = Rate(burst=10, seconds=60)
CAUSE = "password forgotten"


def show_form(visit: Visit) -> Response:
    """The form; without a mail server, whom to ask."""
    heading = visit.t("Password forgotten")
    if not mail_is_sent():
        text = visit.t("Ask the owner of this app for a link: with it you choose another password.")
        return visit.page("message.html", heading=heading, text=text, actions=(), title=heading)
    form: dict[str, object] = {"values": {}, "errors": {}, "next": None, "open": False}
    return visit.page("forgotten.html", form=form, title=heading)


def send_link(visit: Visit) -> Response:
    """The same answer whether there is such an account or not."""
    app, email = visit.compiled.key, visit.incoming.text("email").strip().casefold()[:320]
    visit.limiter.take(BY_ADDRESS, app, "forgotten address", visit.incoming.address)
    visit.limiter.take(BY_ACCOUNT, app, "forgotten account", email)
    person = visit.store.people.find(email) if mail_is_sent() else None
    if person is not None and person.active and person.email is not None and not person.sample:
        token = visit.store.entry.make_link(person.id, GOOD_FOR)
        with visit.store.write(visit.viewer) as writer:
            writer.outbox.email(person.email, _text(visit, token), CAUSE)
    heading = visit.t("Look into your mail")
    text = visit.t("If there is an account with this address, a link is on its way. It is good for an hour.")
    return visit.page("message.html", heading=heading, text=text, actions=(), title=heading)


def mail_is_sent() -> bool:
    """Whether there is a mail server; files in a folder reach nobody."""
    try:
        return Mailer.from_environment().server is not None
    except WrongServer:
        return False


def _text(visit: Visit, token: str) -> str:
    lines = (
        visit.t("Another password for {app}", app=visit.app.name),
        visit.t("Choose it here; the link is good once, for an hour:"),
        f"{visit.incoming.origin}/-/link/{token}",
        visit.t("If you did not ask for this, there is nothing to do."),
    )
    return "\n\n".join(lines).replace("\n\n", "\n", 1)
