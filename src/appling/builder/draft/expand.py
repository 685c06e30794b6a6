"""From the short form to the full language; what breaks off in the middle is kept as far as it goes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from appling.blueprint.model.app import VISITOR
from appling.blueprint.model.expression import Kind
from appling.blueprint.model.vocabulary import Vocabulary
from appling.blueprint.names import language_of, singular
from appling.builder.briefs.words import fold
from appling.builder.draft.adders import is_browsed, is_taken, with_adders
from appling.builder.draft.basket import basket_of, with_basket
from appling.builder.draft.compose import Composer, kind_of_page
from appling.builder.draft.cut import cut, in_quotes, pieces
from appling.builder.draft.declared import Declared, DeclaredField, DeclaredThing
from appling.builder.draft.effects import Effect
from appling.builder.draft.fields import full_field, needed, read_fields
from appling.builder.draft.joining import joining
from appling.builder.draft.lacking import with_what_lacks
from appling.builder.draft.persons import is_sought, open_to_strangers
from appling.builder.draft.presses import presses
from appling.builder.draft.privacy import careful
from appling.builder.draft.rights import Hands, everywhere, may_take, read_hands, rules_of
from appling.builder.draft.slips import mended
from appling.builder.draft.talk import (
    hands_of_chat,
    is_chat,
    rules_between,
    rules_of_chat,
    talk_of,
    with_talk,
)
from appling.builder.draft.telling import Telling
from appling.builder.draft.typical import with_typical

_ANONYMOUS = re.compile(r"\banonym|匿名", re.I)
_LINE = re.compile(r"\b(line|item|detail)$|明细|条目")
"""Rows that belong to whom the row belongs that they are part of."""
_SETTINGS = ("about", "look", "people", "language")


@dataclass(slots=True)
class Draft:
    """A text in the short form, read line by line."""

    name: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    fields: dict[str, list[str]] = field(default_factory=dict)
    hands: dict[str, Hands] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)

    @property
    def people(self) -> tuple[str, ...]:
        """The roles as the draft lists them: with `visitor` where people may look without signing in."""
        return tuple(dict.fromkeys(pieces(self.settings.get("people", ""), ",")))

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(role for role in self.people if role != VISITOR)

    def declared(self, vocabulary: Vocabulary, brief: str = "") -> Declared:
        """What its next stage may name, slips mended."""
        names = tuple(self.fields)
        things = (
            DeclaredThing(name, read_fields(texts, name, names, self.roles, vocabulary))
            for name, texts in self.fields.items()
        )
        return mended(Declared(self.roles, tuple(things)), brief)


def read_draft(short: str) -> Draft:
    """What a text in the short form says; lines that say nothing are passed over."""
    draft = Draft()
    for line in short.splitlines():
        text = line.strip()
        word, _, rest = text.partition(" ")
        if word == "app" and not draft.name:
            draft.name = rest.strip()
        elif word in _SETTINGS and not draft.fields:
            draft.settings[word] = rest.strip()
        elif word == "things" and not draft.fields:
            draft.fields = {name: [] for name in pieces(rest, ",")}
        elif word == "pages" and not draft.pages:
            draft.pages = list({fold(name): name for name in reversed(pieces(rest, ","))}.values())[::-1]
        else:
            _read_about_thing(text, draft)
    return draft


def _read_about_thing(text: str, draft: Draft) -> None:
    """`Loan by member, private for organiser: …`."""
    head, colon, body = cut(text, ":")
    name = next((name for name in by_length(draft.fields) if f"{head} ".startswith(f"{name} ")), None)
    if name is not None and colon:
        draft.hands[name] = read_hands(head.removeprefix(name).strip().removeprefix("by "))
        draft.fields[name] += pieces(body, ",")


def by_length(names: Iterable[str]) -> list[str]:
    """The longest first, so that `Order Line` is not read as `Order`."""
    return sorted(names, key=lambda name: -len(name))


def expand(short: str, vocabulary: Vocabulary, brief: str = "") -> str:
    """The blueprint that a text in the short form means, with what the brief wants to be told by itself."""
    draft = read_draft(short)
    declared = draft.declared(vocabulary, brief)
    mine = " ".join(fold(page) for page in draft.pages if kind_of_page(page) == "mine")
    joins = joining(draft.people, brief)
    strangers = joins if open_to_strangers(draft.people) else joins[1:]
    for thing in declared.things:
        open_ = VISITOR in draft.people and is_browsed(thing.name, brief)
        is_mine = fold(singular(thing.name)) in mine and not (open_ or is_taken(thing.name, brief))
        hands = with_adders(draft.hands.get(thing.name, Hands()), thing, draft.people, brief)
        draft.hands[thing.name] = (
            hands_of_chat(draft.people)
            if is_chat(thing, brief)
            else careful(hands, thing, draft.people, mine=is_mine, joining=joins)
        )
    declared = replace(declared, things=tuple(_owned(thing, draft, joins) for thing in declared.things))
    for thing in declared.things:
        draft.hands[thing.name] = _trusted(draft.hands[thing.name], thing, declared, strangers)
    language = draft.settings.get("language", "") or language_of([brief])
    declared = with_talk(declared, brief)
    if brief:
        declared = with_typical(declared, brief, vocabulary, chinese=language == "zh")
    declared = with_what_lacks(declared, draft.pages, brief, language)
    basket = basket_of(declared, draft.hands, draft.people, brief, language, strangers)
    if basket is not None:
        declared = with_basket(declared, basket)
        draft.hands[basket.order.name] = Hands((), private=True, handlers=basket.hands.handlers)
    shopping = basket.things() if basket is not None else {}
    composer = Composer(draft.settings.get("about", ""), draft.people, declared, draft.hands, brief)
    blocks = [
        _app_block(draft, joins),
        *(
            shopping.pop(thing.name, "") or _thing_block(thing, draft, declared, brief, strangers)
            for thing in declared.things
            if thing.fields
        ),
        *shopping.values(),
        *(basket.actions() if basket is not None else ()),
    ]
    by_people = {thing for thing, hands in draft.hands.items() if set(hands.by) - {*draft.roles[-1:]}}
    found = presses(declared, by_people, brief, language, _by_strangers(draft, strangers))
    done = {press: basket.later(each) for press, each in found.items()} if basket is not None else found
    blocks += [_action_block(press, each, draft) for press, each in done.items() if each is not None]
    blocks += Telling(brief, declared, draft.hands, language).blocks()
    blocks += composer.pages(basket.without_its_pages(draft.pages) if basket is not None else draft.pages)
    blocks += [basket.page()] if basket is not None else []
    return "\n\n".join(block for block in blocks if block) + "\n"


def _owned(thing: DeclaredThing, draft: Draft, joins: tuple[str, ...]) -> DeclaredThing:
    """The thing with a field for whose it is, called like the role, where all who sign up may add it."""
    thing = _by_who_adds(thing, draft)
    role = next((role for role in joins if role in draft.hands[thing.name].by), None)
    taken = {fold(name) for name in (*draft.fields, *(field.name for field in thing.fields))}
    adder = any(field.default == "me" for field in thing.fields)
    if role is None or adder or fold(role) in taken or _LINE.search(fold(thing.name)):
        return thing
    return replace(thing, fields=(*thing.fields, DeclaredField(role, "person", Kind.PERSON, default="me")))


def _by_who_adds(thing: DeclaredThing, draft: Draft) -> DeclaredThing:
    """The thing whose field `seller` isn't filled in with the buyer who adds it."""
    by = {fold(role) for role in draft.hands[thing.name].by}
    others = {fold(role) for role in draft.roles} - by if by else set()
    fields = (
        replace(each, default=None) if each.default == "me" and fold(each.name) in others else each
        for each in thing.fields
    )
    return replace(thing, fields=tuple(fields))


