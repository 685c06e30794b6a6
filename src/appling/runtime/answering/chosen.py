"""A few rows that somebody chose among many, as a comparison shows them."""

from appling.atoms.base import Chosen, ChosenAnswer, Head, Option
from appling.blueprint.model.app import Verb
from appling.runtime import addresses
from appling.runtime.rows.lists import NEWEST_FIRST, Lists, Place
from appling.runtime.rows.row_views import RowViews
from appling.store.queries import Match, Query
from appling.store.scope import ROW_ID


def chosen(need: Chosen, lists: Lists, place: Place) -> ChosenAnswer:
    """Those that the address names; without any, the first two."""
    thing = lists.app.thing(need.thing)
    name = f"{place.prefix}row"
    asked = [
        int(text)
        for text in place.query.getlist(name)
        if text.isascii() and text.isdigit() and len(text) < 10
    ]
    columns = lists.visible(need.columns, thing.key)
    titles = RowViews(lists.app, lists.rights, thing, (), (), lists)
    views = RowViews(lists.app, lists.rights, thing, columns, (), lists)
    where = () if need.where is None else (need.where,)
    sort = need.sort or NEWEST_FIRST
    offered = lists.reader.page(
        Query(thing.key, titles.expressions, where, sort=sort, limit=need.limit, checks=titles.checks)
    )
    wanted = tuple(dict.fromkeys(asked))[: need.most] or tuple(row.id for row in offered.rows[:2])
    found = lists.reader.rows(
        Query(thing.key, views.expressions, where, (Match(ROW_ID, wanted),), sort=sort, checks=views.checks)
    )
    rows = {row.id: row for row in views.rows(found)}
    shown = tuple(rows[each] for each in wanted if each in rows)
    options = tuple(Option(str(row.id), row.title, row.id in rows) for row in titles.rows(offered.rows))
    return ChosenAnswer(
        thing,
        name,
        place.path,
        tuple(pair for pair in place.query.multi_items() if pair[0] != name),
        options,
        shown,
        tuple(Head(column.label, style=style) for column, style in zip(columns, views.styles, strict=True)),
        need.most,
        offered.total,
        addresses.new(thing.key) if lists.rights.may(thing.key, Verb.ADD) else None,
        need.where is not None,
    )
