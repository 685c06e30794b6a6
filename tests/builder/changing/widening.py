"""Small random changes of an app, and an independent look at what they let people do."""

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from appling.blueprint.changes.matching import Matching
from appling.blueprint.model.app import OWNER, VISITOR, Action, App, Grant, Page, Role, Thing, Verb
from appling.runtime.access import Rights

NOBODY = "a role that nobody declared"
"""What a person has whose role was not there: a visitor's rights, also where they are about own rows."""


@st.composite
def changed(draw: DrawFn, app: App) -> App:
    """The app after one to three small changes."""
    for _ in range(draw(st.integers(1, 3))):
        app = draw(st.sampled_from(MUTATIONS))(draw, app)
    return app


def gains(before: App, after: App) -> Iterator[str]:
    """What somebody may do in `after` and could not in `before`, as the runtime decides it."""
    matching = Matching(before, after)
    for role in (VISITOR, *(role.key for role in after.roles)):
        signed_in = role != VISITOR
        new = Rights(after, role, signed_in=signed_in)
        known = any(each.key == role for each in before.roles) or role == VISITOR
        old = Rights(before, role if known else NOBODY, signed_in=signed_in)
        yield from _of_rows(role, old, new, matching)
        yield from _of_actions(role, old, new)


def _of_rows(role: str, old: Rights, new: Rights, matching: Matching) -> Iterator[str]:
    for thing in new.app.things:
        was = matching.old_thing(thing.key)
        for verb in Verb:
            if not new.may(thing.key, verb):
                continue
            if was is None or not old.may(was.key, verb):
                yield f"{role} may {verb} {thing.key}"
            elif (
                old.scope(was.key, verb).condition is not None
                and new.scope(thing.key, verb).condition is None
            ):
                yield f"{role} may {verb} all {thing.key}"
        if was is not None:
            yield from _of_fields(role, old, new, thing, was, matching)


def _of_fields(
    role: str, old: Rights, new: Rights, thing: Thing, was: Thing, matching: Matching
) -> Iterator[str]:
    before = {
        Verb.SEE: {field.key for field in old.seen(was)},
        **{verb: {field.key for field in old.settable(was, verb)} for verb in (Verb.ADD, Verb.CHANGE)},
    }
    after = {
        Verb.SEE: new.seen(thing),
        **{verb: new.settable(thing, verb) for verb in (Verb.ADD, Verb.CHANGE)},
    }
    for verb, fields in after.items():
        for field in fields if new.may(thing.key, verb) else ():
            key = matching.fields.get((thing.key, field.key))
            entered_before = key is not None and (verb is Verb.SEE or was.field(key[1]).formula is None)
            if key is not None and entered_before and key[1] not in before[verb]:
                yield f"{role} may {verb} {thing.key}.{field.key}"


def _of_actions(role: str, old: Rights, new: Rights) -> Iterator[str]:
    known = {action.key: action for action in old.app.actions}
    for action in new.app.actions:
        if new.may_try(action):
            was = known.get(action.key)
            if was is None or not old.may_try(was) or was.steps != action.steps:
                yield f"{role} may {action.key}"


# Changes -----------------------------------------------------------------------


def _thing(draw: DrawFn, app: App) -> Thing | None:
    return draw(st.sampled_from(app.things)) if app.things else None


def _with(app: App, thing: Thing) -> App:
    return replace(app, things=tuple(thing if each.key == thing.key else each for each in app.things))


def _role(draw: DrawFn, app: App) -> str:
    return draw(st.sampled_from([VISITOR, *(role.key for role in app.roles)]))


def _roles(draw: DrawFn, app: App) -> frozenset[str] | None:
    names = [OWNER, *(role.key for role in app.roles)]
    return draw(st.none() | st.frozensets(st.sampled_from(names), min_size=1))


def grant(draw: DrawFn, app: App) -> App:
    thing = _thing(draw, app)
    if thing is None:
        return app
    conditions = [None, *(each.where for each in thing.grants)]
    made = Grant(
        _role(draw, app), draw(st.sampled_from(Verb)), draw(st.booleans()), draw(st.sampled_from(conditions))
    )
    return _with(app, replace(thing, grants=(*thing.grants, made)))


def ungrant(draw: DrawFn, app: App) -> App:
    thing = _thing(draw, app)
    if thing is None or not thing.grants:
        return app
    gone = draw(st.sampled_from(thing.grants))
    return _with(app, replace(thing, grants=tuple(each for each in thing.grants if each != gone)))


