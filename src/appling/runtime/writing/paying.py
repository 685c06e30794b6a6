"""Paying for a row: by a payment provider's own page, or, where none is set, as a test that says so."""

from starlette.responses import JSONResponse, Response

from appling.atoms import field_atom
from appling.atoms.fields.money.currency import currency
from appling.blueprint.model.app import Thing, Verb
from appling.runtime import addresses
from appling.runtime.access import payment_of
from appling.runtime.outward.mail import NotSent
from appling.runtime.outward.stripe import Bill, Session, Stripe, is_signed, minor
from appling.runtime.pages import refuse
from appling.runtime.rows.numbered import number_of
from appling.runtime.visit import Visit
from appling.runtime.web.limits import Rate
from appling.runtime.web.problems import BadRequest, Forbidden, NoProvider, NotFound
from appling.runtime.writing.payments import WAITING, Payment, paying, payments_of, settle_by

BY_PERSON = Rate(burst=20, seconds=10)
BY_ADDRESS = Rate(burst=60, seconds=1)
UNREACHED = "The payment provider can't be reached just now. Nothing was paid; try again in a few minutes."
HEARD = frozenset(
    {
        "checkout.session.completed",
        "checkout.session.async_payment_succeeded",
        "checkout.session.async_payment_failed",
        "checkout.session.expired",
    }
)


def pay(visit: Visit) -> Response:
    """Begin to pay what a row still costs: the page from which one goes on to pay."""
    thing, number = visit.app.thing(visit.match.route.thing), visit.match.id
    made = payment_of(thing, visit.app)
    if not visit.rights.may(thing.key, Verb.SEE):
        raise refuse(visit)
    with visit.reading() as lists:
        row = lists.reader.row(thing.key, number, checks=(visit.rights.payer_scope(thing),))
    if made is None or not row.checks[0]:
        raise refuse(visit)
    visit.limiter.take(BY_PERSON, visit.compiled.key, "pay", str(visit.actor.person))
    provider = visit.cashier.provider
    method = provider.name if provider else visit.t("test")
    with paying(visit.store, made, visit.t("Payment"), visit.actor.person) as payments:
        due = payments.due(number)
        if due <= 0:
            raise BadRequest("There is nothing to pay here.")
        payment, others = payments.begin(number, due, method, test=provider is None)
    if provider is None:
        return _page(visit, thing, made, payment, "")
    _end(provider, others)
    return _at_provider(visit, provider, thing, made, payment)


def settle(visit: Visit) -> Response:
    """What the payer decides of a test, or, of a real payment, what the provider says of it now."""
    made, number = visit.app.thing(visit.match.route.thing), visit.match.id
    if not visit.rights.may(made.key, Verb.SEE):
        raise refuse(visit)
    with visit.reading() as lists:
        lists.reader.row(made.key, number)
    with paying(visit.store, made, visit.t("Payment"), visit.actor.person) as payments:
        payment = payments.one(number)
        if payment is None:
            raise NotFound
        if payment.person != visit.actor.person and not visit.actor.is_owner:
            raise refuse(visit)
        provider = visit.cashier.provider
        answer = visit.incoming.text("answer")
        if answer == "cancel" and not payment.reference:
            payments.cancel(payment)
        elif answer == "pay":
            if provider is not None or not payment.test or payment.reference:
                raise Forbidden
            if payment.state != WAITING or payment.amount != payments.due(payment.host):
                raise BadRequest("What is to be paid has changed. Begin again.")
            payments.came(payment, test=True)
            visit.flash("Marked as paid by a test payment. No money has moved.")
    if payment.reference and provider is not None:
        _ask(visit, provider, made, payment)
    return visit.redirect(_row_of(made, payment))


