"""The language of an app whose names are written in Latin letters."""

from appling.builder.briefs.tongue import ENGLISH_NAMES, tongue_of
from appling.builder.complete.edit import Addition
from appling.builder.complete.reading import Draft


def language(draft: Draft) -> list[Addition]:
    """`language: de` for a brief in German: from names alone it could not be told."""
    app, tag = draft.blueprint.app, tongue_of(draft.brief)
    if app is None or tag in ("en", "zh") or any(setting.key.text == "language" for setting in app.settings):
        return []
    return [Addition(f"language: {tag}", "The language of the request", ENGLISH_NAMES[tag], app)]
