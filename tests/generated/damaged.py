"""Texts that are no blueprints, or nearly: generated ones with slips, arbitrary ones, and long ones."""

from collections.abc import Iterator

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from tests.generated.blueprints import blueprints
from tests.generated.drawing import Hand

PIECES = (
    "thing ", "page ", "action ", "app ", "every day", "(", ")", ",", ":", "=", '"', "“", ".", "#", "\n",
    "\n  ", "\t", " where ", " by ", " of ", " for ", " may ", " do all", " not ", " and ", " in ", "choice(",
    "count(", "sum(", "required", "unique", "min -1", "this", "me", "own", "visitor", "table of ", "form",
    "1e999", "9" * 30, "、", "（", "\x00", "\u200b", "\u202e", "\ud800", "🚲", "- ", "```", "<b>", "\r", "//",
)  # fmt: skip


@st.composite
def damaged(draw: DrawFn) -> str:
    """A blueprint with a few slips."""
    hand = Hand(draw)
    text: str = draw(blueprints())
    for _ in range(hand.number(1, 6)):
        text = _slip(hand, text)
    return text


def _slip(hand: Hand, text: str) -> str:
    place = hand.number(0, len(text))
    end = min(len(text), place + hand.one((0, 1, 4, 30)))
    match hand.number(0, 4):
        case 0:
            return text[:place] + hand.one(PIECES) + text[place:]
        case 1:
            return text[:place] + text[end:]
        case 2:
            return text[:place] + hand.one(PIECES) + text[end:]
        case 3:
            return _lines_moved(hand, text)
    words = text.split(" ")
    one, other = hand.number(0, len(words) - 1), hand.number(0, len(words) - 1)
    words[one] = words[other]
    return " ".join(words)


def _lines_moved(hand: Hand, text: str) -> str:
    """A line goes, stands twice, or stands elsewhere."""
    lines = text.splitlines()
    one, other = hand.number(0, len(lines) - 1), hand.number(0, len(lines) - 1)
    line = lines[one] if hand.chance(40) else lines.pop(one)
    lines.insert(other, line)
    return "\n".join(lines)


any_text = st.text(st.characters(codec=None), max_size=400) | st.lists(
    st.sampled_from(PIECES), max_size=80
).map("".join)


def long_texts() -> Iterator[tuple[str, str]]:
    """About 100 kB each, made to keep a reader busy."""
    size = 100_000
    yield from (
        ("one word", "a" * size),
        ("words", "thing " * (size // 6)),
        ("unknown types", "app A\nthing B\n" + "".join(f"  f{n}: Kind{n}\n" for n in range(5_000))),
        ("unknown things", "app A\n" + "".join(f"page P{n}\n  table of T{n}\n" for n in range(3_500))),
        ("unknown roles", "app A\nthing B\n  a: text\n" + "".join(f"  r{n} may see\n" for n in range(6_000))),
        ("unknown names", "app A\nthing B\n" + "".join(f"  f{n} = g{n} + h{n}\n" for n in range(4_500))),
        ("formulas in a row", "app A\nthing B\n  f0: number\n" + "".join(map(_next, range(1, 4_500)))),
        ("formulas of the same", "app A\nthing B\n" + "  a = b + 1\n" * 7_000),
        ("things of a name", "app A\n" + "thing B\n  a: text\n" * 5_500),
        ("roles of a name", "app A\n  people: " + "member, " * 480 + "\n" + "  people: a, b\n" * 6_000),
        ("unreadable", "app A\nthing B\n" + "  a: choice(\n" * 7_500),
        ("broken lines", "app A\nthing B\n" + "  = ) where ( for\n" * 5_000),
        ("brackets", "app A\nthing B\n" + ("  a = " + "(" * 1_900 + "\n") * 50),
        ("commas", "app A\n" + ("page P\n  table of B show " + "a, " * 600 + "\n") * 50),
        ("texts", "app A\npage P\n" + '  text "a\n' * 10_000),
        ("unknown parts", "app A\nthing B\n  a: text\npage P\n" + "".join(map(_part, range(4_000)))),
        ("unknown steps", "app A\nthing B\n  a: text\naction X on B\n" + "".join(map(_step, range(5_000)))),
        ("actions", "app A\nthing B\n  a: text\n" + "".join(map(_action, range(2_500)))),
        ("pages of a name", "app A\nthing B\n  a: text\n" + "page P\n  table of B where x\n" * 3_000),
        ("blocks nobody knows", "app A\n" + "every day\n  email x\n" * 4_500),
        ("choices", "app A\nthing B\n" + ("  a: choice(" + "b, " * 600 + ")\n") * 50),
        ("comments", "app A\n" + "# a\n" * 24_000),
        ("near names", "app A\nthing B\n" + "".join(map(_near, range(1_500)))),
        ("quotes", "app A\nthing B\n" + ("  a = " + '"' * 1_900 + "\n") * 50),
        ("markdown", "```\n" + "- **app** A\n" * 8_000),
        ("prose", "I would like an app that keeps my books and lends them. " * 1_800),
        ("nothing but marks", "".join(PIECES) * 220),
    )


def _next(number: int) -> str:
    return f"  f{number} = f{number - 1} + f{number - 1}\n"


def _part(number: int) -> str:
    return f"  widget{number} of B by a{number}\n"


def _step(number: int) -> str:
    return f"  frob a{number} = {number}\n"


def _action(number: int) -> str:
    return f"action A{number} on B\n  set b{number} = c{number}\n"


def _near(number: int) -> str:
    return f"  naame{number}: texxt\n  total{number} = naam{number} + nmae{number}\n"