def _app_block(draft: Draft, joins: tuple[str, ...]) -> str:
    settings = {**draft.settings, "people": ", ".join(draft.roles)}
    if len(joins) > 1:
        settings["sign up"] = ", ".join(joins)
    lines = [f"{key}: {value}" for key, value in settings.items() if value] + everywhere(draft.people)
    return "\n".join([f"app {draft.name}", *(f"  {line}" for line in lines)])


def _thing_block(
    thing: DeclaredThing, draft: Draft, declared: Declared, brief: str, strangers: tuple[str, ...]
) -> str:
    by = draft.hands.get(thing.name, Hands()).by
    named = VISITOR in by and not _ANONYMOUS.search(brief)
    must = needed(thing.fields, thing.name, by_strangers=named)
    lines = [full_field(field, required=field.name in must, own=thing.name) for field in thing.fields]
    concerned = [field.name for field in thing.fields if field.type == "person" and field.default != "me"]
    if is_chat(thing, brief):
        lines += rules_of_chat(draft.people)
    elif talk_of(thing, brief) is not None:
        lines += rules_between(thing, draft.people)
    elif is_sought(thing, brief):
        is_open = open_to_strangers(draft.people)
        lines += rules_of(Hands(draft.roles[:1]), draft.roles, is_open=is_open)
    else:
        theirs = {role: _path_to(role, thing, declared) for role in strangers}
        lines += rules_of(draft.hands.get(thing.name, Hands()), draft.people, tuple(concerned), theirs)
    return "\n".join([f"thing {thing.name}", *(f"  {line}" for line in lines)])


def _trusted(hands: Hands, thing: DeclaredThing, declared: Declared, strangers: tuple[str, ...]) -> Hands:
    """Without handlers who signed up by themselves and whose the rows are not."""
    kept = (role for role in hands.handlers if role not in strangers or _path_to(role, thing, declared))
    return replace(hands, handlers=tuple(kept))


def _by_strangers(draft: Draft, strangers: tuple[str, ...]) -> set[str]:
    """The things whose rows strangers add, and nobody lets them change."""
    return {
        thing
        for thing, hands in draft.hands.items()
        if VISITOR in hands.by or (hands.private and not {*strangers}.isdisjoint(hands.by))
    }


def _path_to(role: str, thing: DeclaredThing, declared: Declared) -> str:
    """Whose a row is by what it links to, `product.seller`; nothing where it is nobody's of that role."""
    for link in thing.of(Kind.LINK):
        target = declared.thing(link.target)
        for each in target.fields if target is not None else ():
            if each.default == "me" and fold(each.name) == fold(role):
                return f"{link.name}.{each.name}"
    return ""


def _action_block(name: str, effect: Effect, draft: Draft) -> str:
    """The action, for those whose business it is."""
    adders = draft.hands.get(effect.added, Hands()).by
    roles = may_take(name, effect.step, draft.hands.get(effect.thing, Hands()), adders, draft.people)
    for_ = f" for {', '.join(roles)}" if roles else ""
    when = f" when {effect.when}" if effect.when else ""
    return "\n  ".join([f"action {in_quotes(name)} on {effect.thing}{for_}{when}", *effect.asks, effect.step])
