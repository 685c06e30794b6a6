"""Whether what narrows a list stands open above it, as a form to search with."""

from appling.blueprint.model.app import Part
from appling.blueprint.model.vocabulary import Setting

FILTERS = Setting(
    "filters",
    "`open`: the filters stand above the rows, as a form to search with",
    options=("open", "folded"),
)


def has_open_filters(part: Part) -> bool:
    return dict(part.settings).get("filters") == "open"
