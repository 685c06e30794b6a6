"""Examples that fit a brief."""

import pytest

from appling.atoms import vocabulary
from appling.builder.library import examples
from appling.builder.prompts.full import full_prompt
from appling.builder.prompts.short import SHELVES, shelf_for, short_prompt
from appling.builder.recall import ranked, recall, size


@pytest.mark.parametrize(
    ("brief", "name"),
    [
        ("A clinic where patients book appointments with doctors", "dental-clinic"),
        ("hobby cooks publish recipes and rate them", "recipes"),
        ("Vote on surveys and see the results", "neighbour-survey"),
        ("仓库商品入库出库和库存", "warehouse"),
        ("新闻网站，编辑发布文章", "city-news"),
    ],
)
def test_the_nearest_comes_first(brief: str, name: str) -> None:
    assert ranked(brief)[0].example.name == name


def test_a_brief_of_symbols_recalls_in_the_order_of_names() -> None:
    assert [each.example.name for each in ranked("🙂 !!!")] == sorted(examples())


@pytest.mark.parametrize("tokens", [0, 300, 1_000, 3_000])
def test_the_budget_is_kept(tokens: int) -> None:
    found = recall("an online shop with orders", tokens=tokens)
    assert sum(size(each.example.brief) + size(each.example.blueprint) for each in found) <= tokens
    assert bool(found) is (tokens >= 1_000)


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
