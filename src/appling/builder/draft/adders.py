"""What a brief says people add (`users can create or join game rooms`) and look around among."""

import re

from appling.blueprint.model.app import VISITOR
from appling.blueprint.names import plural, singular
from appling.builder.briefs.words import fold
from appling.builder.draft.declared import DeclaredThing
from appling.builder.draft.rights import Hands

_ADDED = (
    r"\b(?:create|add|post|submit|upload|publish|write|propose|suggest|leave|set|schedule|log(?! ?in\b)"
    r"|register(?! (?:for|to|as|with|in)\b))"
    r"(?: (?:\w+,? )?(?:and|or) \w+)?"
    r"(?: (?:an?|the|their|his|her|own|new|\w+)){{0,3}}? {name}\b(?! to\b)"
)
_DONE = r"(?:\b(?:can|to|may|and)|,) {name}\b(?= (?:and|their|the|an?)\b|,|$)"
"""`players can train, upgrade their city and battle`: what is added is called like what is done."""
_SHARED = (
    r"\bshar(?:e|ing)(?: (?:\w+,? )?(?:and|or) \w+)?(?: (?:their|own|\w+)){{0,2}}? {name}\b"
    r"(?! (?:to|on|via)\b)"
)
_OWN_WORK = re.compile(
    r"\b(resource|material|file|document|photo|picture|video|note|recipe|experience|idea|story|poem|song"
    r"|playlist|link|tip|work|artwork|diary|review)$"
)
"""What people share that is theirs; the news that they share elsewhere are not."""
_FORUM = re.compile(
    r"\bforum\b|\bdiscussion (area|board|section)|\bmessage board|论坛|贴吧|讨论区"
    r"|\bparticipat\w+ in (\w+ )?discussions?|\bstart (\w+ )?discussions?"
)
_POSTED = re.compile(r"\b(topic|thread|post|discussion|question)$|帖|话题|主题|问题")
_TOLD = re.compile(r"\b(news|article|announcement|blog|press release|bulletin)$|新闻|公告|资讯|动态|文章")
_PEOPLE = re.compile(
    r"\b(users?|people|members?|readers?|visitors|authors?|writers?|who|they)\b|用户|会员|读者"
    r"|\w+s (can|may|could|should be able)\b"
)
"""Whoever publishes news, where it is not the site itself."""
_OWN = re.compile(
    r"\b(post|add|create|publish|upload|write|share)(ing)?( (and|or) \w+)? their own\b|(发布|创建|上传)自己的"
)
_STAFF = re.compile(
    r"\b(admin\w*|managers?|staff|owners?|editors?|moderators?|organi[sz]ers?|employees)\b|管理员|店主|员工|工作人员|编辑"
)
_BROWSED = r"\b(?:browse|explore|discover|search|download)(?:ing)?\b[^.;]{{0,60}}\b{name}\b"
_TAKEN = r"\b(?:book|borrow|rent|reserve|hire|lend|lease)(?:s|ing)?\b[^.;,]{{0,30}}\b{name}\b"
_TAKEN_CHINESE = r"(?:预订|预约|预定|借用|借阅|租用|租赁)[^，。；、]{{0,6}}{name}"
_BROWSED_CHINESE = r"(?:浏览|搜索|下载|查找)[^，。；、]{{0,6}}{name}"
_REGISTERED = r"\b{name} (?:registration|submission)\b"
_ADDED_CHINESE = r"(?:发布|创建|新建|添加|提交|上传|填写|发表)[^，。；、]{{0,6}}{name}"


def with_adders(hands: Hands, thing: DeclaredThing, people: tuple[str, ...], brief: str) -> Hands:
    """Added by those who sign up, where a sentence says so that is not about those who manage."""
    roles = [role for role in people if role != VISITOR]
    said = hands.private or any(role != roles[-1] for role in hands.by)
    if said or len(roles) < 2 or not (_is_added(thing.name, brief) or _is_own(thing, brief)):
        return hands
    return Hands((roles[0],), hands.private, hands.handlers)


def _is_own(thing: DeclaredThing, brief: str) -> bool:
    """Whether its rows have an author, where people post their own."""
    authored = any(field.default == "me" for field in thing.fields)
    return authored and any(map(_OWN.search, _sentences(brief)))


def is_browsed(thing: str, brief: str) -> bool:
    """Whether a sentence says that people look around among its rows, which are then nobody's own."""
    pattern = _about(thing, _BROWSED, _BROWSED_CHINESE)
    return any(map(pattern.search, _sentences(brief)))


def is_taken(thing: str, brief: str) -> bool:
    """Whether a sentence says that people book or borrow its rows, which all have to see then."""
    pattern = _about(thing, _TAKEN, _TAKEN_CHINESE)
    return any(map(pattern.search, _sentences(brief)))


def _is_added(thing: str, brief: str) -> bool:
    if _FORUM.search(fold(brief)) and _POSTED.search(fold(thing)):
        return True
    shared = (_SHARED,) if _OWN_WORK.search(fold(thing)) else ()
    added = _about(thing, _ADDED, _REGISTERED, _ADDED_CHINESE, *shared)
    done = re.compile(_DONE.format(name=re.escape(fold(thing))))
    told = _TOLD.search(fold(thing))
    return any(
        (added.search(each) or done.search(each))
        and not _STAFF.search(each)
        and (_PEOPLE.search(each) or not told)
        for each in _sentences(brief)
    )


def _about(thing: str, *patterns: str) -> re.Pattern[str]:
    """What is said of a thing, by any of its names."""
    words = {fold(thing), fold(plural(thing)), fold(singular(thing))}
    words |= {word.split()[-1] for word in words}
    names = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile("|".join(patterns).format(name=f"(?:{names})"))


def _sentences(brief: str) -> list[str]:
    return [" ".join(each.lower().split()) for each in re.split(r"[.;!?。；！？，]", brief)]
