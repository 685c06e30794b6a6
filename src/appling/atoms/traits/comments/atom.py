"""What people say about a row, and answer."""

from collections.abc import Mapping
from typing import ClassVar

from appling.atoms.base import Rows, RowsAnswer, TraitAtom
from appling.atoms.base.columns import OLDEST_FIRST, field_column, made_when
from appling.atoms.base.talk import Said, said
from appling.atoms.base.trait import ANONYMOUS, Words
from appling.blueprint.model.app import App, Thing

MOST = 300


class Comments(TraitAtom):
    """People talk about a row, below it, and answer one another.

    On the row's page stand what was said, oldest first, with the answers below each, and a form; lists
    show how many there are. Who may see the row sees its comments; who is signed in besides may write,
    and change or remove what they wrote. Those who may change every row of the thing moderate.
    """

    name = "comments"
    aliases = ("comment", "discussion", "replies", "thread", "conversation", "评论", "留言", "讨论")
    noun = "comment"
    text = """
        thing HOST
          comments = count(MADE)

        thing MADE
          LINK: HOST, required
          text: long text, required, max 4000
          author: person = me
          reply to: MADE
    """
    words: ClassVar[Words] = {
        "zh": {
            "comment": "评论",
            "comments": "评论数",
            "text": "内容",
            "author": "作者",
            "reply to": "回复",
        }
    }
    settings = (ANONYMOUS,)
    good = (
        """
        app Neighbours Cook
          about: Recipes of our street, and what we think of them.
          people: member, cook
          visitor may see
          member may add, change own, remove own
          cook may do all

        thing Recipe
          title: text, required
          picture: image
          steps: long text
          by: person = me
          has comments

        page Recipes
          cards of Recipe
        """,
        """
        app 社区菜谱
          about: 大家的菜谱和评论
          people: 会员, 编辑
          visitor may see where 公开
          会员 may add, see own, change own
          编辑 may do all

        thing 菜谱
          名称: text, required
          做法: long text
          公开: yes/no = yes
          厨师: person = me
          has comments for 会员, 编辑 with anonymous = yes
        """,
    )
    bad = (
        """
        # trait-clash
        app Neighbours Cook
          people: member
          member may see

        thing Recipe
          title: text
          has comments

        thing Recipe Comment
          recipe: Recipe
          words: text
        """,
        """
        # unknown-trait
        app Neighbours Cook
          people: member
          member may see

        thing Recipe
          title: text
          has commments
        """,
    )

    def need(self, thing: Thing, app: App) -> Rows:
        text, author, reply_to = (field_column(thing.field(key)) for key in ("text", "author", "reply_to"))
        columns = (text, author, made_when(), reply_to)
        return Rows(thing.key, columns, sort=OLDEST_FIRST, limit=MOST, controls=False)

    def view(self, thing: Thing, app: App, data: RowsAnswer) -> Mapping[str, object]:
        return {"threads": threads(said(data.rows))}


def threads(rows: tuple[Said, ...]) -> tuple[tuple[Said, tuple[Said, ...]], ...]:
    """Each comment with its answers; an answer to an answer stands below the first, and none is lost."""
    by_id = {each.row.id: each for each in rows}
    answers: dict[int, list[Said]] = {each.row.id: [] for each in rows}
    tops = []
    for each in rows:
        top = _top(each, by_id)
        if top is each:
            tops.append(each)
        else:
            answers[top.row.id].append(each)
    return tuple((top, tuple(answers[top.row.id])) for top in tops)


def _top(said: Said, by_id: Mapping[int, Said]) -> Said:
    """The comment that an answer belongs to, however deep; a circle, or one not here, ends the search."""
    seen = {said.row.id}
    current = said
    while (above := by_id.get(_reply_to(current))) is not None:
        if above.row.id in seen:
            return said
        seen.add(above.row.id)
        current = above
    return current


def _reply_to(said: Said) -> int:
    cell = said.cells.get("reply_to")
    return int(cell.value) if cell is not None and cell.value is not None else 0
