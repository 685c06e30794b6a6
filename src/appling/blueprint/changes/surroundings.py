"""What becomes of the app itself, its roles, actions, triggers and pages."""

from collections.abc import Hashable, Iterator
from urllib.parse import urlsplit

from appling.blueprint.changes.difference import Difference
from appling.blueprint.changes.matching import Matching
from appling.blueprint.changes.meaning import Meanings, Side, covered
from appling.blueprint.changes.reach import Everybody
from appling.blueprint.model.app import (
    OWNER,
    Action,
    App,
    Line,
    Link,
    Page,
    Part,
    Said,
    Step,
    Trigger,
    Verb,
)
from appling.blueprint.model.expression import Path
from appling.blueprint.syntax.characters import name_key
from appling.diagnostics.phrase import Phrase, Value, phrase


def app_differences(before: App, after: App) -> Iterator[Difference]:
    """Its name, what it says of itself, its language and colours."""
    if before.name != after.name:
        yield Difference("app", "the app is now called {name}", {"name": after.name})
    if before.about != after.about:
        yield Difference(
            "app", "the app says of itself: {about}", {"about": after.about or Phrase("nothing")}
        )
    if before.language != after.language:
        yield Difference("app", "the app now speaks {language}", {"language": after.language})
    if before.look != after.look:
        yield Difference("app", "the app has other colours")


def role_differences(matching: Matching) -> Iterator[Difference]:
    kept = set(matching.roles.values())
    for role in matching.before.roles:
        if role.key not in kept:
            pattern = "there is no role {role} any more; its people keep what everybody may do"
            yield Difference("role-removed", pattern, {"role": role.name})
    names = {role.key: role.name for role in matching.before.roles}
    for role in matching.after.roles:
        old = matching.roles.get(role.key)
        if old is not None and old != role.key:
            pattern = "the role {old} is now called {role}; its people keep it"
            yield Difference("role-renamed", pattern, {"old": names[old], "role": role.name})
        elif old is None:
            # People who had a role of this name before it was removed have it again.
            yield Difference("role-added", "adds the role {role}", {"role": role.name})


def action_differences(matching: Matching, everybody: Everybody) -> Iterator[Difference]:
    old = {action.key: action for action in matching.before.actions}
    new = {action.key: action for action in matching.after.actions}
    for key, action in old.items():
        if key not in new:
            yield Difference("action-removed", "the button “{action}” goes", {"action": action.name})
    for key, action in new.items():
        values: dict[str, Value] = {"action": action.name, "who": _who(action, everybody, matching.after)}
        if key not in old:
            pattern = "adds the button “{action}” for {who}"
            if action.inputs:
                values["inputs"] = tuple(each.name for each in action.inputs)
                pattern = "adds the button “{action}” for {who}, which asks for {inputs}"
            if _asks(action):
                pattern = "adds the button “{action}” for {who}, which sends values of the row to a model"
            widens = _asks(action) or _for_people(action, matching.after)
            yield Difference("action-added", pattern, values, widens=widens)
        else:
            yield from _of_action(old[key], action, values, matching, everybody.meanings)


def _of_action(
    old: Action, action: Action, values: dict[str, Value], matching: Matching, meanings: Meanings
) -> Iterator[Difference]:
    people = _for_people(action, matching.after)
    if _steps(old, "before", meanings) != _steps(action, "after", meanings):
        pattern = "the button “{action}” does something else"
        if _asks(action):
            pattern = "the button “{action}” does something else, and sends values of the row to a model"
        yield Difference("action-changed", pattern, values, widens=people or _asks(action))
    if _inputs(old, "before", meanings) != _inputs(action, "after", meanings):
        pattern = "the button “{action}” asks for nothing any more"
        if action.inputs:
            pattern = "the button “{action}” asks for {inputs}"
        asked: dict[str, Value] = {**values, "inputs": tuple(each.name for each in action.inputs)}
        yield Difference("action-inputs", pattern, asked, widens=people and bool(action.inputs))
    if not _same_roles(old.roles, action.roles, matching):
        wider = people and not _no_wider(old.roles, action.roles, matching)
        yield Difference("action-roles", "the button “{action}” is now for {who}", values, widens=wider)
    before, after = _when(old, "before", meanings), _when(action, "after", meanings)
    if not covered(after, before):
        yield Difference(
            "action-when", "the button “{action}” is there for other rows", values, widens=people
        )
    elif not covered(before, after):
        yield Difference("action-when", "the button “{action}” is there for fewer rows", values)


