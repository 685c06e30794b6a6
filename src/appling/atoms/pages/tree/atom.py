"""Rows below one another."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Branches, Need, PartAtom, Rows
from appling.atoms.base.columns import field_column, shown_columns
from appling.atoms.base.groups import has_form_beside
from appling.blueprint.model.app import App, Column, Part, Thing
from appling.blueprint.model.expression import Kind

FACTS = 2
MOST = 500


class Tree(PartAtom):
    """Rows below one another, each folded out or in: categories, an organisation, a thread of replies.

    The thing needs a link to itself, such as `parent: Category`; `by` names it where there are several.
    Whoever may add finds a button at each row that adds one below it.
    """

    name = "tree"
    aliases = (
        "hierarchy",
        "org chart",
        "organisation chart",
        "organization chart",
        "family tree",
        "outline",
        "mind map",
        "nested list",
        "folders",
        "site map",
        "thread",
    )
    thing = "required"
    clauses = frozenset({"where", "by", "sort", "show", "limit"})
    collection = True
    good = (
        """
        app Company
          about: Who reports to whom.
          people: employee, office

        thing Position
          title: text, required
          held by: text
          reports to: Position
          employee may see
          office may do all

        page Organisation
          tree of Position sort title show held by
        """,
        """
        app 商品分类
          about: 一层一层的分类

        thing 分类
          名称: text, required
          上级: 分类
          说明: text

        page 目录
          tree of 分类 by 上级 sort 名称
        """,
    )
    bad = (
        """
        # missing-thing
        app Company

        thing Position
          title: text

        page Organisation
          tree "Who reports to whom"
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        link = next((column for column in part.by if _leads_up(column, thing)), None) or usual_link(thing)
        said = {thing.title, link.field if link else None}
        shown = part.show or shown_columns(part, thing, FACTS + len(said))
        columns = tuple(column for column in shown if column.field is None or column.field not in said)[
            :FACTS
        ]
        if link is None:
            return Rows(thing.key, columns, part.where, part.sort, part.limit, part.by, controls=False)
        return Branches(thing.key, link, columns, part.where, part.sort, part.limit or MOST)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        return {"form_beside": has_form_beside(part, app)}


def usual_link(thing: Thing) -> Column | None:
    """The first link of the thing to itself."""
    columns = (field_column(field) for field in thing.fields if field.formula is None)
    return next((column for column in columns if _leads_up(column, thing)), None)


def _leads_up(column: Column, thing: Thing) -> bool:
    return column.value.type.kind is Kind.LINK and column.value.type.thing == thing.key
