"""Who adds what a brief says people add (`users can create or join game rooms`), where a draft does not."""

import re

from appling.blueprint.model.app import VISITOR
from appling.blueprint.names import plural, singular
from appling.builder.briefs.words import fold
from appling.builder.draft.rights import Hands

_ADDED = (
    r"\b(?:create|add|post|submit|upload|publish|write|propose|suggest|leave)(?: (?:\w+,? )?(?:and|or) \w+)?"
    r"(?: (?:an?|the|their|his|her|own|new|\w+)){{0,3}}? {name}\b(?! to\b)"
)
_STAFF = re.compile(
    r"\b(admin\w*|managers?|staff|owners?|editors?|moderators?|organi[sz]ers?|employees)\b|管理员|店主|员工|工作人员|编辑"
)
_ADDED_CHINESE = r"(?:发布|创建|新建|添加|提交|上传|填写|发表)[^，。；、]{{0,6}}{name}"


def with_adders(hands: Hands, thing: str, people: tuple[str, ...], brief: str) -> Hands:
    """Added by those who sign up, where a sentence says so that is not about those who manage."""
    roles = [role for role in people if role != VISITOR]
    if hands.by or hands.private or len(roles) < 2 or not _is_added(thing, brief):
        return hands
    return Hands((roles[0],), hands.private, hands.handlers)


def _is_added(thing: str, brief: str) -> bool:
    words = {fold(thing), fold(plural(thing)), fold(singular(thing))}
    words |= {word.split()[-1] for word in words}
    names = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    pattern = re.compile(f"{_ADDED}|{_ADDED_CHINESE}".format(name=f"(?:{names})"))
    said = (" ".join(sentence.lower().split()) for sentence in re.split(r"[.;!?。；！？，]", brief))
    return any(pattern.search(each) and not _STAFF.search(each) for each in said)
