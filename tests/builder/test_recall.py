"""Examples that fit a brief."""

from dataclasses import replace
from itertools import combinations

import pytest

from appling.atoms import vocabulary
from appling.builder.library import core, examples
from appling.builder.prompts.full import full_prompt
from appling.builder.prompts.short import SHELVES, shelf_for, short_prompt
from appling.builder.recall import index_of, library_index, ranked, recall, size


@pytest.mark.parametrize(
    ("brief", "name"),
    [
        ("A clinic where patients book appointments with doctors", "dental-clinic"),
        ("hobby cooks publish recipes and rate them", "recipes"),
        ("Vote on surveys and see the results", "neighbour-survey"),
        ("lending bikes to members of a cycling club", "bike-club"),
        ("a tea house sells its teas online", "tea-shop"),
        ("who visits which elderly people, with reports", "befriending"),
        ("Beiträge der Mitglieder in unserem Verein", "vereinsbeitraege"),
        ("仓库商品入库出库和库存", "warehouse"),
        ("新闻网站，编辑发布文章", "city-news"),
        ("奶茶店，先下单再到店取餐", "naicha"),
    ],
)
def test_the_nearest_comes_first(brief: str, name: str) -> None:
    assert ranked(brief)[0].example.name == name


def test_a_brief_of_symbols_recalls_the_core_in_the_order_of_names() -> None:
    names = [each.example.name for each in ranked("🙂 !!!")]
    assert names[: len(core())] == sorted(core())
    assert sorted(names) == sorted(examples())
    assert [each.example.name for each in recall("🙂 !!!", tokens=3_000)] == sorted(core())[:3]


@pytest.mark.parametrize("tokens", [0, 100, 1_000, 3_000])
def test_the_budget_is_kept(tokens: int) -> None:
    found = recall("an online shop with orders", tokens=tokens)
    assert sum(size(each.example.brief) + size(each.example.blueprint) for each in found) <= tokens
    assert len(found) >= tokens // 700


def test_what_says_the_same_as_a_better_one_is_left_out() -> None:
    brief = "an online shop for teas with orders"
    alone = [each.example.name for each in recall(brief, tokens=3_000)]
    again = [replace(examples()[name], name=f"{name}-again") for name in alone]
    index = index_of((*examples().values(), *again))
    twice = {each.example.name for each in index.ranked(brief)[: 2 * len(alone)]}
    assert {each.name for each in again[:3]} < twice
    kept = [each.example.name.removesuffix("-again") for each in index.recall(brief, 3_000, 8)]
    assert len(kept) == len(set(kept))


def test_the_library_holds_no_near_duplicates() -> None:
    index = library_index()
    alike = {
        (one.name, other.name): index.likeness(one, other)
        for one, other in combinations(examples().values(), 2)
    }
    assert max(alike.values()) < 0.35
    assert max(alike, key=lambda pair: alike[pair]) == ("plant-nursery", "tea-shop")


def test_the_shelf_speaks_the_language_of_the_brief() -> None:
    assert shelf_for("请做一个图书馆网站").startswith("zh")
    assert shelf_for("a library").startswith("en")


def test_the_fixed_beginning_is_the_same_for_all_briefs_of_a_shelf() -> None:
    one, other = short_prompt("a library", vocabulary()), short_prompt("a library of maps", vocabulary())
    assert (one.prefix, one.examples) == (other.prefix, other.examples)
    assert len(one.examples) == len(SHELVES[shelf_for("a library")])


def test_guides_name_all_atoms() -> None:
    prompt = full_prompt("a library", vocabulary())
    for name in (*vocabulary().fields, *vocabulary().parts, *vocabulary().steps):
        assert name in prompt.prefix
    assert prompt.turns[-1][1] in {example.blueprint for example in examples().values()}
