"""From the short form to the full language; what breaks off in the middle is kept as far as it goes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from appling.blueprint.model.app import VISITOR
from appling.blueprint.model.vocabulary import Vocabulary
from appling.builder.draft.cut import cut, pieces
from appling.builder.draft.declared import Declared, DeclaredThing
from appling.builder.draft.fields import full_field, read_fields
from appling.builder.draft.rights import Hands, everywhere, rules_of

_ROLES_FIRST = re.compile(r"^(action .+?) (for .+?) (on .+?)( when .+)?$")
_SETTINGS = ("about", "look", "people", "language")


@dataclass(slots=True)
class Draft:
    """A text in the short form, read line by line."""

    name: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    fields: dict[str, list[str]] = field(default_factory=dict)
    formulas: dict[str, list[str]] = field(default_factory=dict)
    hands: dict[str, Hands] = field(default_factory=dict)
    blocks: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def people(self) -> tuple[str, ...]:
        """The roles as the draft lists them: with `visitor` where people may look without signing in."""
        return tuple(dict.fromkeys(pieces(self.settings.get("people", ""), ",")))

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(role for role in self.people if role != VISITOR)

    def declared(self, vocabulary: Vocabulary) -> Declared:
        """What its next stage may name."""
        names = tuple(self.fields)
        things = (
            DeclaredThing(name, read_fields(texts, names, self.roles, vocabulary))
            for name, texts in self.fields.items()
        )
        return Declared(self.roles, tuple(things))


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
        elif word in ("action", "page"):
            head, _, body = cut(text, ":")
            draft.blocks.append((head, pieces(body, ";")))
        else:
            _read_about_thing(text, draft)
    return draft


def _read_about_thing(text: str, draft: Draft) -> None:
    """`Loan by member for organiser: …` (fields) or `Loan.overdue = …` (what is computed)."""
    head, colon, body = cut(text, ":")
    name = next(
        (
            name
            for name in by_length(draft.fields)
            if f"{text} ".startswith((f"{name} ", f"{name}:", f"{name}."))
        ),
        None,
    )
    if name is None:
        return
    if text.startswith(f"{name}."):
        draft.formulas.setdefault(name, []).append(text.removeprefix(f"{name}."))
    elif colon:
        by, _, handlers = f"{head.removeprefix(name)} ".partition(" for ")
        draft.hands[name] = Hands(tuple(pieces(by.removeprefix(" by "), ",")), tuple(pieces(handlers, ",")))
        draft.fields[name] += pieces(body, ",")


def by_length(names: Iterable[str]) -> list[str]:
    """The longest first, so that `Order Line` is not read as `Order`."""
    return sorted(names, key=lambda name: -len(name))


def expand(short: str, vocabulary: Vocabulary) -> str:
    """The blueprint that a text in the short form means."""
    draft = read_draft(short)
    declared = draft.declared(vocabulary)
    blocks = [_app_block(draft), *(_thing_block(thing, draft) for thing in declared.things if thing.fields)]
    blocks += [
        "\n".join([_full_head(head), *(f"  {line}" for line in body)]) for head, body in draft.blocks if body
    ]
    return "\n\n".join(blocks) + "\n"


def _app_block(draft: Draft) -> str:
    settings = {**draft.settings, "people": ", ".join(draft.roles)}
    lines = [f"{key}: {value}" for key, value in settings.items() if value] + everywhere(draft.people)
    return "\n".join([f"app {draft.name}", *(f"  {line}" for line in lines)])


def _thing_block(thing: DeclaredThing, draft: Draft) -> str:
    lines = [full_field(field, first=index == 0) for index, field in enumerate(thing.fields)]
    lines += draft.formulas.get(thing.name, [])
    lines += rules_of(draft.hands.get(thing.name, Hands()), draft.people)
    return "\n".join([f"thing {thing.name}", *(f"  {line}" for line in lines)])


def _full_head(head: str) -> str:
    """`action Borrow for member on Bike when …`: the full language says `on Bike for member`."""
    return _ROLES_FIRST.sub(r"\1 \3 \2\4", head)
