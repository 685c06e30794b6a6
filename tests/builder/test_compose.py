"""What is on a page follows from its name and from the things."""

import re

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
        ("Product Ranking", "page Product Ranking\n  leaderboard of Product show stock\n"),
        ("History", "page History\n  table of Order sort created desc\n"),
        ("Compare Products", "page Compare Products\n  compare of Product\n"),
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


def test_figures_are_for_all_where_the_app_is_about_them() -> None:
    public = expand(OPENING.format("Statistics"), vocabulary(), "charts of what the club sells")
    assert "page Statistics\n  stat of Order show sum(amount)\n" in public
    assert "  chart of Product by kind\n" in public
    shop = expand(OPENING.format("Statistics"), vocabulary(), "a shop")
    assert "page Statistics for admin\n" in shop
    assert check(public, vocabulary()).errors == ()


def test_what_is_ranked_has_something_to_be_ranked_by() -> None:
    short = "app Cup\npeople player, admin\nthings Team\npages Team Rankings\nTeam by admin: name, logo\n"
    source = expand(short, vocabulary())
    assert "  points: number = 0\n" in source
    assert "page Team Rankings\n  leaderboard of Team show points\n" in source


def test_a_ranking_by_what_links_to_a_row() -> None:
    short = "app Cup\npeople player, admin\nthings Team, Goal\npages Ranking\n"
    short += "Team by admin: name\nGoal by admin: team, minute: number\n"
    assert "leaderboard of Goal by team show sum(minute)" in expand(short, vocabulary())


@pytest.mark.parametrize(
    ("fields", "brief", "lines"),
    [
        ("title", "Users browse and download sounds.", 1),
        ("title, recording: file", "Users browse and download sounds.", 0),
        ("title", "Users browse sounds and download the app. All sounds are free.", 0),
        ("title", "网友下载Sound。", 1),
    ],
)
def test_what_is_downloaded_is_a_file(fields: str, brief: str, lines: int) -> None:
    short = f"app Noise\npeople visitor, editor\nthings Sound\npages Sounds\nSound by editor: {fields}\n"
    assert len(re.findall(r"  (?:file|文件): file\n", expand(short, vocabulary(), brief))) == lines


def test_news_have_a_day() -> None:
    short = "app Town\npeople visitor, editor\nthings News, Shop\npages Home\n"
    source = expand(
        f"{short}News by editor: title, text\nShop by editor: name\n", vocabulary(), "The latest news."
    )
    assert source.count("published: date = today") == 1


@pytest.mark.parametrize(
    ("fields", "brief", "lines"),
    [
        ("title, text", "Browse and filter policies.", 1),
        ("title, text", "Browse policies.", 0),
        ("title, kind: choice(law, rule)", "Filter and sort policies.", 0),
        ("title, genre", "Filter and sort policies.", 0),
    ],
)
def test_what_is_filtered_has_a_category(fields: str, brief: str, lines: int) -> None:
    short = f"app Law\npeople visitor, editor\nthings Policy\npages Home\nPolicy by editor: {fields}\n"
    assert expand(short, vocabulary(), brief).count("  category: text\n") == lines


def test_what_no_page_lists_gets_a_page_of_its_own() -> None:
    source = expand(OPENING.format("Dashboard, Products"), vocabulary())
    assert "page News\n  list of News sort posted desc\n" in source
    assert "page Orders for member, admin\n  cards of Order by status\n" in source
    assert "page Messages for admin\n  table of Message\n" in source
    assert (
        source.count("of Product") == source.count("stat of Product") + source.count("chart of Product") + 1
    )


def test_votes_get_no_page() -> None:
    rows = "Film by admin: title\nVote by member: film: Film, member: person\n"
    source = expand(f"app A\npeople member, admin\nthings Film, Vote\npages Films\n{rows}", vocabulary())
    assert "page Votes" not in source


