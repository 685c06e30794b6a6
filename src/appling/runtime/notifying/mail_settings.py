"""Which notices come by e-mail: a page for each person, and an address in every e-mail that ends them all."""

from datetime import UTC, datetime

from starlette.responses import Response

from appling.runtime.visit import Visit
from appling.runtime.web.limits import Rate
from appling.runtime.web.problems import NotFound, SignInNeeded
from appling.runtime.web.tokens import Signer
from appling.store import Person
from appling.store.outgoing.mail_wishes import TOLD, WAYS

PURPOSE = "no more mails"
GOOD_FOR = 10 * 365 * 24 * 3600
BY_ADDRESS = Rate(burst=30, seconds=2)


def stop_path(signer: Signer, address: str) -> str:
    """The path by which nothing more goes to an address; nobody else can make it up."""
    return f"/-/mail/{signer.sign(PURPOSE, address)}"


def show(visit: Visit) -> Response:
    return _page(visit, _person(visit))


def change(visit: Visit) -> Response:
    """Keep what is chosen for each kind, and whether any mail comes at all."""
    person = _person(visit)
    wishes = {kind: visit.incoming.text(kind) for kind in TOLD}
    visit.store.mail_wishes.keep(person.id, {kind: way for kind, way in wishes.items() if way in WAYS})
    if person.email is not None and visit.incoming.text("all") == "no":
        visit.store.mail_wishes.stop(person.email, datetime.now(UTC))
    elif person.email is not None and visit.incoming.text("all") == "yes":
        visit.store.mail_wishes.go_on(person.email)
    visit.flash("Saved.")
    return visit.redirect("/-/mail")


def ask_to_stop(visit: Visit) -> Response:
    """Looking at it stops nothing: mail programs look at addresses before people do."""
    address = _address(visit)
    return visit.page("mail_stop.html", address=address, title=visit.t("No more mails"))


def stop(visit: Visit) -> Response:
    """Send nothing more to the address that is signed; it needs no account and no form of ours."""
    address = _address(visit)
    visit.store.mail_wishes.stop(address, datetime.now(UTC))
    heading = visit.t("No more mails")
    text = visit.t("Nothing more goes from here to {address}.", address=address)
    actions = [(visit.t("Choose which mails come"), "/-/mail")] if visit.app.roles else []
    return visit.page("message.html", heading=heading, text=text, actions=actions, title=heading)


def _address(visit: Visit) -> str:
    """Raises NotFound for what we did not sign, and TooMany for who tries often."""
    signed = visit.compiled.signer.read(PURPOSE, visit.match.token, GOOD_FOR)
    if not isinstance(signed, str):
        visit.limiter.take(BY_ADDRESS, visit.compiled.key, "mail address", visit.incoming.address)
        raise NotFound
    return signed


def _person(visit: Visit) -> Person:
    if visit.session is None:
        raise SignInNeeded
    return visit.session.person


def _page(visit: Visit, person: Person) -> Response:
    wishes = visit.store.mail_wishes.of(person.id)
    stopped = person.email is not None and visit.store.mail_wishes.wants_none(person.email)
    title = visit.t("Mails to me")
    return visit.page("mail.html", person=person, wishes=wishes, stopped=stopped, title=title)
