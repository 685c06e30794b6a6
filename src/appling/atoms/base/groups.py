"""How the parts that list rows stand: under headings, and beside a form."""

from collections.abc import Iterable

from appling.atoms.base.views import RowView
from appling.blueprint.model.app import App, Part


def by_heading(rows: Iterable[RowView]) -> tuple[tuple[str | None, tuple[RowView, ...]], ...]:
    """Each heading once, in the order in which they first come, with its rows."""
    found: dict[str | None, list[RowView]] = {}
    for row in rows:
        for heading in row.groups or (row.group,):
            found.setdefault(heading, []).append(row)
    return tuple((heading, tuple(under)) for heading, under in found.items())


def has_form_beside(part: Part, app: App) -> bool:
    """Whether a form on the same page adds such rows already, so that no button need lead to another."""
    return any(
        other.kind == "form" and other.thing == part.thing
        for page in app.all_pages
        if part in page.parts
        for other in page.parts
    )