@pytest.mark.parametrize(
    ("brief", "is_added"),
    [
        ("Users should be able to create or join game rooms, and play.", True),
        ("People post their own game rooms.", True),
        ("用户可以创建游戏房间，管理员可以删除。", False),
        ("Admins can create game rooms.", False),
        ("Users can create games; they may join rooms.", False),
        ("Users can add rooms to their favorites.", False),
    ],
)
def test_people_add_what_the_brief_says_they_add(brief: str, is_added: bool) -> None:
    rows = "Game Room: name, seats: number\n"
    source = expand(
        f"app A\npeople player, admin\nthings Game Room\npages Lobby\n{rows}", vocabulary(), brief
    )
    assert ("player may see, add" in source) == is_added


def test_chinese_people_add_what_the_brief_says() -> None:
    short = "app 房间\npeople 玩家, 管理员\nthings 房间\npages 大厅\n房间: 名称, 人数\n"
    assert "玩家 may see, add" in expand(short, vocabulary(), "玩家可以创建新的房间，管理员可以删除。")
    assert "玩家 may see, add" not in expand(short, vocabulary(), "管理员可以创建新的房间。")


def test_a_row_may_be_added_without_a_link_that_it_can_do_without() -> None:
    rows = "Room: name\nTable: name, room: Room\nSeat by player: room: Room, table: Table, player: person\n"
    opening = "app A\npeople player, admin\nthings Room, Table, Seat\npages Rooms\n"
    source = expand(f"{opening}{rows}".replace("Seat", "Booking"), vocabulary(), "Players book a room.")
    assert "action Book on Room for player, admin\n" in source
    assert "  add Booking with room = this, date = date\n" in source


def test_a_search_page_searches_what_the_brief_says_is_searched() -> None:
    short = (
        "app Ads\npeople visitor, user, admin\nthings Category, Flat, Room, Booking\npages Home, Search\n"
        "Category by admin: name\nFlat by admin: name, category, rent: money\n"
        "Room by admin: name, rent: money\n"
        "Booking by user, private: room, start\n"
    )
    named = expand(short, vocabulary(), "Users search for rooms and book rooms.")
    assert "page Search\n  table of Room with filters = open\n\n" in named
    all_ = expand(short, vocabulary(), "Users book rooms.")
    assert all_.count("with filters = open") == 3
    assert "table of Booking with" not in all_
    assert check(all_, vocabulary()).diagnostics == ()


def test_what_others_are_sorted_by_does_not_come_first() -> None:
    short = (
        "app Ads\npeople visitor, user, admin\nthings Category, Flat\npages Home\n"
        "Category by admin: name\nFlat by admin: name, category, rent: money\n"
    )
    home = expand(short, vocabulary(), "A website with flats.").partition("page Home")[2]
    assert home.index("of Flat limit") < home.index("of Category limit")


def test_where_all_else_is_categories_home_shows_what_people_keep() -> None:
    short = (
        "app Diary\npeople user, admin\nthings Category, Diary\npages Home\n"
        "Category by admin: name\nDiary by user, private: category, text\n"
    )
    home = expand(short, vocabulary(), "Write diaries.").partition("page Home")[2]
    assert home.index("of Diary limit") < home.index("of Category limit")


def test_the_history_is_of_what_people_did() -> None:
    short = (
        "app Rides\npeople visitor, user, admin\nthings Bus, Payment, Ticket\npages Home, History\n"
        "Bus by admin: name, departure\nPayment by user, private: card, expiry: date, amount\n"
        "Ticket by user, private: bus, seats\n"
    )
    source = expand(short, vocabulary(), "Users book bus tickets and see their booking history.")
    assert "page History\n  table of Ticket\n" in source


def test_what_visitors_send_has_its_form_at_home() -> None:
    short = (
        "app Town\npeople visitor, member, admin\nthings News, Tip\npages Home, Tips\n"
        "News by admin: title, text\nTip by visitor, private: text\n"
    )
    source = expand(short, vocabulary(), "A news website with tips.")
    assert "\n  form of Tip\n  footer" in source
    with_page = expand(short.replace("Home, Tips", "Home, Submit Tip"), vocabulary(), "A news website.")
    assert with_page.count("form of Tip") == 1
