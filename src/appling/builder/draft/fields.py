"""One field in the short form: `photo`, `kind: choice(road, city)`, `available: yes/no = yes`."""

import re
from collections.abc import Iterable

from appling.blueprint.model.expression import Kind
from appling.blueprint.model.vocabulary import Vocabulary
from appling.blueprint.names import plural
from appling.blueprint.syntax.words import BLOCKS
from appling.builder.briefs.words import fold
from appling.builder.draft.cut import cut, pieces
from appling.builder.draft.declared import DeclaredField, kind_of
from appling.builder.draft.implied import implied_default, implied_type

_CHOICES = re.compile(r"^choice\((.*)\)$")
_SAYS_MORE = {
    "number": ("money", "rating"),
    "file": ("image",),
    "url": ("image",),
    "text": (
        "long text",
        "money",
        "number",
        "rating",
        "date",
        "date and time",
        "email",
        "phone",
        "image",
        "file",
    ),
}
_SAID = re.compile(r"^(message|question|inquiry|enquiry|text|content)$|^(留言|内容|问题|咨询内容)$")
_BEGIN = BLOCKS | {"when", "every", "has"}
"""Words that lines begin with which are no fields."""
_WORK = re.compile(r"\b(books?|novel|album|song|film|movie)s?$|图书|书籍|小说|电影|歌曲|专辑")
_MAKER = re.compile(r"^(author|writer|artist|singer|director|composer)s?$|^(作者|歌手|导演|作曲)$")
_ESSENCE = {
    "url": re.compile(r"\b(link|url|bookmark|web address)$|链接|网址"),
    "image": re.compile(r"\b(photo|image|picture)$|照片|图片"),
}
_PRICE = re.compile(
    r"\b(price|fee|fare|rent|tuition|deposit|bid|donation|pledge|tip|wage|salary)s?$|[价费租]格?$|单价|押金|出价|工资"
)
_SUM = re.compile(r"\b(amount|sum|total)$|金额$|总额$")
_COUNT = re.compile(
    r"\b(quantity|qty|guests?|people|persons|adults|children|participants|attendees|seats|tickets|nights|copies|units"
    r"|stock|capacity)$|数量$|[人件张份]数$|库存$"
)
_TAKEN = re.compile(
    r"\b(quantity|qty|guests?|people|persons|adults|participants|attendees|seats|tickets|nights|copies|units)$"
    r"|数量$|[人件张份]数$"
)
_GIVEN = re.compile(
    r"\b(order|purchase|booking|reservation|registration|rental|bid|donation|pledge|contribution|payment|invoice|sale)"
    r"( (line|item|detail))?s?$|订单|预[约订定]|报名|捐|支付|付款|出价"
)
"""What is a price, a sum and a count, and where somebody gives or takes it."""
_SECRET = re.compile(r"pass ?word|pass ?code|密码|口令")
"""Accounts are the runtime's: a field for a password would only be a place to leak it from."""


def read_fields(
    texts: Iterable[str], own: str, things: tuple[str, ...], roles: tuple[str, ...], vocabulary: Vocabulary
) -> tuple[DeclaredField, ...]:
    """The fields of the thing called `own`; a name that comes twice counts once.

    `comments`, where there are comments, is no field: each of them links to what it is about.
    """
    fields: dict[str, DeclaredField] = {}
    counted = {fold(plural(thing)) for thing in things} - {fold(thing) for thing in things}
    for text in texts:
        name, written, default = _parts(text)
        folded = fold(name)
        if not name or folded in fields or folded in counted or _SECRET.search(folded):
            continue
        type_ = _better(written, implied_type(name, _others(own, things), roles), things)
        type_ = _of_works(own, name, _of_pictures(own, type_))
        found = _CHOICES.match(type_)
        choices = tuple(dict.fromkeys(pieces(found[1], ","))) if found else ()
        atom = "choice" if found else type_
        target = type_ if atom not in vocabulary.fields else None
        first_person = atom == "person" and not any(other.type == "person" for other in fields.values())
        default = default or implied_default(name, atom, choices, first_person=first_person)
        kind = kind_of(atom, vocabulary)
        fields[folded] = DeclaredField(name, atom, kind, choices, target, default)
    return tuple(fields.values())


