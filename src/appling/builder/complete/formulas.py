"""What is computed and goes without saying: amounts, totals, average ratings, what is overdue."""

import re

from appling.blueprint.names import plural
from appling.blueprint.syntax.tree import Blueprint, FieldLine, ThingBlock
from appling.builder.briefs.words import fold
from appling.builder.complete.edit import Addition
from appling.builder.complete.reading import Draft, has_field, links_of, named, of_type

_QUANTITY = re.compile(
    r"^(quantity|qty|hours|nights|tickets|seats|days|number of .+|数量|件数|小时数|天数|人数|张数)$"
)
_PRICE = re.compile(r"price|rate|fee|cost|单价|价格|费用|售价|票价|价")
_SUMMED = re.compile(
    r"^(.* )?(order|cart|shopping cart|invoice|project|account|bill)$|订单|购物车|项目|账户|账单"
)
_COUNTED = re.compile(
    r"^(comment|repl(y|ies)|like|vote|sign ?up|registration|enrol?lment)s?$|^(评论|回复|点赞|投票|报名)$"
)
_DUE = re.compile(r"\bdue\b|deadline|return by|截止|到期|应还|期限")
_DONE = re.compile(r"done|finished|completed|returned|paid|closed|solved|完成|归还|已还|结束|关闭|支付")


def amounts(draft: Draft) -> list[Addition]:
    """`amount = quantity * product.price` where a row has a quantity of something with a price."""
    name = "金额" if draft.chinese else "amount"
    found = []
    for thing in draft.blueprint.things:
        quantity = named(thing, _QUANTITY)
        if quantity is None or has_field(thing, name) or of_type(thing, "money") or _formulas(thing):
            continue
        for link, target in links_of(thing, draft.blueprint):
            price = next(
                (each for each in of_type(target, "money") if _PRICE.search(fold(each.name.text))), None
            )
            if price is not None:
                formula = f"{quantity.name.text} * {link.name.text}.{price.name.text}"
                found.append(_formula(thing, name, formula))
                break
    return found


def totals(draft: Draft) -> list[Addition]:
    """`total = sum(Order Line.amount)` for orders and what else is the sum of its rows."""
    name = "合计" if draft.chinese else "total"
    found = []
    for parent in draft.blueprint.things:
        if not _SUMMED.search(fold(parent.name.text)) or has_field(parent, name) or of_type(parent, "money"):
            continue
        for child in _children(parent, draft.blueprint):
            summed = next(iter([*of_type(child, "money"), *_amounts(child)]), None)
            if summed is not None and not _formulas(parent):
                found.append(_formula(parent, name, f"sum({child.name.text}.{summed.name.text})"))
                break
    return found


def averages(draft: Draft) -> list[Addition]:
    """`rating = avg(Review.stars)` where rows are rated by rows that link to them."""
    name = "平均评分" if draft.chinese else "rating"
    found = []
    for parent in draft.blueprint.things:
        if of_type(parent, "rating") or has_field(parent, name):
            continue
        for child in _children(parent, draft.blueprint):
            stars = of_type(child, "rating")
            if stars:
                found.append(_formula(parent, name, f"avg({child.name.text}.{stars[0].name.text})"))
                break
    return found


def counts(draft: Draft) -> list[Addition]:
    """`comments = count(Comment)` where rows are commented, liked or voted for by rows that link to them."""
    found = []
    for parent in draft.blueprint.things:
        for child in _children(parent, draft.blueprint):
            name = f"{child.name.text}数" if draft.chinese else plural(child.name.text).lower()
            if _COUNTED.search(fold(child.name.text)) and not has_field(parent, name):
                found.append(_formula(parent, name, f"count({child.name.text})"))
                break
    return found


def lateness(draft: Draft) -> list[Addition]:
    """`overdue = due < today and not done`, where it can be told that something is done."""
    name = "逾期" if draft.chinese else "overdue"
    found = []
    for thing in draft.blueprint.things:
        due = next((each for each in of_type(thing, "date") if _DUE.search(fold(each.name.text))), None)
        undone = _undone(thing)
        if due is not None and undone and not has_field(thing, name) and not _formulas(thing):
            found.append(_formula(thing, name, f"{due.name.text} < today and {undone}"))
    return found


def _undone(thing: ThingBlock) -> str | None:
    for field in of_type(thing, "yes/no"):
        if _DONE.search(fold(field.name.text)):
            return f"not {field.name.text}"
    for field in of_type(thing, "choice"):
        arguments = field.type.arguments if field.type else ()
        done = next((each.text for each in arguments if _DONE.search(fold(each.text))), None)
        if done is not None:
            return f"{field.name.text} != {done}"
    return None


def _children(parent: ThingBlock, blueprint: Blueprint) -> list[ThingBlock]:
    return [
        child
        for child in blueprint.things
        if child is not parent and any(target is parent for _, target in links_of(child, blueprint))
    ]


def _formulas(thing: ThingBlock) -> list[FieldLine]:
    return [field for field in thing.fields if field.formula is not None]


def _amounts(thing: ThingBlock) -> list[FieldLine]:
    return [
        field for field in _formulas(thing) if fold(field.name.text) in ("amount", "金额", "total", "合计")
    ]


def _formula(thing: ThingBlock, name: str, formula: str) -> Addition:
    return Addition(
        f"{name} = {formula}", "Computed from the other fields", f"{thing.name.text}: {name}", thing
    )
