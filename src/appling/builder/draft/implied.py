"""What a field's bare name says about its type, in English and Chinese: what a draft need not spell out."""

import re
import tomllib
from collections.abc import Collection, Iterable
from pathlib import Path

from appling.builder.briefs.words import fold

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_ENGLISH: dict[str, str] = {
    word.replace("-", " "): type_ for type_, words in _WORDS["last_word"].items() for word in words.split()
}
_CHINESE: list[tuple[str, str]] = sorted(
    ((ending, type_) for type_, endings in _WORDS["ending"].items() for ending in endings.split()),
    key=lambda pair: -len(pair[0]),
)
_MOMENT = re.compile(
    r"^(created|posted|placed|sent|opened|written|registered|submitted|published|added|uploaded|joined)"
    r"( (date|at|on|time))?$|^date$|^time ?stamp$"
    r"|^(发布|创建|提交|下单|注册|登记|评论|上传|申请|留言|报名)?(日期|时间)$"
)
_BOTH = re.compile(r"\bdate (and|&) time$|\bdate ?time$|^日期和?时间$")
_COUNTED = re.compile(
    r"^(max|min|maximum|minimum|total|number of|no of) (\w+ )*\w+[^su]s$|^(最大|最多|最少|总).*数$"
)
"""`max players`, `number of rooms`."""
_STARTS = (
    (re.compile(r"^(quantity|qty|数量|件数|人数|张数)$"), "1"),
    (
        re.compile(
            r"^(likes?|votes?|upvotes|views?|points|coins|stock|progress|点赞数?|票数|浏览量|积分|库存|进度)$"
        ),
        "0",
    ),
)
"""What numbers that are counted begin with."""
_SOMEBODY_ELSE = re.compile(
    r"\b(winner|loser|opponent|receiver|recipient|assignee|assigned|assigned to|invitee|nominee|candidate)$"
    r"|(获胜者|胜者|败者|对手|接收人|收件人|受邀人|候选人)$"
)
"""People whom a row speaks of, and who did not add it."""
_NAMES = ("name", "title", "label")
STATE = re.compile(r"(^|\b)(status|state|stage)$|状态$")
_FIRST = re.compile(
    r"^(new|open|pending|waiting|to ?do|(un|not )(paid|confirmed|verified|approved|started))$|^[待未]"
)
_LATER = re.compile(
    r"^(in progress|processing|paid|confirmed|verified|approved|rejected|declined|accepted|cancell?ed"
    r"|completed?|done|finished|closed|resolved|packed|shipped|sent|delivered|received|returned|refunded|overdue)$|^已|中$"
)
"""What a row is at the beginning of its way, and further on."""


def is_state(name: str, choices: Collection[str]) -> bool:
    """Whether a choice is how far a row has come, as its name says, or all that there is to choose from."""
    if STATE.search(fold(name)):
        return bool(choices)
    return begins(choices) is not None and all(
        _LATER.search(each) or _FIRST.search(each) for each in map(fold, choices)
    )


def begins(choices: Iterable[str]) -> str | None:
    """The first of them with which things begin."""
    return next((each for each in choices if _FIRST.search(fold(each))), None)


def implied_type(name: str, things: Collection[str], roles: Collection[str]) -> str:
    """The type that a field of this name has when none is written."""
    folded = fold(name)
    if _BOTH.search(folded):
        return "date and time"
    for thing in things:
        if fold(thing) == folded:
            return thing
    if folded in {fold(role) for role in roles}:
        return "person"
    if _MOMENT.match(folded):
        return "date and time" if folded.endswith(("at", "time", "stamp", "时间")) else "date"
    words = folded.rstrip("0123456789 ").split(" ")
    for phrase in (" ".join(words[-2:]), words[-1]):
        if phrase in _ENGLISH:
            return _ENGLISH[phrase]
    if _COUNTED.match(folded):
        return "number"
    ending = next((type_ for ending, type_ in _CHINESE if folded.endswith(ending)), None)
    return ending or _called_in_short(folded, things) or "text"


def _called_in_short(folded: str, things: Collection[str]) -> str | None:
    """The one thing that such a name is short for, as `order` is where there are recycling orders."""
    long = [thing for thing in things if fold(thing).endswith(f" {folded}")]
    return long[0] if len(long) == 1 and folded not in _NAMES else None


def implied_default(name: str, type_: str, choices: tuple[str, ...], *, first_person: bool) -> str | None:
    """The default that goes without saying: no, the first state, now, whose it is, where a count begins."""
    if type_ == "number":
        return next((default for names, default in _STARTS if names.search(fold(name))), None)
    if type_ == "yes/no":
        return "no"
    if type_ == "choice":
        if STATE.search(fold(name)):
            return choices[0] if choices else None
        return begins(choices) if is_state(name, choices) else None
    if type_ in ("date", "date and time") and _MOMENT.match(fold(name)):
        return "today" if type_ == "date" else "now"
    own = type_ == "person" and first_person and not _SOMEBODY_ELSE.search(fold(name))
    return "me" if own else None
