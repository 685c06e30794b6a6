"""Makes a room of a chat that a draft plans: all who sign in take part, by rooms where there are any."""

from dataclasses import replace

from appling.blueprint.model.app import VISITOR
from appling.blueprint.model.expression import Kind
from appling.builder.briefs.traits import CHAT, MESSAGE, MESSAGES, ROOM
from appling.builder.briefs.words import fold
from appling.builder.draft.declared import Declared, DeclaredField, DeclaredThing
from appling.builder.draft.rights import Hands


def with_chat(things: list[str], brief: str, language: str) -> list[str]:
    """The planned things and what is said in the chat that a brief asks for."""
    asked = CHAT.search(brief) and not MESSAGES.search(brief)
    if not asked or any(MESSAGE.search(fold(name)) for name in things):
        return things
    return [*things, "聊天消息" if language == "zh" else "Chat Message"]


def is_chat(thing: DeclaredThing, brief: str) -> bool:
    """Whether its rows are what people say to all: nobody is spoken to alone, as in private messages."""
    if not CHAT.search(brief) or MESSAGES.search(brief) or not MESSAGE.search(fold(thing.name)):
        return False
    return _speaks(thing) and len(thing.of(Kind.PERSON)) < 2


def with_talk(declared: Declared, brief: str) -> Declared:
    """The things; what is said in a chat has its speaker, and its room where the draft plans rooms; what is
    written to one alone has who it is for.
    """
    room = next((each for each in declared.things if ROOM.search(fold(each.name))), None)
    made = (
        _said_in(each, room) if is_chat(each, brief) else _said_to(each) if is_private(each, brief) else each
        for each in declared.things
    )
    return replace(declared, things=tuple(made))


def is_private(thing: DeclaredThing, brief: str) -> bool:
    """Whether its rows are what people write to one another."""
    return bool(MESSAGES.search(brief) and MESSAGE.search(fold(thing.name)) and _speaks(thing))


def _speaks(thing: DeclaredThing) -> bool:
    return any(field.type in ("text", "long text") for field in thing.fields)


def hands_of_chat(people: tuple[str, ...]) -> Hands:
    return Hands(tuple(role for role in people if role != VISITOR))


def rules_of_chat(people: tuple[str, ...]) -> list[str]:
    """Its rules: visitors don't listen."""
    roles = [role for role in people if role != VISITOR]
    return [f"{', '.join(roles)} may see, add own, remove own", f"{roles[-1]} may do all"] if roles else []


def rules_between(thing: DeclaredThing, people: tuple[str, ...]) -> list[str]:
    """The rules of what people write to one another: nobody else reads it, whoever manages neither."""
    roles = ", ".join(role for role in people if role != VISITOR)
    seen = " or ".join(f"{field.name} = me" for field in thing.of(Kind.PERSON))
    return [f"{roles} may see where {seen}", f"{roles} may add own, remove own"]


def talk_of(thing: DeclaredThing, brief: str) -> str | None:
    """The part of a page on which people talk about it or to one another; nothing for what is no talk."""
    if is_private(thing, brief) and len(thing.of(Kind.PERSON)) > 1:
        return f"messages of {thing.name}"
    if not is_chat(thing, brief):
        return None
    rooms = thing.of(Kind.LINK)
    return f"chat of {thing.name}" + (f" by {rooms[0].name}" if rooms else "")


def _said_to(thing: DeclaredThing) -> DeclaredThing:
    """The message with its sender, who writes it, and its receiver."""
    english = thing.name.isascii()
    fields = thing.fields
    if not any(field.default == "me" for field in fields):
        sender = DeclaredField("sender" if english else "发送人", "person", Kind.PERSON, default="me")
        fields = (sender, *fields)
    if not any(field.type == "person" and field.default != "me" for field in fields):
        fields = (DeclaredField("receiver" if english else "接收人", "person", Kind.PERSON), *fields)
    return replace(thing, fields=fields)


def _said_in(thing: DeclaredThing, room: DeclaredThing | None) -> DeclaredThing:
    fields = thing.fields
    taken = {fold(field.name) for field in fields}
    if not thing.of(Kind.PERSON):
        speaker = "发言人" if not thing.name.isascii() else "author"
        fields = (*fields, DeclaredField(speaker, "person", Kind.PERSON, default="me"))
    if room is not None and room is not thing and not thing.of(Kind.LINK) and fold(room.name) not in taken:
        link = DeclaredField(room.name.lower(), room.name, Kind.LINK, target=room.name)
        fields = (link, *fields)
    return replace(thing, fields=fields)