def _better(written: str | None, implied: str, things: tuple[str, ...]) -> str:
    """The type as written, unless the name says more.

    A price is money, also where it is called a number, and `course`, where there are courses, is one of them.
    """
    if written is None or implied in _SAYS_MORE.get(written, ()):
        return implied
    if implied in (*things, "person") and (written == "text" or _CHOICES.match(written)):
        return implied
    return implied if implied == "url" and _CHOICES.match(written) else written


def _others(own: str, things: tuple[str, ...]) -> tuple[str, ...]:
    """A name alone says no link of a thing to itself: the `image` of an Image is a picture."""
    return tuple(thing for thing in things if thing != own)


def _of_pictures(own: str, type_: str) -> str:
    """What is uploaded to an Image or a Photo is a picture."""
    return "image" if type_ == "file" and implied_type(own, (), ()) == "image" else type_


def _of_works(own: str, name: str, type_: str) -> str:
    """Who wrote a book that one keeps or sells is seldom somebody who uses the app."""
    return "text" if type_ == "person" and _WORK.search(fold(own)) and _MAKER.search(fold(name)) else type_


def _parts(text: str) -> tuple[str, str | None, str | None]:
    name, colon, rest = cut(text, ":")
    if not colon:
        name, _, default = cut(text, "=")
        return name, None, default or None
    type_, _, default = cut(rest, "=")
    return name, type_, default or None


def full_field(field: DeclaredField, *, required: bool, own: str = "") -> str:
    """The line in the full language of a field of the thing called `own`."""
    type_ = f"choice({', '.join(field.choices)})" if field.choices else field.type
    flag = ", required" if required else ""
    default = f" = {field.default}" if field.default else ""
    name = f'"{field.name}"' if field.name.partition(" ")[0].lower() in _BEGIN else field.name
    return f"{name}: {type_}{flag}{least(field, own)}{default}"


def least(field: DeclaredField, own: str = "") -> str:
    """`, min 0` for what is paid and what is counted; who orders, books or buys takes one at least."""
    name = fold(field.name)
    if field.type == "money":
        given = _SUM.search(name) and _GIVEN.search(fold(own))
        return ", min 0" if _PRICE.search(name) or given else ""
    if field.type != "number" or not _COUNT.search(name):
        return ""
    return ", min 1" if _TAKEN.search(name) and _GIVEN.search(fold(own)) else ", min 0"


def needed(fields: tuple[DeclaredField, ...], own: str = "", *, by_strangers: bool = False) -> frozenset[str]:
    """The names of those that must be given: what a row is called by, what it is of, and what a thing called
    `own` is nothing without: a link its address, a photo its picture.

    Strangers who leave their address say where an answer goes, and what they want.
    """
    must = {field.name for field in fields[:1] if _names_row(field)}
    writes = by_strangers and any(field.type == "email" for field in fields)
    said = (each for each in fields if each.type == "email" or _SAID.search(fold(each.name)))
    for type_, called in _ESSENCE.items():
        of_type = [field.name for field in fields if field.type == type_]
        must |= set(of_type[:1]) if called.search(fold(own)) else set()
    return frozenset(must | ({each.name for each in said} if writes else set()))


def _names_row(field: DeclaredField) -> bool:
    return field.type == "text" or (field.kind is Kind.LINK and not field.either)


def short_field(
    line: str, own: str, things: tuple[str, ...], roles: tuple[str, ...], persons: int
) -> tuple[str, bool]:
    """A full line without what its name says and what a draft need not say, and whether it is a person.

    `persons`: how many person fields came before.
    """
    name, written, default = _parts(re.sub(r", (required|unique|min -?[\d.]+|max -?[\d.]+)\b", "", line))
    type_ = written or "text"
    found = _CHOICES.match(type_)
    choices = tuple(pieces(found[1], ",")) if found else ()
    said = implied_type(name, _others(own, things), roles)
    short = name if said == type_ else f"{name}: {type_}"
    atom = "choice" if found else type_
    goes_without = implied_default(name, atom, choices, first_person=atom == "person" and persons == 0)
    kept = default if atom == "yes/no" and default != goes_without else None
    return (f"{short} = {kept}" if kept else short), atom == "person"
