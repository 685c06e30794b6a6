"""What people asked to do with rows and with each other gets the ready-made trait or part."""

from appling.blueprint.resolve.symbols import people
from appling.blueprint.syntax.tree import Name, ThingBlock
from appling.builder.briefs.traits import CHAT, GROUP, MESSAGE, MESSAGES, ROOM, asked_traits, host_of
from appling.builder.briefs.words import fold
from appling.builder.complete.edit import Addition
from appling.builder.complete.reading import Draft, of_type, own_person

TITLE = "What people asked to do with each other"
_PARTS = frozenset({"chat", "messages"})


def traits(draft: Draft) -> list[Addition]:
    """`has comments` and the like on the thing they are asked for, where no thing of that name does it."""
    things = {thing.name.text: thing for thing in draft.blueprint.things}
    found: dict[str, list[str]] = {}
    for trait in asked_traits(draft.brief) if _roles(draft) else ():
        present = any(trait.named.search(fold(name)) for name in things)
        host = None if present or _has_any(draft, trait.name) else host_of(trait, list(things), draft.brief)
        if host is not None:
            found.setdefault(host, []).append(trait.name)
    return [
        Addition(f"has {', '.join(names)}", TITLE, f"{host}: {', '.join(names)}", things[host])
        for host, names in found.items()
    ]


def talk(draft: Draft) -> list[Addition]:
    """Conversations between two, or a room for all, where the brief asks for them."""
    private, room = MESSAGES.search(draft.brief), CHAT.search(draft.brief)
    shown = {fold(part.kind.text) for page in draft.blueprint.pages for part in page.parts}
    if not (private or room) or shown & _PARTS or not _roles(draft):
        return []
    message = next((each for each in draft.blueprint.things if _is_message(each)), None)
    found = _shown(draft, message) if message is not None else _private(draft) if private else []
    has_room = any(each.line.partition("\n  ")[2].startswith("chat ") for each in found)
    return found + _room(draft) if not found or (GROUP.search(draft.brief) and not has_room) else found


def _shown(draft: Draft, message: ThingBlock) -> list[Addition]:
    """A page for the messages that the draft has; who they are for may read them."""
    persons = of_type(message, "person")
    sender = own_person(message)
    receiver = next((field for field in persons if field is not sender), None)
    kind = "messages" if sender is not None and receiver is not None else "chat"
    found = [_page(draft, kind, message.name.text)]
    if sender is not None and receiver is not None:
        rule = f"{_roles(draft)} may see where {_said(receiver.name)} = me"
        found.append(Addition(rule, TITLE, f"{message.name.text}: {receiver.name.text}", message))
    return found


def _private(draft: Draft) -> list[Addition]:
    name, sender, receiver, text = (
        ("消息", "发送人", "接收人", "内容") if draft.chinese else ("Message", "sender", "receiver", "text")
    )
    lines = (
        f"thing {name}",
        f"{sender}: person = me",
        f"{receiver}: person, required",
        f"{text}: long text, required",
        f"{_roles(draft)} may see where {sender} = me or {receiver} = me",
        f"{_roles(draft)} may add own, remove own",
    )
    return [Addition("\n  ".join(lines), TITLE, name), _page(draft, "messages", name)]


def _room(draft: Draft) -> list[Addition]:
    name, author, text = ("聊天消息", "作者", "内容") if draft.chinese else ("Chat Message", "author", "text")
    rooms = (thing.name for thing in draft.blueprint.things if ROOM.search(fold(thing.name.text)))
    room = next(rooms, None)
    lines = [
        f"thing {name}",
        *([f"{room.text.lower()}: {room.text}, required"] if room else []),
        f"{author}: person = me",
        f"{text}: long text, required",
        f"{_roles(draft)} may see, add own, remove own",
    ]
    by = f" by {room.text.lower()}" if room else ""
    return [Addition("\n  ".join(lines), TITLE, name), _page(draft, "chat", f"{name}{by}")]


def _page(draft: Draft, kind: str, said: str) -> Addition:
    """A page for what is said, or its place on the page that the draft has for it."""
    names = (
        {"messages": "私信", "chat": "聊天"} if draft.chinese else {"messages": "Messages", "chat": "Chat"}
    )
    name = names[kind]
    planned = next((page for page in draft.blueprint.pages if fold(page.name.text) == fold(name)), None)
    if planned is not None:
        return Addition(f"{kind} of {said}", TITLE, name, planned)
    return Addition(f"page {name} for {_roles(draft)}\n  {kind} of {said}", TITLE, name)


def _is_message(thing: ThingBlock) -> bool:
    return bool(MESSAGE.search(fold(thing.name.text)) and of_type(thing, "text", "long text"))


def _has_any(draft: Draft, trait: str) -> bool:
    lines = [line for thing in draft.blueprint.things for line in thing.traits]
    return any(fold(name.text) == trait for line in lines for name in line.traits)


def _roles(draft: Draft) -> str:
    """All declared roles, as a rule or a page names them."""
    return ", ".join(_said(role) for role in people(draft.blueprint))


def _said(name: Name) -> str:
    return name.text if " " not in name.text else f'"{name.text}"'