def _inputs(action: Action, side: Side, meanings: Meanings) -> Hashable:
    """What people are asked for, and what they may answer."""
    return tuple(
        (
            each.name,
            each.type,
            meanings.thing(each.thing, side) if each.thing is not None else None,
            each.choices,
            (each.required, each.minimum, each.maximum),
            meanings.of(each.default, action.thing, side),
        )
        for each in action.inputs
    )


def _when(action: Action, side: Side, meanings: Meanings) -> list[frozenset[int]]:
    return meanings.alternatives(action.when, action.thing or "", side)


def trigger_differences(matching: Matching, everybody: Everybody) -> Iterator[Difference]:
    """What happens by itself: whatever is new there reaches further than before."""
    meanings = everybody.meanings
    old = {_trigger(each, "before", meanings): each for each in matching.before.triggers}
    new = {_trigger(each, "after", meanings): each for each in matching.after.triggers}
    names = {each.name for key, each in old.items() if key not in new}
    for key, trigger in new.items():
        if key in old:
            continue
        values: dict[str, Value] = {
            "when": trigger.name,
            "does": _effects(trigger, everybody, matching.after),
        }
        pattern = "{when}, by itself: {does}"
        if trigger.name in names:
            pattern = "{when}, by itself, from now on: {does}"
        names.discard(trigger.name)
        yield Difference("trigger-added", pattern, values, widens=True, thing=trigger.thing)
    changed = {each.name for key, each in new.items() if key not in old}
    for key, trigger in old.items():
        if key not in new and trigger.name not in changed:
            yield Difference(
                "trigger-removed", "nothing happens by itself any more: {when}", {"when": trigger.name}
            )


def _trigger(trigger: Trigger, side: Side, meanings: Meanings) -> Hashable:
    dated = trigger.field is not None and not trigger.field.startswith("_") and trigger.thing is not None
    return (
        trigger.event,
        trigger.unit,
        trigger.at,
        (trigger.delay.amount, trigger.delay.unit) if trigger.delay is not None else None,
        meanings.field(trigger.thing or "", trigger.field or "", side) if dated else trigger.field,
        meanings.of(trigger.where, trigger.thing, side),
        _steps(trigger, side, meanings),
    )


def _effects(trigger: Trigger, everybody: Everybody, app: App) -> Value:
    return tuple(_effect(step, everybody, app) for step in trigger.steps)


def _effect(step: Step, everybody: Everybody, app: App) -> Phrase:
    if step.who is not None:
        receiver = _receiver(step, everybody, app)
        if step.kind == "notify":
            return phrase("a notice to {who}", who=receiver)
        return phrase("an e-mail to {who}", who=receiver)
    if step.into is not None:
        pattern = "asks a model about the row, whose values it gets, and sets {field}"
        return phrase(pattern, field=step.into)
    if step.text:
        address = "".join(part for part in step.text if isinstance(part, str))
        return phrase("sends the row to {host}", host=urlsplit(address).hostname or "")
    if step.thing is not None and step.count is not None:
        return phrase("draws rows of {thing} by lot", thing=app.by_key[step.thing].name)
    if step.thing is not None:
        return phrase("adds {thing}", thing=app.by_key[step.thing].name)
    if not step.assignments:
        return phrase("removes the row")
    return phrase("sets {fields}", fields=tuple(".".join(each.path) for each in step.assignments))


def _receiver(step: Step, everybody: Everybody, app: App) -> Value:
    who = step.who
    if who is None or who.kind == "owner":
        return phrase("the owner")
    if who.role is not None:
        return phrase("every {role}", role=everybody.names([who.role], app))
    return ".".join(who.value.steps) if isinstance(who.value, Path) else phrase("the person")