def hear(visit: Visit) -> Response:
    """A call from the provider: signed, and then only a reason to ask how that payment stands."""
    visit.limiter.take(BY_ADDRESS, visit.compiled.key, "paid", visit.incoming.address)
    cashier = visit.cashier
    signature = visit.incoming.headers.get("stripe-signature", "")
    if cashier.provider is None or not is_signed(visit.incoming.body, signature, cashier.hook_secret):
        raise NotFound
    reference = _reference(visit.incoming.json)
    for made in payments_of(visit.app) if reference else ():
        with paying(visit.store, made, "") as payments:
            payment = payments.known_as(reference)
        if payment is not None:
            try:
                session = cashier.provider.look(reference)
            except NotSent as error:
                raise NoProvider(UNREACHED) from error
            settle_by(visit.store, made, payment.id, session, visit.t("Payment"))
    return visit.finish(JSONResponse({"received": True}))


def _at_provider(visit: Visit, provider: Stripe, thing: Thing, made: Thing, payment: Payment) -> Response:
    code = currency(visit.app.language)
    amount = minor(payment.amount, code)
    if amount is None:
        raise BadRequest("This sum can't be paid here.")
    try:
        session = provider.look(payment.reference) if payment.reference else None
        if session is None:
            session = provider.begin(_bill(visit, thing, made, payment, amount))
            with paying(visit.store, made, visit.t("Payment")) as payments:
                payments.note(payment, session.reference)
    except NotSent as error:
        visit.store.record("payment", visit.actor.person, f"{provider.name}: {error.why}")
        raise NoProvider(UNREACHED) from error
    if session.over or not session.url:
        _settled(visit, made, payment, session)
        return visit.redirect(_row_of(made, payment))
    return _page(visit, thing, made, payment, session.url)


def _bill(visit: Visit, thing: Thing, made: Thing, payment: Payment, amount: int) -> Bill:
    place = f"{made.key}/{payment.id}"
    here = visit.incoming.origin + _row_of(made, payment)
    return Bill(
        visit.compiled.signer.key_for(f"payment {place} {amount}"),
        place,
        f"{visit.app.name}: {thing.name} {_called(visit, thing, payment)}",
        amount,
        currency(visit.app.language),
        here,
        here,
    )


def _called(visit: Visit, thing: Thing, payment: Payment) -> str:
    """What the payer finds on the statement: the row's own number, and nothing else of it."""
    return number_of(visit, thing, payment.host) or str(payment.host)


def _ask(visit: Visit, provider: Stripe, made: Thing, payment: Payment) -> None:
    try:
        session = provider.look(payment.reference)
    except NotSent as error:
        raise NoProvider(UNREACHED) from error
    _settled(visit, made, payment, session)


def _settled(visit: Visit, made: Thing, payment: Payment, session: Session) -> None:
    if settle_by(visit.store, made, payment.id, session, visit.t("Payment")):
        visit.flash("Thank you, it is paid.")
    elif session.over and not session.paid:
        visit.flash("This payment was not finished. Begin again when you like.")
    else:
        visit.flash("It is not paid yet.")


def _end(provider: Stripe, payments: list[Payment]) -> None:
    """Where another sum is to be paid by now, the former page takes no money any more."""
    for each in payments:
        if each.reference:
            try:
                provider.end(each.reference)
            except NotSent:
                continue


def _page(visit: Visit, thing: Thing, made: Thing, payment: Payment, url: str) -> Response:
    amount = made.field("amount")
    return visit.page(
        "pay.html",
        thing=thing,
        amount=field_atom(amount.type).shown(payment.amount, amount, visit.app.language),
        url=url,
        provider=visit.cashier.provider.name if visit.cashier.provider else "",
        settle=f"{addresses.row(made.key, payment.id)}/settle",
        back=_row_of(made, payment),
        number=_called(visit, thing, payment),
        title=visit.t("Payment"),
    )


def _row_of(made: Thing, payment: Payment) -> str:
    link = made.field(made.trait.link if made.trait is not None else "")
    return f"{addresses.row(link.thing or '', payment.host)}#payment"


def _reference(event: object) -> str:
    """The payment that a call is about; empty for anything else."""
    if not isinstance(event, dict) or event.get("type") not in HEARD:
        return ""
    data = event.get("data")
    about = data.get("object") if isinstance(data, dict) else None
    found = about.get("id") if isinstance(about, dict) else None
    return found if isinstance(found, str) and 0 < len(found) <= 200 else ""
