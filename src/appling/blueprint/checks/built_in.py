"""What people and models ask for that every app has without being asked."""

import re

from appling.blueprint.checks.context import Context
from appling.blueprint.resolve.actions import added_thing
from appling.blueprint.resolve.symbols import ThingSymbol
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import ActionBlock, Name, PageBlock, PartLine, StepLine

_SIGNING = re.compile(
    r"(?:user |member |account )?(?:sign|log) ?(?:in|on|out|off|up)(?: page| form)?"
    r"(?: or (?:register|sign up))?"
    r"|(?:user )?(?:register|registration|authentication|login|logout)(?: page| form)?|login and registration"
    r"|forgot password|reset password|create account"
    r"|登录|注册|登出|退出|退出登录|用户登录|用户注册|登录注册"
)
_JOINING = re.compile(r"sign up|register|registration|注册")
_SEARCH = re.compile(
    r"(?:search|filter|sort|browse|view|see|show|list)"
    r"(?: (?:and|or|&) (?:search|filter|sort|browse))?(?: .{1,40})?|搜索.*|查看.*|浏览.*|筛选.*"
)
_ROWS = re.compile(
    r"(?:add|create|new|edit|update|change|delete|remove|manage)(?: .{1,40})?"
    r"|新增.*|添加.*|编辑.*|修改.*|删除.*"
)
_PART = re.compile(
    r"(?:sign|log) ?(?:in|out|up)(?: form)?|register|registration(?: form)?|login(?: form)?|logout"
    r"|search(?: bar| box)?|search form|filters?|filter bar|nav|navigation|nav ?bar|menu|sidebar|footer"
    r"|header bar|breadcrumbs?|pagination|登录|注册|搜索|搜索框|导航|菜单"
)
_PEOPLE = frozenset(
    {"user", "users", "account", "accounts", "people", "person", "persons", "用户", "账号", "人员"}
)


def is_signing(name: Name) -> bool:
    """Whether it is signing in, out or up."""
    return _SIGNING.fullmatch(name_key(name.text)) is not None


def is_built_in_action(context: Context, action: ActionBlock) -> bool:
    """Signing in, whatever its steps; searching, adding or editing, if no step says more."""
    if is_signing(action.name):
        return not _joins(context, action)
    word = name_key(action.name.text)
    return not action.steps and (_SEARCH.fullmatch(word) is not None or _ROWS.fullmatch(word) is not None)


def _joins(context: Context, action: ActionBlock) -> bool:
    """Signing up for something that is there, such as a workshop, which adds a row to another thing."""
    if action.thing is None or _JOINING.fullmatch(name_key(action.name.text)) is None:
        return False
    joined = context.symbols.thing(action.thing.text)
    added = (_added(context, step) for step in action.steps)
    return joined is not None and any(thing not in (None, joined) for thing in added)


def _added(context: Context, step: StepLine) -> ThingSymbol | None:
    signature = context.words.step(step.kind.text)
    is_add = signature is not None and signature.form == "create"
    return added_thing(step, context.symbols) if is_add else None


def is_built_in_page(context: Context, page: PageBlock) -> bool:
    """A page for signing in, or for searching, that shows nothing of its own."""
    shows = any(_shows(context, part) for part in page.parts)
    if is_signing(page.name):
        return not any(
            part.thing is not None and context.symbols.thing(part.thing.text) for part in page.parts
        )
    return not shows and _SEARCH.fullmatch(name_key(page.name.text)) is not None


def is_built_in_part(context: Context, part: PartLine) -> bool:
    """A search box, a menu or a log-in form; or a list of people, whom the owner sees anyway."""
    if context.words.part(part.kind.text) is None and _PART.fullmatch(name_key(part.kind.text)) is not None:
        return True
    if part.thing is None or context.symbols.thing(part.thing.text) is not None:
        return False
    return name_key(part.thing.text) in _PEOPLE


def _shows(context: Context, part: PartLine) -> bool:
    return part.thing is not None or context.words.part(part.kind.text) is not None
