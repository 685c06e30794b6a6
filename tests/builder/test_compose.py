"""What is on a page follows from its name and from the things."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.draft.expand import expand

OPENING = """\
app Club
about Everything about our club.
people visitor, member, admin
things Product, Order, News, Message
pages {}
Product by admin: name, photo, kind: choice(shirt, cap), price, stock
Order by member, private for admin: buyer: person, product, created, status: choice(new, sent), amount
News by admin: title, text, posted
Message by visitor, private: name, email, message
"""


@pytest.mark.parametrize(
    ("page", "block"),
    [
        ("Products", "page Products\n  cards of Product by kind\n"),
        ("News", "page News\n  list of News sort posted desc\n"),
        ("Home", 'page Home\n  text "Everything about our club."\n  cards of Product limit 6\n'),
        ("Contact", "page Contact\n  form of Message\n"),
        (
            "My Orders",
            """\
page My Orders for member
  form of Order
  table of Order where buyer = me sort created desc
""",
        ),
        ("Order Management", "page Order Management for admin\n  cards of Order by status\n"),
        ("Sales Report", "page Sales Report for admin\n  stat of Order show sum(amount)\n"),
        ("Top Products", "page Top Products\n  table of Product sort stock desc limit 20\n"),
        ("About Us", 'page About Us\n  text "Everything about our club."\n'),
        ("Order Now", "page Order Now for member, admin\n  form of Order\n"),
        ("Something Else", "page Something Else\n  cards of Product by kind\n"),
        ("Something, News, Else", "page Else\n  text"),
    ],
)
def test_pages(page: str, block: str) -> None:
    source = expand(OPENING.format(page), vocabulary())
    assert block in source
    assert check(source, vocabulary()).errors == ()


CINEMA = """\
app 影院
about 看电影。
people visitor, 观众, 经理
things 电影, 订票
pages 首页, 我的订票, 统计
电影 by 经理: 片名, 海报, 上映日期: date
订票 by 观众, private for 经理: 电影, 观众, 数量, 创建时间
"""


def test_chinese_names() -> None:
    source = expand(CINEMA, vocabulary())
    assert "page 我的订票 for 观众\n  form of 订票\n  table of 订票 where 观众 = me" in source
    assert "chart of 订票 by month(创建时间)" in source
    assert check(source, vocabulary()).errors == ()
