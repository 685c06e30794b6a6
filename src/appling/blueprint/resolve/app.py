"""From a blueprint without faults to the plain App."""

from appling.blueprint.model.app import App, Look
from appling.blueprint.names import address_of, language_of
from appling.blueprint.resolve.actions import Actions
from appling.blueprint.resolve.colours import hex_of, is_light
from appling.blueprint.resolve.expressions import Expressions
from appling.blueprint.resolve.labels import Labels
from appling.blueprint.resolve.pages import Pages
from appling.blueprint.resolve.symbols import Symbols, joinable, settings
from appling.blueprint.resolve.things import Things
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import Blueprint, TriggerBlock

LANGUAGES = {
    "english": "en", "chinese": "zh", "中文": "zh", "汉语": "zh", "简体中文": "zh", "繁體中文": "zh-Hant",
    "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es",
    "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl",
    "nederlands": "nl", "japanese": "ja", "日本語": "ja", "korean": "ko", "한국어": "ko", "russian": "ru",
    "русский": "ru", "ukrainian": "uk", "polish": "pl", "turkish": "tr", "arabic": "ar", "العربية": "ar",
    "hebrew": "he", "hindi": "hi", "vietnamese": "vi", "indonesian": "id", "greek": "el", "czech": "cs",
    "swedish": "sv", "danish": "da", "norwegian": "nb", "finnish": "fi",
}  # fmt: skip


def resolve(symbols: Symbols, expressions: Expressions) -> App:
    """The App that a checked blueprint means."""
    blueprint = symbols.blueprint
    assert blueprint.app is not None  # noqa: S101 - checked before
    language = language_for(blueprint)
    labels = Labels(symbols, language)
    making = Things(symbols, expressions, labels)
    things = making.made()
    actions = Actions(symbols, expressions, making)
    pages = Pages(symbols, expressions, labels, language)
    return App(
        name=blueprint.app.name.text,
        key=address_of(blueprint.app.name.text),
        about=" ".join(value.text for line in settings(blueprint, "about") for value in line.values),
        language=language,
        look=look_of(blueprint),
        roles=tuple(symbols.roles.values()),
        things=things,
        actions=actions.made(things),
        triggers=actions.triggers(),
        sign_up=joinable(symbols),
        pages=pages.made(things),
        row_pages=pages.of_rows(),
    )


def language_for(blueprint: Blueprint) -> str:
    """The language that is set, or else the one that the scripts of the names suggest."""
    for line in settings(blueprint, "language"):
        for value in line.values:
            if tag := language_tag(value.text):
                return tag
    named = [block for block in blueprint.blocks if not isinstance(block, TriggerBlock)]
    names = [block.name.text for block in named]
    names += [line.name.text for thing in blueprint.things for line in thing.fields]
    names += [line.name.text for action in blueprint.actions for line in action.inputs]
    return language_of(names)


def language_tag(text: str) -> str | None:
    """The tag of a language given by tag or name."""
    word = name_key(text)
    if word in LANGUAGES:
        return LANGUAGES[word]
    main, *rest = word.split(" ")
    if not (main.isascii() and main.isalpha() and len(main) in (2, 3)):
        return None
    if any(not (part.isascii() and part.isalnum() and len(part) <= 8) for part in rest) or len(rest) > 2:
        return None
    return "-".join([main, *(part.title() if len(part) == 4 else part.upper() for part in rest)])


def look_of(blueprint: Blueprint) -> Look:
    """The first colour is the background, the second the accent; a single dark one is the accent."""
    found = [
        colour
        for line in settings(blueprint, "look")
        for value in line.values
        if (colour := hex_of(value.text)) is not None
    ]
    if len(found) == 1:
        return Look(background=found[0]) if is_light(found[0]) else Look(accent=found[0])
    return Look(found[0], found[1]) if found else Look()
