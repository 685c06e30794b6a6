"""What two people write to each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from appling.atoms.base import Cell, Need, PartAtom, Rows, RowsAnswer, RowView
from appling.atoms.base.columns import NEWEST_FIRST
from appling.atoms.base.talk import mine_of, talk_columns, talk_of
from appling.blueprint.model.app import App, Part

MOST = 300


@dataclass(frozen=True, slots=True)
class Conversation:
    """With one other person; `said` is in the order in which it was said."""

    other: int | None
    name: str
    face: str | None
    said: tuple[RowView, ...]


class Messages(PartAtom):
    """An inbox: the viewer's conversations, one for each other person, the latest first, and a new one.

    Its thing has a text and two people, who writes (`from: person = me`) and to whom. So that nobody else
    reads it, its rule is `member may see where from = me or to = me`.
    """

    name = "messages"
    aliases = ("inbox", "conversations", "private messages", "direct messages", "dm", "mailbox", "messenger")
    thing = "required"
    clauses = frozenset({"where"})
    good = (
        """
        app Tutors
          about: Find somebody who explains it, and write to them.
          people: student, tutor

        thing Note
          from: person = me
          to: person, required
          text: long text, required
          student, tutor may see where from = me or to = me
          student, tutor may add own, remove own

        page Messages for student, tutor
          messages of Note
        """,
        """
        app 校友
          people: 校友

        thing 私信
          发件人: person = me
          收件人: person, required
          内容: long text, required
          校友 may see where 发件人 = me or 收件人 = me
          校友 may add own

        page 私信箱 for 校友
          messages of 私信
        """,
    )
    bad = (
        """
        # clause-not-taken
        app Tutors

        thing Note
          to: person
          text: text

        page Messages
          messages of Note by to
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        where = mine_of(thing, part.where)
        return Rows(thing.key, talk_columns(thing), where, NEWEST_FIRST, MOST, controls=False, form=True)

    def view(self, part: Part, app: App, data: RowsAnswer) -> Mapping[str, object]:
        talk = talk_of(app.thing(part.thing or ""))
        return {
            "conversations": conversations(data.rows),
            "text": talk.said.key if talk.said is not None else None,
            "to": talk.receiver.key if talk.receiver is not None else None,
        }


def conversations(rows: tuple[RowView, ...]) -> tuple[Conversation, ...]:
    """`rows`: the newest first. The other person is to whom one's own words go, or who said the others."""
    found: dict[int | None, list[RowView]] = {}
    cells: dict[int | None, Cell] = {}
    for row in rows:
        cell = row.cells[4] if row.cells[3].value else row.cells[1]
        other = int(cell.value) if cell.value is not None else None
        found.setdefault(other, []).append(row)
        cells.setdefault(other, cell)
    return tuple(
        Conversation(other, cells[other].text, cells[other].face, tuple(reversed(said)))
        for other, said in found.items()
    )
