"""Leaves out what a small model adds of its own: an edit counts only where the request speaks of it.

Models like to go on once they have done what was asked: to remove a page, to hide a field. So that this
can't happen unseen, each kind of edit needs a word in the request that asks for it, and its target a name.
"""

import re

from appling.blueprint.model.app import App
from appling.blueprint.names import plural, singular
from appling.builder.briefs.words import fold

_NEEDED = (
    (
        r"remove .+",
        r"remov|delet|drop|without|no longer|not? |n't|get rid|instead|删|去掉|移除|不再|不要|取消",
    ),
    (r"rename .+", r"renam|call|name|instead|改名|重命名|改为|改成|改叫|叫"),
    (r"only .+ sees .+", r"only|hid|privat|visib|secret|confidential|see|show|只|仅|隐藏|可见|看|保密"),
    (r"everybody sees .+", r"every|all|visib|public|show|see|所有|大家|公开|可见|看"),
    (r".+ may not .+", r"not?\b|n't|only|never|stop|forbid|prevent|hide|不|禁止|只|仅"),
    (
        r".+ may .+",
        r"may|can|could|should|let|allow|able|only|must|right|see|view|允许|可以|能|只|权限|看|查看",
    ),
    (r"about .+", r"about|description|describ|says|introduc|介绍|描述|说明|简介"),
    (r"role .+", r"role|people|user|who|person|member|staff|team|角色|用户|人员|成员"),
    (
        r"field .+: (required|optional|unique)",
        r"requir|must|need|mandator|optional|uniq|given|fill|必|选填|可选|唯一",
    ),
    (r"value .+ - .+", r"remov|delet|drop|not? |n't|no longer|删|去掉|移除|不再"),
    (r"value .+ \+ .+", r"\bbe\b|also|option|choice|value|kind|type|status|state|选项|增加|加|还可以|也可以"),
    (
        r"field [^:]+ = .+",
        r"how (many|much|often)|number|count|sum|total|average|mean|多少|数量|次数|总|合计|平均",
    ),
)
_TARGETS = (
    r"remove (?:page |action )?(?P<name>.+)",
    r"rename (?:page |action |role )?(?P<name>.+) to .+",
    r"only .+ sees (?P<name>.+)",
    r"everybody sees (?P<name>.+)",
    r".+ may not (?:see|add|change|remove)(?:, (?:see|add|change|remove))* (?P<name>.+)",
    r".+ may (?:only )?(?:see|add|change|remove)(?:, (?:see|add|change|remove))* (?:all|own) (?P<name>.+)",
    r"field (?P<name>.+): (?:required|optional|unique)",
    r"page (?P<name>.+) for [^:]+",
)
_PARTS = {
    "chart": "chart|graph|diagram|statistic|图",
    "table": "table|list|表",
    "list": "table|list|列表|清单",
    "cards": "cards|gallery|卡片",
    "form": "form|enter|fill|表单",
}
_OTHER_TYPE = re.compile(
    r"chang|turn|becom|instead|type|\bas an?\b|should be|must be|改成|改为|变成|类型", re.I
)


def steered(lines: str, request: str, app: App) -> str:
    """The edits that the request speaks of, each once."""
    kept = [line for line in dict.fromkeys(each.strip() for each in lines.splitlines()) if line]
    known = {f"{thing.name}.{field.name}" for thing in app.things for field in thing.fields}
    return "".join(
        f"{line}\n"
        for line in kept
        if _is_asked_for(line, request) and not _retypes_unasked(line, request, known)
    )


def _retypes_unasked(line: str, request: str, known: set[str]) -> bool:
    """Whether the line gives another type to a field that is there, which the request does not speak of."""
    found = re.fullmatch(r"field ([^:]+): (?!required|optional|unique).+", line)
    return found is not None and found[1] in known and not _OTHER_TYPE.search(request)


def _is_asked_for(line: str, request: str) -> bool:
    part = re.fullmatch(r"page ([^:]+?)(?: for [^:]+)?: (\w+) of .+", line)
    if part is not None:
        return _is_named(part[1], request) or bool(re.search(_PARTS[part[2]], request, re.I))
    needed = next((words for form, words in _NEEDED if re.fullmatch(form, line)), None)
    if needed is not None and not re.search(needed, request, re.I):
        return False
    target = next((found["name"] for form in _TARGETS if (found := re.fullmatch(form, line))), None)
    return target is None or any(_is_named(part, request) for part in target.split(".")[-1:])


def _is_named(name: str, request: str) -> bool:
    """Whether the request says the name, or a word of it."""
    said = fold(request)
    forms = {fold(form(each)) for each in (name, *name.split()) for form in (str, plural, singular)}
    return any(form in said for form in forms if len(form) > 1 or not form.isascii())
