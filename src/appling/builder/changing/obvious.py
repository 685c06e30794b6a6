"""Requests so plain that rules read them: to rename or remove something that is called by its name."""

import re

from appling.blueprint.model.app import App
from appling.blueprint.names import plural, singular
from appling.builder.words import fold

_RENAMES = (
    re.compile(r"rename (?:the )?(?P<old>.+?) (?:to|as|into) (?P<new>.+)", re.I),
    re.compile(r"call (?:the )?(?P<old>.+?) (?P<new>\"[^\"]+\"|“[^”]+”)", re.I),
    re.compile(
        r"(?:请)?(?:把|将)[“\"]?(?P<old>[^“”\"]+?)[”\"]?(?:改名为|重命名为|改叫|改称)[“\"]?(?P<new>[^“”\"]+?)[”\"]?"
    ),
)
_REMOVALS = (
    re.compile(r"(?:please )?(?:remove|delete|drop|get rid of) (?:the )?(?P<old>.+)", re.I),
    re.compile(r"(?:请)?(?:删除|去掉|移除|删掉)[“\"]?(?P<old>[^“”\"，,]+?)[”\"]?"),
)
_SUFFIX = re.compile(r"\s*(page|button|action|role|field|thing|页面|按钮|角色|字段)$", re.I)
_KINDS = {"页面": "page", "按钮": "action", "button": "action", "角色": "role", "字段": "field"}
_OF = (
    re.compile(r"(?P<field>.+?) (?:of|from|on|in) (?:the |a |an |all )?(?P<thing>.+)", re.I),
    re.compile(r"(?P<thing>.+?)的(?P<field>.+)"),
)


def obvious_edits(request: str, app: App) -> str | None:
    """The edits of a request that leaves no doubt; None where there is any."""
    text = request.strip().rstrip(".。!！ ")
    for pattern in _RENAMES:
        found = pattern.fullmatch(text)
        if found:
            named = _named(found["old"], app, renaming=True)
            new = found["new"].strip('"“” ')
            return f"rename {named} to {new}\n" if named and _is_name(new) else None
    for pattern in _REMOVALS:
        found = pattern.fullmatch(text)
        if found:
            named = _named(found["old"], app)
            is_edit = named is not None and not named.startswith("role ")
            return f"remove {named}\n" if is_edit else None
    return None


def _is_name(text: str) -> bool:
    return 0 < len(text) <= 40 and not re.search(r"[,;:()，；：]|\band\b", text)


def _named(text: str, app: App, *, renaming: bool = False) -> str | None:
    """What is meant, as edits say it; None where nothing or more than one thing is."""
    text = text.strip('"“” ')
    suffix = _SUFFIX.search(text)
    kind = _KINDS.get(suffix[1].lower(), suffix[1].lower()) if suffix else None
    bare = _SUFFIX.sub("", text) if suffix else text
    found = _candidates(bare, app)
    if renaming and kind is None and any(name.startswith("page ") for name in found) and len(found) > 1:
        found = [name for name in found if not name.startswith("page ")]
    found = [name for name in found if kind is None or _is_kind(name, kind)]
    return found[0] if len(found) == 1 else None


def _is_kind(name: str, kind: str) -> bool:
    if kind == "field":
        return "." in name
    if kind == "thing":
        return "." not in name and " " not in name.partition(".")[0][:7]
    return name.startswith(f"{kind} ")


def _candidates(text: str, app: App) -> list[str]:
    found = [thing.name for thing in app.things if _same(text, thing.name)]
    found += [f"page {page.name}" for page in app.pages if not page.implied and _same(text, page.name)]
    found += [f"action {each.name}" for each in app.actions if _same(text, each.name)]
    found += [f"role {role.name}" for role in app.roles if _same(text, role.name)]
    fields = [f"{t.name}.{f.name}" for t in app.things for f in t.fields if _same(text, f.name)]
    for pattern in _OF:
        match = pattern.fullmatch(text)
        if match:
            fields += [
                f"{thing.name}.{field.name}"
                for thing in app.things
                if _same(match["thing"], thing.name)
                for field in thing.fields
                if _same(match["field"], field.name)
            ]
    return found or list(dict.fromkeys(fields))


def _same(text: str, name: str) -> bool:
    folded = fold(text)
    return folded in {fold(name), fold(plural(name)), fold(singular(name))}
