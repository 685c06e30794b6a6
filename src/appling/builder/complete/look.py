"""The colours of the brief."""

from appling.builder.briefs.colours import colours_of
from appling.builder.complete.edit import Addition
from appling.builder.complete.reading import Draft


def look(draft: Draft) -> list[Addition]:
    """`look: ivory, forest green`, unless the draft has one."""
    colours = colours_of(draft.brief)
    app = draft.blueprint.app
    if not colours or app is None or any(setting.key.text == "look" for setting in app.settings):
        return []
    return [Addition(f"look: {', '.join(colours)}", "Colours as asked for", ", ".join(colours), app)]
