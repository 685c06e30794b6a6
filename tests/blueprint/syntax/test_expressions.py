"""What expressions mean, and how they are written."""

import pytest

from appling.blueprint import parse
from appling.blueprint.formatter.expressions import Printer
from appling.blueprint.syntax.tree import (
    BinaryNode,
    CallNode,
    DurationNode,
    ExpressionNode,
    InNode,
    NumberNode,
    PathNode,
    TextNode,
    UnaryNode,
)

THING = """thing Point of Sale
  in progress: number
  Price (USD): money
  due date: date
  not in stock: yes/no
  kind: choice(open, is empty, 3 stars, n/a, follow-up)
  a: number
  b: number
  c: number
  month: number
  no. of seats: number
  x = {}
"""


def tree(node: ExpressionNode) -> str:
    """The node in prefix form."""
    match node:
        case NumberNode(text=text):
            return text
        case TextNode(value=value):
            return f"'{value}'"
        case DurationNode(amount=amount, unit=unit):
            return f"{amount}~{unit}"
        case PathNode(names=names):
            return ".".join(f"[{name.text}]" if " " in name.text else name.text for name in names)
        case UnaryNode(operator=operator, operand=operand):
            return f"({operator} {tree(operand)})"
        case BinaryNode(operator=operator, left=left, right=right):
            return f"({operator} {tree(left)} {tree(right)})"
        case InNode(operand=operand, options=options):
            return f"(in {tree(operand)} {' '.join(map(tree, options))})"
        case CallNode(function=function, arguments=arguments, where=where):
            inside = [tree(argument) for argument in arguments]
            return f"({function.text}! {' '.join(inside)}{' | ' + tree(where) if where else ''})"


def read(text: str) -> ExpressionNode:
    parsed = parse(THING.format(text))
    assert parsed.errors == ()
    formula = parsed.blueprint.things[0].fields[-1].formula
    assert formula is not None
    return formula


MEANINGS = [
    ("a + b * c", "(+ a (* b c))"),
    ("(a + b) * c", "(* (+ a b) c)"),
    ("a - b - c", "(- (- a b) c)"),
    ("a - (b - c)", "(- a (- b c))"),
    ("-a * -b", "(* (- a) (- b))"),
    ("-(-a)", "(- (- a))"),
    ("not a and b or c", "(or (and (not a) b) c)"),
    ("not (a or b)", "(not (or a b))"),
    ("not a = b", "(not (= a b))"),
    ("a = (not b)", "(= a (not b))"),
    ("a is b", "(= a b)"),
    ("a is not b", "(!= a b)"),
    ("a is empty", "(= a empty)"),
    ("a is not empty", "(!= a empty)"),
    ("kind = is empty", "(= kind [is empty])"),
    ("a <= b and b >= c", "(and (<= a b) (>= b c))"),
    ("a <> b", "(!= a b)"),
    ("a in (1, 2) and b in (3)", "(and (in a 1 2) (in b 3))"),
    ("a not in (1, 2)", "(not (in a 1 2))"),
    ("a contains 'x' or b", "(or (contains a 'x') b)"),
    ("today + 14 days", "(+ today 14~day)"),
    ("now - 1 month", "(- now 1~month)"),
    ("3 days ago", "(- today 3~day)"),
    ("a between 1 and 5 and b", "(and (and (>= a 1) (<= a 5)) b)"),
    ("a is before today", "(< a today)"),
    ("due date < today", "(< [due date] today)"),
    ("due_date < today", "(< due_date today)"),
    ("Due-Date < today", "(< Due-Date today)"),
    ("a-b", "(- a b)"),
    ("in progress > 3", "(> [in progress] 3)"),
    ("not in stock", "[not in stock]"),
    ("not not in stock", "(not [not in stock])"),
    ("Price (USD) / 2", "(/ [Price (USD)] 2)"),
    ("kind = 3 stars", "(= kind [3 stars])"),
    ("kind = n/a", "(= kind n/a)"),
    ("kind = follow-up", "(= kind follow-up)"),
    ("kind = undeclared value or a", "(or (= kind [undeclared value]) a)"),
    ("no. of seats + 1", "(+ [no. of seats] 1)"),
    ("borrower.due date.year", "borrower.[due date].year"),
    ("month", "month"),
    ("month(due date)", "(month! [due date])"),
    ("count(Point of Sale where a > 1 and b)", "(count! [Point of Sale] | (and (> a 1) b))"),
    ("sum(Point of Sale.Price (USD))", "(sum! [Point of Sale].[Price (USD)])"),
    ("count()", "(count! )"),
    ("count(*)", "(count! )"),
    ("count of Point of Sale where a", "(count! [Point of Sale] | a)"),
    ("round(a / b, 2)", "(round! (/ a b) 2)"),
    ("a == 1 && !b || c", "(or (and (= a 1) (not b)) c)"),
    ('a = "say \\"hi\\""', "(= a 'say \"hi\"')"),
    ("a = null or b = true", "(or (= a empty) (= b yes))"),
    ("a ＝ １２ ＋ b", "(= a (+ 12 b))"),
    ("a ≤ b × 2", "(<= a (* b 2))"),
    ("a = “x”", "(= a 'x')"),
    ("a = 「x」", "(= a 'x')"),
    ("a = -1.5", "(= a (- 1.5))"),
]


@pytest.mark.parametrize(("text", "meaning"), MEANINGS)
def test_meaning(text: str, meaning: str) -> None:
    assert tree(read(text)) == meaning


@pytest.mark.parametrize(("text", "meaning"), MEANINGS)
def test_printed_it_means_the_same(text: str, meaning: str) -> None:
    assert tree(read(Printer().expression(read(text)))) == meaning


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("a +", "expected a value here"),
        ("a b c where d", "not understood from here on"),
        ("(a", "opened here"),
        ("a )", "not understood from here on"),
        ("count(a", "opened here"),
        ("a, b", "not understood from here on"),
        ("= a", "expected a value here"),
        ("a = and b", "expected a value here"),
        ("a between 1", "expected “and” and the upper limit here"),
        ("1" * 19, "expected a number of fewer digits here"),
        ("(" * 40 + "a" + ")" * 40, "too many brackets or operators"),
        ("-" * 40 + "a", "too many brackets or operators"),
        ("+" * 40 + "a", "too many brackets or operators"),
        ("a" + " + a" * 61, "too many brackets or operators"),
    ],
)
def test_unreadable(text: str, label: str) -> None:
    errors = parse(THING.format(text)).errors
    assert [error.label for error in errors] == [label]


def test_sixty_operators_are_read() -> None:
    assert tree(read("a" + " + a" * 60)).count("+") == 60
