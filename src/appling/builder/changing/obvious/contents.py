"""Plain requests about what there is: names, fields, choices, and what people say of things."""

import re

from appling.blueprint.model.app import VISITOR
from appling.blueprint.names import singular
from appling.builder.briefs.words import fold
from appling.builder.changing.naming import Naming
from appling.builder.draft.implied import implied_type

_FLAGS = (
    ("required|mandatory|given|filled in|necessary|必填|必填的", "required"),
    ("optional|可选|选填|可选的|选填的", "optional"),
    ("unique|唯一|唯一的", "unique"),
)
_NOT_A_FIELD = re.compile(
    r"\b(and|with|that|which|for|by|page|chart|graph|table|list|button|form|role|column|way|option|search|filter)\b"
    r"|评论|评价|留言|页面|图表|按钮|统计|选项|角色|功能|和|、",
    re.I,
)
_WORDS = {False: {False: "Comment", True: "Review"}, True: {False: "评论", True: "评价"}}
_REST = "author: person, text: long text, posted: date and time"
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def rename(naming: Naming, found: re.Match[str]) -> str | None:
    named = naming.anything(found["old"], things_first=True)
    new = found["new"].strip('"“” ')
    fine = 0 < len(new) <= 40 and not re.search(r"[,;:()，；：]|\b(and|to)\b", new)
    return f"rename {named} to {new}" if named and fine else None


def remove(naming: Naming, found: re.Match[str]) -> str | None:
    named = naming.anything(found["old"], things_first=False)
    return f"remove {named}" if named and not named.startswith("role ") else None


def flag(naming: Naming, found: re.Match[str]) -> str | None:
    field = naming.field(found["field"])
    word = found["flag"].lower()
    flag = next((flag for words, flag in _FLAGS if re.fullmatch(words, word)), None)
    return f"field {field[0].name}.{field[1].name}: {flag}" if field and flag else None


def choice(naming: Naming, found: re.Match[str]) -> str | None:
    field = naming.choice_field(found["field"])
    value = re.sub(r"^(?:an?|the)\s+", "", found["value"].strip('"“” '), flags=re.I)
    if field is None or re.search(r"[,;:()，；：]|\b(and|or|by|to|in|for|with)\b", value) or len(value) > 30:
        return None
    if any(fold(choice.name) == fold(value) for choice in field[1].choices):
        return None
    return f"value {field[0].name}.{field[1].name} + {value}"


def choice_of_field(naming: Naming, found: re.Match[str]) -> str | None:
    """Only where a field is named: a thing that is to get something more may get a field."""
    return choice(naming, found) if naming.thing(found["field"]) is None else None


def comments(naming: Naming, found: re.Match[str]) -> str | None:
    """A thing for what people say of another one; with stars where they judge it."""
    thing, groups = naming.thing(found["thing"]), found.groupdict()
    declared = [role.name for role in naming.app.roles]
    roles = [role for role in naming.roles(groups.get("who") or "") if role != VISITOR]
    roles = roles or declared[:-1] or declared
    if thing is None or not roles or len((groups.get("what") or "").split()) > 2:
        return None
    chinese = _CHINESE.search(thing.name) is not None
    judged = re.search(r"review|rat(e|ing)|评价|评分|打分|点评", found["how"], re.I) is not None
    what = groups.get("what")
    name = singular(what).title() if what else _WORDS[chinese][judged]
    if any(fold(each.name) == fold(name) for each in naming.app.things):
        name = f"{thing.name}{name}" if chinese else f"{thing.name} {name}"
    stars = ("分数: rating, " if chinese else "stars: rating, ") if judged else ""
    rest = "作者: person, 内容: long text, 时间: date and time" if chinese else _REST
    link = thing.name if chinese else f"{fold(thing.name)}: {thing.name}"
    return f"thing {name} by {', '.join(roles)}: {link}, {stars}{rest}"


def new_field(naming: Naming, found: re.Match[str]) -> str | None:
    thing, name = naming.thing(found["thing"]), re.sub(r"(?: field|字段)$", "", found["name"].strip('"“” '))
    words = name.split()
    if thing is None or not 0 < len(words) <= 3 or _NOT_A_FIELD.search(name) or len(name) > 30:
        return None
    if naming.field_of(thing, name) is not None or not (
        found.groupdict().get("the") or singular(words[-1]) == words[-1]
    ):
        return None
    things = tuple(each.name for each in naming.app.things)
    roles = tuple(role.name for role in naming.app.roles)
    return f"field {thing.name}.{name}: {implied_type(name, things, roles)}"
