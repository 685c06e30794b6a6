"""What is put right between the stages of a draft, before more is built on it."""

import re
import tomllib
from pathlib import Path

from appling.blueprint.model.app import VISITOR
from appling.blueprint.names import singular
from appling.builder.briefs.traits import without_traits
from appling.builder.briefs.words import fold
from appling.builder.draft.basket import without_baskets
from appling.builder.draft.compose import MOST_PAGES, kind_of_page
from appling.builder.draft.cut import pieces
from appling.builder.draft.named import named_pages, without_those_planned
from appling.builder.draft.talk import with_chat
from appling.builder.draft.wished import is_message, with_wished

MOST_THINGS, MOST_ASKED = 8, 10
"""Things of a plan, and those with what the brief itself asks for."""

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_BUILT_IN = frozenset(name.replace("-", " ") for name in _DATA["built_in"].split())
_FIGURES = re.compile(_DATA["figures"], re.I)
_MANAGING = re.compile(_DATA["managing"])
_COMPARING = re.compile(_DATA["comparing"], re.I)
_VISITORS = frozenset(_DATA["visitors"].split())
_PUBLIC = re.compile(_DATA["public"], re.I)
_NOBODY = re.compile(_DATA["nobody"])
_ANYBODY = frozenset(_DATA["anybody"].split())
_MONEY = re.compile(_DATA["money"], re.I)
_PAGES_BUILT_IN = re.compile(_DATA["built_in_pages"])
_REGISTER = re.compile(_DATA["register_pages"])
_REGISTERED_FOR = re.compile(_DATA["registered_for"])
_MANAGED = re.compile(r"(?<=\w) (management|system|module)$|(?<=..)(管理|系统|模块|列表)$", re.I)
_FORM = re.compile(
    r"^(lead|contact|application|registration|order|booking|inquiry|enquiry|feedback|request|consultation"
    r"|quote|report) form$",
    re.I,
)
"""What is sent with a form, which models plan as the form."""
_SHOWN = re.compile(r"(展示|中心|动态|列表|浏览|大全|信息)$")
_VIEW = re.compile(
    r"(leaderboard|ranking|dashboard|statistics?|analysis|analytics|chart)$|(排行榜|统计|图表|报表|分析)$"
)


def steer(opening: str, brief: str, language: str) -> str:
    """The opening of a draft with its roles in order, things that are things, and pages for them."""
    said = {word: rest for word, _, rest in (line.partition(" ") for line in opening.splitlines())}
    people = ordered_roles(public_too(pieces(said.get("people", ""), ","), brief), language)
    things = planned_things(pieces(said.get("things", ""), ","), brief, language)
    pages = planned_pages(
        pieces(said.get("pages", ""), ","), things, brief, language, public=VISITOR in people
    )
    if things:
        things = without_traits(things_of_pages(pages, things, language), brief)
    lines = [("app", said.get("app", "")), ("about", said.get("about", ""))]
    lines += [("people", ", ".join(people)), ("things", ", ".join(things)), ("pages", ", ".join(pages))]
    return "".join(f"{word} {rest}\n" for word, rest in lines)


def public_too(people: list[str], brief: str) -> list[str]:
    """The roles, with visitors where the brief is of a site that everybody looks at."""
    seen = any(fold(role) in _VISITORS for role in people)
    return people if seen or not _PUBLIC.search(brief) else [VISITOR, *people]


def ordered_roles(people: list[str], language: str) -> list[str]:
    """Who signs up by themselves first, who manages last: strangers must not get the keys."""
    named = (role for role in people if fold(role) not in _VISITORS and not _NOBODY.search(fold(role)))
    roles = list(dict.fromkeys(named))
    managing = [role for role in roles if _MANAGING.search(fold(role))]
    others = sorted(
        (each for each in roles if each not in managing), key=lambda each: fold(each) not in _ANYBODY
    )
    public = any(fold(role) in _VISITORS for role in people)
    if not others and (public or not managing):
        others = ["会员" if language == "zh" else "member"]
    anybody = len(others) == 1 and fold(others[0]) in _ANYBODY
    if not managing and (public or len(others) > 1 or anybody):
        managing = ["管理员" if language == "zh" else "admin"]
    return [*([VISITOR] if public else []), *others, *managing]


def planned_things(things: list[str], brief: str, language: str) -> list[str]:
    """The plan without what is built in or no thing, with what the brief asks for in passing."""
    unique = list({fold(name): name for name in reversed(without_baskets(things, brief))}.values())[::-1]
    kept = (_FORM.sub(r"\1", _MANAGED.sub("", name)) for name in unique if not _VIEW.search(fold(name)))
    planned = [name for name in dict.fromkeys(kept) if not _is_built_in(name, brief)] or unique[:1]
    wished = with_wished(planned, brief, language, MOST_ASKED)
    return without_traits(with_chat(wished, brief, language), brief)


def _is_built_in(name: str, brief: str) -> bool:
    of_money = fold(name) in ("account", "accounts", "账户", "账号") and _MONEY.search(brief)
    return fold(name) in _BUILT_IN and not of_money


def things_of_pages(pages: list[str], things: list[str], language: str) -> list[str]:
    """What a page is planned for is a thing: `Services` without a thing for services gets one."""
    planned = list(things)
    for page in pages:
        if kind_of_page(page) != "listing" or len(planned) >= MOST_THINGS or _speaks_of(page, planned):
            continue
        name = _SHOWN.sub("", page) if language == "zh" else singular(page)
        if name != page and fold(name) not in _BUILT_IN and len(name) > 1:
            planned.append(name)
    return planned


def _speaks_of(page: str, things: list[str]) -> bool:
    said = fold(page)
    return any(
        fold(thing) in said or fold(singular(thing)) in said or said in fold(thing) for thing in things
    )


def planned_pages(
    pages: list[str], things: list[str], brief: str, language: str, *, public: bool
) -> list[str]:
    """The plan with the pages that the brief lists, a home page where visitors come, one to write to who runs
    it, and figures and a comparison where the brief asks for some.
    """
    planned = [*pages, *without_those_planned(named_pages(brief), pages)[: max(0, MOST_PAGES - len(pages))]]
    planned = [page for page in planned if not _PAGES_BUILT_IN.search(fold(page))]
    kinds = {kind_of_page(page) for page in planned}
    if not any(_REGISTERED_FOR.search(fold(thing)) for thing in things):
        planned = [page for page in planned if not _REGISTER.search(fold(page))]
    if public and "home" not in kinds:
        planned.insert(0, "首页" if language == "zh" else "Home")
    if public and "contact" not in kinds and any(is_message(thing, brief) for thing in things):
        planned.append("联系我们" if language == "zh" else "Contact")
    if kinds.isdisjoint(("figures", "office")) and _FIGURES.search(brief):
        planned.append("统计" if language == "zh" else "Statistics")
    if "comparison" not in kinds and _COMPARING.search(brief):
        planned.append("对比" if language == "zh" else "Compare")
    return planned