def regrant(draw: DrawFn, app: App) -> App:
    thing = _thing(draw, app)
    if thing is None or not thing.grants:
        return app
    old = draw(st.sampled_from(thing.grants))
    conditions = [None, *(each.where for each in thing.grants)]
    new = replace(old, own=draw(st.booleans()), where=draw(st.sampled_from(conditions)))
    return _with(app, replace(thing, grants=tuple(new if each == old else each for each in thing.grants)))


def narrow_field(draw: DrawFn, app: App) -> App:
    return _with_field(draw, app, lambda field: replace(field, only=_roles(draw, app)))


def drop_field(draw: DrawFn, app: App) -> App:
    thing = _thing(draw, app)
    read = [
        said
        for each in app.things
        for field in each.fields
        for said in (field.formula, field.when, field.default)
    ]
    used = set(
        " ".join(map(str, [*read, *(grant.where for each in app.things for grant in each.grants)])).split("'")
    )
    free = [field for field in (thing.fields if thing else ()) if field.key not in used]
    if thing is None or not free or len(thing.fields) < 2:
        return app
    gone = draw(st.sampled_from(free))
    owner = None if thing.owner == gone.key else thing.owner
    kept = tuple(field for field in thing.fields if field.key != gone.key)
    dropped = _with(app, replace(thing, fields=kept, owner=owner, constraints=()))
    return replace(dropped, actions=(), triggers=(), pages=(), row_pages=())


def another_owner(draw: DrawFn, app: App) -> App:
    thing = _thing(draw, app)
    if thing is None:
        return app
    people = [None, *(field.key for field in thing.fields if field.type == "person")]
    return _with(app, replace(thing, owner=draw(st.sampled_from(people))))


def another_formula(draw: DrawFn, app: App) -> App:
    thing = _thing(draw, app)
    formulas = [field for field in (thing.fields if thing else ()) if field.formula is not None]
    if thing is None or len(formulas) < 2:
        return app
    one, other = draw(st.permutations(formulas))[:2]
    new = replace(one, formula=other.formula, value=other.value, type=other.type)
    if f"'{one.key}'" in str(other.formula):
        return app
    return _with(app, replace(thing, fields=tuple(new if f.key == one.key else f for f in thing.fields)))


def another_role(draw: DrawFn, app: App) -> App:
    roles = (*app.roles, Role("Newcomer", "newcomer"))
    return replace(app, roles=tuple(draw(st.permutations(roles))))


def no_role(draw: DrawFn, app: App) -> App:
    if not app.roles:
        return app
    gone = draw(st.sampled_from(app.roles))
    joined = tuple(key for key in app.sign_up if key != gone.key)
    return replace(app, roles=tuple(role for role in app.roles if role != gone), sign_up=joined)


def action_roles(draw: DrawFn, app: App) -> App:
    if not app.actions:
        return app
    action = draw(st.sampled_from(app.actions))
    return _with_action(app, action, replace(action, roles=_roles(draw, app)))


def another_action(draw: DrawFn, app: App) -> App:
    if not app.actions or any(action.key == "other" for action in app.actions):
        return app
    action = draw(st.sampled_from(app.actions))
    new = replace(action, name="Other", key="other", roles=_roles(draw, app))
    return replace(app, actions=(*app.actions, new))


def page_roles(draw: DrawFn, app: App) -> App:
    pages = [page for page in app.pages if not page.implied]
    if not pages:
        return app
    page = draw(st.sampled_from(pages))
    new: Page = replace(page, roles=_roles(draw, app))
    return replace(app, pages=tuple(new if each == page else each for each in app.pages))


def _with_action(app: App, old: Action, new: Action) -> App:
    return replace(app, actions=tuple(new if each == old else each for each in app.actions))


def _with_field(draw: DrawFn, app: App, change: object) -> App:
    assert callable(change)
    thing = _thing(draw, app)
    if thing is None or not thing.fields:
        return app
    field = draw(st.sampled_from(thing.fields))
    new = change(field)
    return _with(app, replace(thing, fields=tuple(new if each == field else each for each in thing.fields)))


MUTATIONS = (
    grant, ungrant, regrant, narrow_field, drop_field, another_owner, another_formula, another_role, no_role,
    action_roles, another_action, page_roles,
)  # fmt: skip