def _steps(action: Action | Trigger, side: Side, meanings: Meanings) -> Hashable:
    thing = action.thing
    return (
        meanings.thing(thing, side) if thing is not None else None,
        tuple(
            (
                step.kind,
                meanings.thing(step.thing, side) if step.thing is not None else None,
                tuple(
                    (
                        meanings.path(each.path, step.thing or thing, side),
                        meanings.of(each.value, thing, side),
                    )
                    for each in step.assignments
                ),
                _who_is_told(step, thing, side, meanings),
                _said(step.text, thing, side, meanings),
                meanings.of(step.count, thing, side),
                meanings.of(step.where, step.thing, side),
                meanings.field(thing, step.into, side) if thing is not None and step.into else None,
            )
            for step in action.steps
        ),
    )


def _who_is_told(step: Step, thing: str | None, side: Side, meanings: Meanings) -> Hashable:
    who = step.who
    if who is None:
        return None
    role = meanings.role(who.role, side) if who.role is not None else None
    return (who.kind, role, meanings.of(who.value, thing, side))


def _asks(action: Action) -> bool:
    """Whether anything goes to a model."""
    return any(step.into is not None for step in action.steps)


def _for_people(action: Action, app: App) -> bool:
    """Whether anybody but the owner could press it."""
    if action.roles is not None:
        return bool(action.roles - {OWNER})
    writing = set(Verb) - {Verb.SEE}
    return any(grant.verb in writing for thing in app.things for grant in thing.grants)


def _who(action: Action, everybody: Everybody, app: App) -> Value:
    if action.roles is None:
        return phrase("those who could do by hand what it does")
    return everybody.names(action.roles, app)


def _same_roles(old: frozenset[str] | None, new: frozenset[str] | None, matching: Matching) -> bool:
    return old == (matching.old_roles(new) if new is not None else None)


def _no_wider(old: frozenset[str] | None, new: frozenset[str] | None, matching: Matching) -> bool:
    """Whether each of the new roles was among the old ones; for actions, None is no role at all."""
    return old is not None and new is not None and matching.old_roles(new) <= old | {OWNER}


def page_differences(matching: Matching, everybody: Everybody) -> Iterator[Difference]:
    old = {page.key: page for page in matching.before.all_pages if not page.implied}
    new = {_was(page, matching): page for page in matching.after.all_pages if not page.implied}
    for key, page in old.items():
        if key not in new:
            yield Difference("page-removed", "the page “{page}” goes", {"page": page.name})
    for key, page in new.items():
        values: dict[str, Value] = {"page": page.name, "who": _readers(page, everybody, matching.after)}
        if key not in old:
            yield Difference("page-added", "adds the page “{page}” for {who}", values)
        else:
            yield from _of_page(old[key], page, values, matching, everybody.meanings)
    yield from _texts(matching, everybody)
    yield from _pasts(matching, everybody)


def _was(page: Page, matching: Matching) -> str:
    """The key that a page had: that of a thing's rows goes with its thing."""
    was = matching.things.get(page.thing) if page.thing is not None else None
    return page.key if was is None else f"of {was}"


def _pasts(matching: Matching, everybody: Everybody) -> Iterator[Difference]:
    """Who is told who changed what, and was not."""
    before, after = _told(matching.before), _told(matching.after)
    for thing, roles in after.items():
        known = before.get(matching.things.get(thing, ""), frozenset())
        new = {role for role in roles if matching.roles.get(role) not in known}
        if new:
            names: dict[str, Value] = {
                "who": everybody.names(new, matching.after),
                "things": matching.after.by_key[thing].plural,
            }
            yield Difference(
                "past-told", "{who} can see who changed what in {things}", names, widens=True, thing=thing
            )


