"""What a small model is shown of an app that it is to change: its names, in a few lines."""

from appling.blueprint.model.app import VISITOR, App, Field, Thing


def outline(app: App) -> str:
    """Things with their fields, roles, buttons and pages, as the language calls them."""
    lines = [
        f"{thing.name}: {', '.join(_field(field, app) for field in thing.fields)}" for thing in app.things
    ]
    roles = [role.name for role in app.roles]
    if any(grant.role == VISITOR for thing in app.things for grant in thing.grants):
        roles = [VISITOR, *roles]
    lines += [f"roles: {', '.join(roles)}"] if roles else []
    lines += [f"buttons: {', '.join(f'{_on(each.thing, app)}{each.name}' for each in app.actions)}"] * bool(
        app.actions
    )
    pages = [page.name for page in app.pages if not page.implied]
    return "\n".join(lines + ([f"pages: {', '.join(pages)}"] if pages else []))


def asked(app: App, request: str) -> str:
    """The outline and the request."""
    return f"{outline(app)}\nChange: {request}"


def _on(thing: str | None, app: App) -> str:
    return f"{app.by_key[thing].name}." if thing is not None else ""


def _field(field: Field, app: App) -> str:
    if field.formula is not None:
        return f"{field.name} (computed)"
    type_ = type_of(field, app)
    return field.name if type_ in ("text", field.name) else f"{field.name}: {type_}"


def type_of(field: Field, app: App) -> str:
    """A field's type as the language writes it."""
    if field.choices:
        return f"{field.type}({', '.join(choice.name for choice in field.choices)})"
    return app.by_key[field.thing].name if field.thing is not None else field.type


def title_of(thing: Thing) -> str:
    """The name of the field that rows are called by, or of the first one."""
    return next((field.name for field in thing.fields if field.key == thing.title), thing.fields[0].name)
