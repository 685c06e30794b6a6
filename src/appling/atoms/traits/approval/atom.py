"""Leave that is given or refused, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from appling.atoms.base import Rows, RowsAnswer, TraitAtom
from appling.atoms.base.columns import OLDEST_FIRST, field_column, made_when
from appling.atoms.base.talk import Said, said
from appling.atoms.base.trait import Words
from appling.blueprint.model.app import App, Thing

MOST = 100
VERDICTS = ("approved", "rejected", "asked again")


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided; `verdict` is one of VERDICTS, `author` that person's number."""

    said: Said
    verdict: str
    author: int | None


class Approval(TraitAtom):
    """A row waits until those who are named have approved it, one after the other; each can say no, and why.

    `has approval by team lead, director`: the team lead decides first, then the director; without `by`, the
    owner. Whoever has the turn decides on the row's page and finds what waits on the page “Waiting for Me”;
    they and the person who asked are told. Nobody decides on what they asked for themselves. Once
    somebody has approved, people who may change their own rows can't change that one, unless it is rejected:
    then they can, and ask again. `approved` says whether all have approved: `when approved` lets an action
    wait for it. A role that is named twice decides twice, by two people.
    """

    name = "approval"
    aliases = (
        "approvals",
        "approval steps",
        "approval workflow",
        "approval process",
        "multi step approval",
        "sign off",
        "review process",
        "审批",
        "审批流程",
        "批准",
    )
    noun = "decision"
    turns = True
    text = """
        thing HOST
          asker: person = me
          attempt = count(MADE where verdict = asked again)
          approvals = count(MADE where verdict = approved and attempt = LINK.attempt)
          rejections = count(MADE where verdict = rejected and attempt = LINK.attempt)
          approved = approvals >= TURNS
          owner may change own where approvals = 0 or rejections > 0

        thing MADE
          LINK: HOST, required
          verdict: choice(approved, rejected, asked again), required
          text: long text, max 4000
          attempt: number, required = 0
          author: person = me
          one per LINK, attempt, author where verdict != asked again
          PEOPLE may add own where verdict = asked again and LINK.ASKER = me and LINK.attempt = attempt + 1
          ROLE may add own where verdict = approved and LINK.approvals = TURN and LINK.rejections = 0 and attempt = LINK.attempt and LINK.ASKER != me
          ROLE may add own where verdict = rejected and LINK.approvals = BEFORE and LINK.rejections = 1 and attempt = LINK.attempt and LINK.ASKER != me

        when HOST is added
          notify ROLE1 "“{this}” waits for your approval."

        when MADE is added where verdict != rejected and LINK.approvals = BEFORE and LINK.rejections = 0
          notify ROLE "“{LINK}” waits for your approval."

        when MADE is added where verdict = approved and LINK.approvals = TURNS
          notify LINK.ASKER "“{LINK}” is approved."

        when MADE is added where verdict = rejected
          notify LINK.ASKER "“{LINK}” is not approved. {text}"

        page "Waiting for Me"
          list of HOST where approvals = BEFORE and rejections = 0 and ASKER != me for ROLE
    """  # noqa: E501
    words: ClassVar[Words] = {
        "zh": {
            "decision": "审批",
            "asker": "申请人",
            "attempt": "轮次",
            "approvals": "同意数",
            "rejections": "驳回数",
            "approved": "已批准",
            "verdict": "结果",
            "rejected": "已驳回",
            "asked again": "重新提交",
            "text": "理由",
            "author": "审批人",
            "Waiting for Me": "待我审批",
            "” waits for your approval.": "”等您审批。",
            "” is approved.": "”已批准。",
            "” is not approved. ": "”未获批准。",
        }
    }
    good = (
        """
        app Leave
          about: Who is away when, and who has said yes to it.
          people: employee, team lead, director
          employee may see own, add own, change own
          team lead, director may see, add own

        thing Request
          reason: text, required
          first day: date, required
          last day: date, required
          employee: person = me
          has approval by team lead, director
        """,
        """
        app 报销
          about: 报销申请逐级审批
          people: 员工, 主管, 财务
          员工 may see own, add own, change own
          主管, 财务 may see

        thing 报销单
          事由: text, required
          金额: money, required
          has 审批 by 主管, 财务
        """,
    )
    bad = (
        """
        # trait-clash
        app Leave
          people: employee, team lead
          employee may see own, add own
          team lead may see

        thing Request
          reason: text, required
          approvals: number
          has approval by team lead
        """,
        """
        # needless-turns
        app Leave
          people: employee, team lead
          employee, team lead may see, add own

        thing Request
          reason: text, required
          has comments by team lead
        """,
    )

    def need(self, thing: Thing, app: App) -> Rows:
        keys = ("text", "author", "verdict", "attempt")
        columns = (*(field_column(thing.field(key)) for key in keys), made_when())
        return Rows(thing.key, columns, sort=OLDEST_FIRST, limit=MOST, controls=False)

    def view(self, thing: Thing, app: App, data: RowsAnswer) -> Mapping[str, object]:
        """What was decided, by attempts; a row that says no verdict decides nothing."""
        names = [choice.name for choice in thing.field("verdict").choices]
        meant = dict(zip(names, VERDICTS, strict=True))
        decided: dict[int, list[Decision]] = {}
        for each in said(data.rows):
            verdict, attempt = meant.get(str(each.cells["verdict"].value)), each.cells["attempt"].value
            author = each.author.value if each.author is not None else None
            if verdict is not None and attempt is not None:
                decided.setdefault(int(attempt), []).append(Decision(each, verdict, author))
        return {"decided": decided, "verdicts": dict(zip(VERDICTS, names, strict=True))}