def _told(app: App) -> dict[str, frozenset[str]]:
    """Of each thing, the roles that its history is for."""
    found: dict[str, frozenset[str]] = {}
    for part in (part for page in app.all_pages for part in page.parts if part.guarded):
        roles = (part.roles or frozenset()) - {OWNER}
        found[part.thing or ""] = found.get(part.thing or "", frozenset()) | roles
    return found


def _of_page(
    old: Page, page: Page, values: dict[str, Value], matching: Matching, meanings: Meanings
) -> Iterator[Difference]:
    if page.thing is None and name_key(old.name) != name_key(page.name):
        yield Difference("page-renamed", "the page “{page}” has another name", values)
    if not _same_roles(old.roles, page.roles, matching):
        known = page.roles is not None and matching.old_roles(page.roles) <= (old.roles or frozenset()) | {
            OWNER
        }
        widens = old.roles is not None and not known
        yield Difference("page-roles", "the page “{page}” is now for {who}", values, widens=widens)
    before = [_part(part, "before", matching, meanings) for part in old.parts]
    after = [_part(part, "after", matching, meanings) for part in page.parts]
    if before != after:
        yield Difference("page-changed", "the page “{page}” shows something else", values)


def _readers(page: Page, everybody: Everybody, app: App) -> Value:
    if page.roles is None:
        return phrase("all who may see something on it")
    return everybody.names(page.roles, app)


def _part(part: Part, side: Side, matching: Matching, meanings: Meanings) -> Hashable:
    thing = part.thing
    roles = part.roles
    if roles is not None and side == "after":
        roles = matching.old_roles(roles)
    return (
        part.kind,
        part.title,
        meanings.thing(thing, side) if thing is not None else None,
        part.text,
        meanings.of(part.where, thing, side),
        tuple(meanings.of(column.value, thing, side) for column in (*part.by, *part.show)),
        tuple((meanings.of(key.by, thing, side), key.descending) for key in part.sort),
        part.limit,
        roles,
        part.settings,
        tuple(meanings.thing(other, side) for other in part.others),
        tuple((item.label, item.text, _target(item.link, side, meanings)) for item in part.items),
        _said(part.says, thing, side, meanings),
        tuple(_line(line, thing, side, matching, meanings) for line in part.lines),
    )


def _line(line: Line, thing: str | None, side: Side, matching: Matching, meanings: Meanings) -> Hashable:
    return (
        line.word,
        _said(line.label, thing, side, meanings),
        _said(line.text, thing, side, meanings),
        meanings.of(line.when, thing, side),
        _part(line.rows, side, matching, meanings) if line.rows is not None else None,
    )


def _said(text: Said, thing: str | None, side: Side, meanings: Meanings) -> Hashable:
    return tuple(part if isinstance(part, str) else meanings.of(part, thing, side) for part in text)


def _target(link: Link | None, side: Side, meanings: Meanings) -> Hashable:
    if link is not None and link.kind == "thing":
        return ("thing", meanings.thing(link.target, side))
    return link


def _texts(matching: Matching, everybody: Everybody) -> Iterator[Difference]:
    """Texts that others can read now. What a page shows of rows is what each person may see anyway."""
    for both in everybody.all:
        before = _read_by(both.before.roles, matching.before)
        known = _all_texts(matching.before)
        for text in sorted(_read_by(both.after.roles, matching.after) & known - before):
            values = {"who": both.name, "text": text}
            yield Difference("text-shown", "{who} may now read “{text}”", values, widens=True)


def _all_texts(app: App) -> frozenset[str]:
    return frozenset(text for page in app.all_pages for part in page.parts for text in _words(part))


def _read_by(roles: frozenset[str], app: App) -> frozenset[str]:
    return frozenset(
        text
        for page in app.all_pages
        for part in page.parts
        for text in _words(part)
        if all(each is None or not roles.isdisjoint(each) for each in (page.roles, part.roles))
    )


def _words(part: Part) -> Iterator[str]:
    items = (words for item in part.items for words in (item.label, item.text))
    said = (words for line in part.lines for words in (*line.label, *line.text) if isinstance(words, str))
    yield from (text for text in (part.text, part.title, *items, *said) if text)
