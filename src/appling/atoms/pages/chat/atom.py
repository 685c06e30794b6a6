"""A room in which people talk."""

from collections.abc import Mapping
from functools import partial

from appling.atoms.base import Need, PartAtom, Rows, RowsAnswer
from appling.atoms.base.columns import NEWEST_FIRST
from appling.atoms.base.talk import mentioned, talk_columns, talk_of
from appling.blueprint.model.app import App, Part

MOST = 60


class Chat(PartAtom):
    """A room: what people said, the newest below, and a line to write at the foot; it keeps up by itself.

    Its thing has a text and a person (`author: person = me`). `by room`, a link or a choice, makes rooms
    of it: the reader chooses one. Who may see and write is told by the thing's rules, as everywhere.
    """

    name = "chat"
    aliases = ("chat room", "chatroom", "group chat", "live chat", "room", "chat box", "talk")
    thing = "required"
    clauses = frozenset({"where", "by"})
    good = (
        """
        app Choir
          about: Where the choir talks between rehearsals.
          people: singer, conductor
          singer may see, add own, remove own
          conductor may do all

        thing Room
          name: text, required
          singer may see

        thing Message
          room: Room, required
          text: long text, required
          author: person = me

        page Chat
          chat of Message by room
        """,
        """
        app 家庭群
          people: 家人
          家人 may see, add

        thing 消息
          内容: text, required
          发送人: person = me

        page 聊天
          chat of 消息
        """,
    )
    bad = (
        """
        # clause-not-taken
        app Choir

        thing Message
          text: text

        page Chat
          chat of Message sort text
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        columns = talk_columns(thing)
        return Rows(
            thing.key, columns, part.where, NEWEST_FIRST, MOST, group=part.by[:1], controls=True, form=True
        )

    def view(self, part: Part, app: App, data: RowsAnswer) -> Mapping[str, object]:
        thing = app.thing(part.thing or "")
        key = part.by[0].field if part.by else None
        filters = data.controls.filters if data.controls is not None else ()
        rooms = next((each for each in filters if key and each.name.split(".")[-1] == key), None)
        talk = talk_of(thing)
        return {
            "said": tuple(reversed(data.rows)),
            "rooms": rooms if rooms is not None and rooms.kind == "choice" else None,
            "room": key,
            "text": talk.said.key if talk.said is not None else None,
            "known": talk.sender is not None,
            "mentioned": partial(mentioned, people=_people(data) if talk.sender is not None else {}),
        }


def _people(data: RowsAnswer) -> dict[str, int]:
    """Who talks here, by name."""
    said = (row.cells[1] for row in data.rows)
    return {cell.text: int(cell.value) for cell in said if cell.text and cell.value is not None}
