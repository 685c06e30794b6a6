"""Ten changes in a row that fit any app, each made by rule from what the app is at that moment."""

from collections.abc import Callable

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.changes import apply_change, remove_field, rename_field, rename_thing
from appling.blueprint.model.app import App, Field, Thing
from appling.builder.changing.rules import with_right, without_right

Change = Callable[[str, App], str]
VOCABULARY = vocabulary()
NEW = "Remark Of Ours"
FIELD = "extra note"


def read(source: str) -> App:
    app = check(source, VOCABULARY).app
    assert app is not None, [(each.code, each.label) for each in check(source, VOCABULARY).errors]
    return app


def add_field(source: str, app: App) -> str:
    """A block with one more line."""
    thing = main(app)
    block = block_of(source, thing)
    return change(source, f"{block}\n  {FIELD}: long text\n")


def rename_main(source: str, app: App) -> str:
    return rename_thing(source, main(app).name, "Renamed Thing", VOCABULARY)


def retype(source: str, app: App) -> str:
    """A text becomes a longer one, or a number a text; both keep what they hold."""
    thing, field = next(
        (thing, field)
        for thing in app.things
        for field in thing.fields
        if field.formula is None and field.type in ("text", "long text") and not field.unique
    )
    other = "long text" if field.type == "text" else "text"
    return source_with_type(source, thing, field, other)


def add_thing(source: str, app: App) -> str:
    link = main(app)
    rules = "".join(f"  {role.name} may do all\n" for role in app.roles[-1:])
    return change(source, f"thing {NEW}\n  about: {link.name}\n  text: text, required\n{rules}")


def rename_field_of_main(source: str, app: App) -> str:
    thing = main(app)
    field = next(field for field in thing.fields if field.formula is None)
    return rename_field(source, thing.name, field.name, "renamed field", VOCABULARY)


def drop_field(source: str, app: App) -> str:
    return remove_field(source, main(app).name, FIELD, VOCABULARY)


def narrow(source: str, app: App) -> str:
    """Nobody but the owner of the app removes rows of the main thing."""
    thing = main(app)
    for role in app.roles:
        source = without_right(source, thing.name, role.name, ["remove"])
    return source


def widen(source: str, app: App) -> str:
    if not app.roles:
        return change(source, f"app {app.name}\n  about: One more time.\n")
    return with_right(source, main(app).name, app.roles[0].name, ["see", "add"], own=False)


def add_page(source: str, app: App) -> str:
    return change(source, f"page One More Page\n  table of {main(app).name}\n  form of {NEW}\n")


def drop_page(source: str, app: App) -> str:
    return change(source, "remove page One More Page\n")


CHANGES: tuple[Change, ...] = (
    add_field, rename_main, retype, add_thing, rename_field_of_main, drop_field, narrow, widen, add_page,
    drop_page,
)  # fmt: skip
SHORT: tuple[Change, ...] = (add_field, rename_main, widen)


def change(source: str, text: str) -> str:
    return apply_change(source, text, VOCABULARY).source


def main(app: App) -> Thing:
    """The thing that most others link to."""

    def links(thing: Thing) -> int:
        return sum(field.thing == thing.key for each in app.things for field in each.fields)

    return max(app.things, key=links)


def block_of(source: str, thing: Thing) -> str:
    block = next(each for each in check(source, VOCABULARY).blueprint.things if each.name.text == thing.name)
    return source[block.span.start : block.span.end]


def source_with_type(source: str, thing: Thing, field: Field, other: str) -> str:
    block = next(each for each in check(source, VOCABULARY).blueprint.things if each.name.text == thing.name)
    line = next(each for each in block.fields if each.name.text == field.name)
    assert line.type is not None
    return source[: line.type.span.start] + other + source[line.type.span.end :]
