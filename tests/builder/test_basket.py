"""Where people shop, what they choose lies in a basket, and a button sends it off."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.draft.basket import shops
from appling.builder.draft.expand import expand
from appling.builder.draft.steer import planned_things

SHOP = """\
app Shop
about Nice things.
people visitor, customer, admin
things Category, Product, Order
pages Home, Products, Cart, My Orders, Order Management
Category by admin: name
Product by admin: name, photo, category, price, stock
Order by customer, private for admin: customer, product, quantity, placed, address, \
status: choice(new, paid, done), total price
"""
BRIEF = "An online shop. Users browse products, add them to the shopping cart and submit orders."
CHINESE = """\
app 小店
about 好东西。
people visitor, 顾客, 店长
things 商品, 订单
pages 首页, 商品, 购物车
商品 by 店长: 名称, 图片, 价格
订单 by 顾客, private for 店长: 顾客, 商品, 数量, 地址, 状态: choice(待付款, 已付款, 已发货)
"""


@pytest.mark.parametrize(
    ("short", "brief"), [(SHOP, BRIEF), (CHINESE, "一个网店，可以把商品加入购物车，然后下单购买。")]
)
def test_a_shop_has_a_basket(short: str, brief: str) -> None:
    checked = check(expand(short, vocabulary(), brief), vocabulary())
    assert checked.diagnostics == ()
    assert checked.app is not None
    line = next(each for each in checked.app.things if each.name in ("Order Line", "订单明细"))
    assert [action.name for action in checked.app.actions][:4] in (
        ["Add to Cart", "One More", "One Less", "Place Order"],
        ["加入购物车", "加一件", "减一件", "提交订单"],
    )
    assert line.name


def test_the_order_is_begun_as_a_basket_of_what_has_a_price() -> None:
    source = expand(SHOP, vocabulary(), BRIEF)
    assert "  status: choice(cart, ordered, paid, done) = cart\n  total = sum(Order Line.amount)\n" in source
    assert "  one per customer where status = cart\n  customer may see own\n  admin may do all\n" in source
    assert "  add Order Line with product = this, price = price\n" in source
    assert "  address: text, required\n  set status = ordered, address = address, placed = today\n" in source
    assert "total price" not in source
    assert "Mark Ordered" not in source
    assert "action Mark Paid on Order for admin when status != paid and status != cart\n" in source


def test_how_many_is_changed_by_a_button_until_it_is_sent_off() -> None:
    source = expand(SHOP, vocabulary(), BRIEF)
    on = "on Order Line for customer when order.status = cart"
    assert f"action One More {on}\n  set quantity = quantity + 1\n" in source
    assert f"action One Less {on} and quantity > 1\n  set quantity = quantity - 1\n" in source


def test_orders_are_not_written_down_by_hand() -> None:
    source = expand(SHOP, vocabulary(), BRIEF)
    assert "form of Order" not in source
    assert "page My Orders" not in source
    assert source.count("page Cart") == 1
    assert "page Order Management for admin\n" in source


def test_what_is_chosen_may_be_one_of_several_things() -> None:
    short = SHOP.replace("things Category", "things Course, Category") + "Course by admin: name, price\n"
    source = expand(short, vocabulary(), BRIEF)
    assert check(source, vocabulary()).diagnostics == ()
    assert "action Add Product to Cart on Product" in source
    assert "action Add Course to Cart on Course" in source


@pytest.mark.parametrize(
    ("short", "brief"),
    [
        (SHOP, "Users browse products and submit orders."),
        (SHOP.replace("category, price, stock", "category").replace("roduct", "oster"), BRIEF),
        (SHOP.replace("name, photo", "seller: person = me, name"), BRIEF),
    ],
)
def test_without_a_shop_or_without_prices_there_is_none(short: str, brief: str) -> None:
    assert "Cart on" not in expand(short, vocabulary(), brief)


def test_a_plan_leaves_the_basket_to_the_rule() -> None:
    things = ["Product", "Cart", "Cart Item", "Order", "Order Item"]
    assert planned_things(things, BRIEF, "en") == ["Product", "Order"]
    assert "Order Item" in planned_things(things, "Restaurant orders.", "en")


@pytest.mark.parametrize(
    ("brief", "does"),
    [
        ("an e-commerce website", True),
        ("a web shop for tea", True),
        ("商城", True),
        ("a workshop", False),
        ("shopping lists", False),
    ],
)
def test_who_asks_for_a_basket(brief: str, does: bool) -> None:
    assert shops(brief) is does
