"""What traits show on the page of a row: the rows that hang on it, as the trait's own template has them."""

from collections.abc import Iterator
from decimal import Decimal

from markupsafe import Markup

from appling.atoms import field_atom, trait_atom
from appling.atoms.base import FormAnswer, RowView
from appling.blueprint.model.app import Thing, Verb
from appling.blueprint.model.expression import Path
from appling.runtime.rows.lists import Lists, Place
from appling.runtime.templating import environment
from appling.runtime.visit import Visit
from appling.runtime.writing.forms import Forms
from appling.store.queries import Match


def hanging(host: Thing, row: RowView, visit: Visit, lists: Lists) -> tuple[str, ...]:
    """The HTML of each trait of the row's thing that this viewer may see or take part in."""
    return tuple(_shown(host, row, thing, visit, lists) for thing in _made(host, lists))


def _made(host: Thing, lists: Lists) -> Iterator[Thing]:
    for thing in lists.app.things:
        hangs = thing.trait is not None and thing.field(thing.trait.link).thing == host.key
        if hangs and _has_section(thing) and lists.rights.may(thing.key, Verb.SEE):
            yield thing


def _has_section(thing: Thing) -> bool:
    return thing.trait is not None and trait_atom(thing.trait.name).has_section


def _shown(host: Thing, row: RowView, thing: Thing, visit: Visit, lists: Lists) -> Markup:
    assert thing.trait is not None  # noqa: S101 - only such things are asked for
    atom = trait_atom(thing.trait.name)
    link = thing.field(thing.trait.link)
    place = Place(visit.incoming.path, visit.incoming.query, f"{thing.key}.")
    hangs = Match(Path((link.key,), link.value), (row.id,))
    data = lists.rows(atom.need(thing, lists.app), place, (hangs,))
    context = {
        "host": host,
        "row": row,
        "thing": thing,
        "link": link,
        "data": data,
        "form": _form(thing, row, visit, lists),
        "may_sign_in": bool(lists.app.roles) and not lists.rights.signed_in,
        "app": lists.app,
        "id": thing.trait.name,
        "t": visit.compiled.t,
        "language": lists.app.language,
        "token": visit.request_token,
        "me": visit.actor.person,
        "actor": visit.actor,
    }
    context |= atom.view(thing, lists.app, data)
    if thing.trait.of is not None:
        context |= _paid(host, row, thing.trait.of, visit, lists)
    html = environment().get_template(f"traits/{atom.name}/row.html").render(context)
    return Markup(html)  # noqa: S704 - a template of ours made it, with all values escaped


def _paid(host: Thing, row: RowView, of: str, visit: Visit, lists: Lists) -> dict[str, object]:
    """Whether the viewer may pay for the row, what it costs, and whether that would move money."""
    scope = lists.rights.payer_scope(host)
    field = host.field(of)
    seen = (Path((field.key,), field.value),) if field in lists.rights.seen(host) else ()
    found = lists.reader.row(host.key, row.id, seen, (scope,))
    cost = found.values[0] if found.values else None
    return {
        "may_pay": found.checks[0] and cost is not None and cost > 0,
        "cost": field_atom("money").shown(Decimal(str(cost)), field, lists.app.language) if cost else "",
        "provider": visit.cashier.provider.name if visit.cashier.provider is not None else "",
        "pay": f"{row.href}/pay",
    }


def _form(thing: Thing, row: RowView, visit: Visit, lists: Lists) -> FormAnswer | None:
    """An empty form whose rows hang on this one."""
    if not lists.rights.may(thing.key, Verb.ADD):
        return None
    assert thing.trait is not None  # noqa: S101 - see above
    return Forms(lists, visit.request_token).hanging(thing, row.id, f"{row.href}#{thing.trait.name}")
