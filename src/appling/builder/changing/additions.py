"""A new thing, as a small model names it, in the full language, with rights that follow from who adds it."""

from dataclasses import replace

from appling.blueprint.model.app import VISITOR, App
from appling.blueprint.model.vocabulary import Vocabulary
from appling.blueprint.resolve.faults import quoted
from appling.builder.draft.cut import pieces
from appling.builder.draft.declared import DeclaredThing
from appling.builder.draft.fields import full_field, needed, read_fields
from appling.builder.draft.persons import open_to_strangers
from appling.builder.draft.privacy import careful
from appling.builder.draft.rights import Hands, read_hands, rules_of


def thing_block(name: str, hands: str, fields: str, app: App, vocabulary: Vocabulary) -> str:
    """The block of a thing that is added by `hands`, with rules that let nobody in who was not named."""
    people = people_of(app)
    things = (*(thing.name for thing in app.things), name)
    roles = tuple(role.name for role in app.roles)
    thing = DeclaredThing(name, read_fields(pieces(fields, ","), name, things, roles, vocabulary))
    through = _trusted(careful(read_hands(hands), thing, people, mine=False), app)
    concerned = tuple(
        field.name for field in thing.fields if field.type == "person" and field.default != "me"
    )
    must = needed(thing.fields)
    lines = [full_field(field, required=field.name in must, own=thing.name) for field in thing.fields]
    lines += rules_of(through, people, concerned)
    return "\n".join([f"thing {quoted(name)}", *(f"  {line}" for line in lines)]) + "\n"


def _trusted(hands: Hands, app: App) -> Hands:
    """Without handlers who sign up by themselves where that is the public."""
    if not open_to_strangers(people_of(app)):
        return hands
    strangers = {role.name for role in app.joinable}
    return replace(hands, handlers=tuple(role for role in hands.handlers if role not in strangers))


def people_of(app: App) -> tuple[str, ...]:
    """The roles as drafts list them: with `visitor` where visitors may see something."""
    seen = any(grant.role == VISITOR for thing in app.things for grant in thing.grants)
    roles = tuple(role.name for role in app.roles)
    return (VISITOR, *roles) if seen else roles
