"""Plain requests about who may do what, see which field and open which page."""

import re

from appling.blueprint.model.app import VISITOR
from appling.builder.changing.naming import Naming

VERBS = {
    "see": "see|view|read|look at|查看|看到|看见|看",
    "add": "add|create|write|post|添加|新增|创建",
    "change": "change|edit|update|modify|修改|编辑|更改",
    "remove": "remove|delete|删除",
}


def may(naming: Naming, found: re.Match[str]) -> str | None:
    roles, what = naming.roles(found["who"]), found["what"]
    verbs = _verbs(found["verbs"])
    denied = bool(found["not"])
    whose = (found["whose"] or "").lower()
    if not roles or not verbs:
        return None
    thing = naming.thing(what)
    if thing is None:
        return (
            _page_for(naming, roles, what, denied=denied, only=bool(found["only"]))
            if verbs == ["see"]
            else None
        )
    own = "own" in whose or whose in ("their", "自己的")
    if denied:
        return None if own and "own" in whose else _lines(roles, f"may not {', '.join(verbs)} {thing.name}")
    only = "only " if found["only"] else ""
    if only and not own:
        return None
    return _lines(roles, f"may {only}{', '.join(verbs)} {'own' if own else 'all'} {thing.name}")


def only(naming: Naming, found: re.Match[str]) -> str | None:
    """`only organisers may see loans`, `… the phone of members`."""
    roles, what = naming.roles(found["who"]), found["what"]
    verbs = _verbs(found["verbs"])
    if not roles or VISITOR in roles or not verbs:
        return None
    field = naming.field(what) if naming.thing(what) is None else None
    if field is not None and verbs == ["see"]:
        return f"only {', '.join(roles)} sees {field[0].name}.{field[1].name}"
    thing = naming.thing(what)
    if thing is None:
        return _page_for(naming, roles, what, denied=False, only=True) if verbs == ["see"] else None
    others = [VISITOR, *(role.name for role in naming.app.roles if role.name not in roles)]
    said = ", ".join(verbs)
    denied = _lines(others, f"may not {said} {thing.name}")
    return f"{denied}\n{_lines(roles, f'may {said} all {thing.name}')}"


def visible(naming: Naming, found: re.Match[str]) -> str | None:
    roles, field = naming.roles(found["who"]), naming.field(found["what"])
    if not roles or field is None:
        return None
    if VISITOR in roles:
        return f"everybody sees {field[0].name}.{field[1].name}"
    return f"only {', '.join(roles)} sees {field[0].name}.{field[1].name}"


def open_page(naming: Naming, found: re.Match[str]) -> str | None:
    roles = naming.roles(found["who"])
    denied, only = bool(found["not"]), bool(found["only"])
    return _page_for(naming, roles, found["what"], denied=denied, only=only) if roles else None


def _page_for(naming: Naming, roles: list[str], what: str, *, denied: bool, only: bool) -> str | None:
    name = naming.page(what)
    page = next((page for page in naming.app.pages if page.name == name), None)
    if name is None or page is None:
        return None
    every = [role.name for role in naming.app.roles]
    now = [role.name for role in naming.app.roles if page.roles is None or role.key in page.roles]
    if denied:
        wanted = [role for role in now if role not in roles]
    else:
        wanted = [role for role in [VISITOR, *every] if role in roles or (role in now and not only)]
    return f"page {name} for {', '.join(wanted)}" if wanted else None


def _lines(roles: list[str], said: str) -> str:
    return "\n".join(f"{role} {said}" for role in roles)


def _verbs(text: str) -> list[str]:
    words = [word for word in re.split(r"\s*(?:,|、|和|或|\band\b|\bor\b)\s*", text.lower()) if word]
    found = [verb for word in words for verb, all_words in VERBS.items() if re.fullmatch(all_words, word)]
    return found if len(found) == len(words) else []
