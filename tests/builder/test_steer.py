"""What is put right in a plan before more is built on it."""

import pytest

from appling.builder.draft.steer import ordered_roles, planned_pages, planned_things, steer, things_of_pages


@pytest.mark.parametrize(
    ("people", "ordered"),
    [
        (["visitor", "customer", "manager"], ["visitor", "customer", "manager"]),
        (["organizer", "volunteer"], ["volunteer", "organizer"]),
        (["student", "teacher"], ["student", "teacher", "admin"]),
        (["visitor", "editor"], ["visitor", "member", "editor"]),
        (["visitor"], ["visitor", "member", "admin"]),
        (["guests", "member", "host"], ["visitor", "member", "host"]),
        (["family"], ["family"]),
        (["admin"], ["admin"]),
        (["member", "chat", "admin"], ["member", "admin"]),
        (["coach", "user", "admin"], ["user", "coach", "admin"]),
        (["visitor", "lead"], ["visitor", "member", "admin"]),
        (["player", "team lead"], ["player", "team lead"]),
        (["visitor", "Search"], ["visitor", "member", "admin"]),
    ],
)
def test_strangers_never_get_the_keys(people: list[str], ordered: list[str]) -> None:
    assert ordered_roles(people, "en") == ordered


def test_roles_are_added_in_the_language_of_the_brief() -> None:
    assert ordered_roles(["visitor"], "zh") == ["visitor", "会员", "管理员"]


@pytest.mark.parametrize(
    ("things", "brief", "planned"),
    [
        (["User", "Video", "Dashboard"], "videos", ["Video"]),
        (["Photo"], "users comment on photos", ["Photo"]),
        (["Photo", "Review"], "users comment on photos", ["Photo", "Review"]),
        (["Product"], "users place orders and leave a message", ["Product", "Order", "Message"]),
        (["User", "Account"], "whatever", ["User"]),
        (["Diary", "Delete", "Edit"], "write, edit and delete diaries", ["Diary"]),
        (["Song", "Concert"], "members sign up for concerts", ["Song", "Concert", "Registration"]),
        (["Song"], "sign up for an account, keep favourites", ["Song"]),
        (["Account", "Entry"], "a personal accounting book", ["Account", "Entry"]),
        (["Plant", "plant"], "plants", ["Plant"]),
        (["Service"], "customer cases and success stories", ["Service", "Testimonial"]),
        (["Service"], "read the news and contact the owner", ["Service", "Message"]),
        (["Friend"], "users manage their contact list", ["Friend"]),
        (["Lead Form", "Service"], "generate leads", ["Lead", "Service"]),
        (["Service"], "visitors submit lead information", ["Service", "Lead"]),
        (["Form", "Order Form"], "forms", ["Form", "Order"]),
    ],
)
def test_things_are_things(things: list[str], brief: str, planned: list[str]) -> None:
    assert planned_things(things, brief, "en") == planned


def test_wishes_in_chinese() -> None:
    assert planned_things(["菜谱"], "用户可以评论菜谱", "zh") == ["菜谱"]


def test_pages_that_a_brief_asks_for() -> None:
    assert planned_pages(["Videos"], [], "with charts", "en", public=True) == ["Home", "Videos", "Statistics"]
    assert planned_pages(["Welcome", "Reports"], [], "with charts", "en", public=True) == [
        "Welcome",
        "Reports",
    ]
    assert planned_pages(["视频"], [], "统计", "zh", public=False) == ["视频", "统计"]
    contact = planned_pages(["Home"], ["Message"], "", "en", public=True)
    assert contact == ["Home", "Contact"]
    assert planned_pages(["Contact Us"], ["Message"], "", "en", public=True) == ["Home", "Contact Us"]
    assert planned_pages(["Notes"], ["Message"], "", "en", public=False) == ["Notes"]
    assert planned_pages(["Home"], ["Message"], "Users chat with each other.", "en", public=True) == ["Home"]


def test_pages_that_a_brief_lists() -> None:
    brief = "The site has pages such as a store, the bank page, adding new goods, rankings, and more."
    assert planned_pages(["Store", "Home"], [], brief, "en", public=False) == [
        "Store",
        "Home",
        "Bank",
        "Rankings",
    ]
    assert planned_pages(["Rank", "Store", "Bank"], [], brief, "en", public=False) == [
        "Rank",
        "Store",
        "Bank",
    ]
    listed = "网站的模块包括首页、商品中心、排行榜和登录。"
    assert planned_pages(["首页"], [], listed, "zh", public=False) == ["首页", "商品中心", "排行榜"]
    assert planned_pages(["Plans"], [], "compare two plans", "en", public=False) == ["Plans", "Compare"]


def test_the_other_lines_stay() -> None:
    opening = "app Films\nabout See films.\npeople visitor, admin\nthings User, Film\npages Films, Home"
    assert steer(opening, "films", "en") == (
        "app Films\nabout See films.\npeople visitor, member, admin\nthings Film\npages Films, Home\n"
    )


@pytest.mark.parametrize(
    ("brief", "people"),
    [
        ("an entertainment directory website", ["visitor", "band", "admin"]),
        ("a directory of staff", ["band", "admin"]),
    ],
)
def test_what_everybody_looks_at_has_visitors(brief: str, people: list[str]) -> None:
    opening = "app Bands\nabout Find bands.\npeople band, admin\nthings Song\npages Songs"
    assert f"people {', '.join(people)}\n" in steer(opening, brief, "en")


def test_a_page_for_what_a_trait_is_brings_no_thing() -> None:
    opening = "app Poems\nabout Read poems.\npeople poet, admin\nthings Poem\npages Poems, Comments"
    assert "things Poem\n" in steer(opening, "comment on poems", "en")


def test_a_page_for_things_makes_them_things() -> None:
    assert things_of_pages(["Home", "Products", "Contact Us"], ["News"], "en") == ["News", "Product"]
    assert things_of_pages(["My Orders", "Team Members", "Shop"], ["Member", "Order"], "en") == [
        "Member",
        "Order",
    ]
    assert things_of_pages(["产品展示", "首页", "新闻动态"], ["新闻"], "zh") == ["新闻", "产品"]


def test_pages_that_every_app_has() -> None:
    assert planned_pages(["Login", "Notes", "Register"], ["Note"], "", "en", public=False) == ["Notes"]
    assert planned_pages(["Register"], ["Registration"], "", "en", public=False) == ["Register"]


@pytest.mark.parametrize(
    ("things", "brief", "more"),
    [
        (["Room"], "Guests can book rooms online.", ["Booking"]),
        (["Room", "Order"], "Guests can book rooms online.", []),
        (["Book"], "Read the book of the month.", []),
        (["Domain", "Order"], "Search, lease and renew domains; view leasing records.", ["Lease"]),
        (["Release", "Parent"], "Leasing of cars.", ["Lease"]),
        (["Calendar"], "People borrow tools.", ["Loan", "Tool"]),
        (["Article"], "Readers subscribe to newsletters.", ["Newsletter Subscriber"]),
        (["Topic"], "An anonymous reporting feature.", ["Report"]),
        (["Job"], "People apply for jobs.", ["Application"]),
        (["Game Room", "Player"], "Play and view game records.", ["Game Record"]),
        (["Payment"], "View payment records and chat history.", ["Chat Message"]),
        (["Room", "Chat"], "Fans chat in rooms.", []),
        (["Profile"], "Send private messages, chat with friends.", []),
        (["Bike"], "A club where members book bikes.", ["Booking"]),
        (["Novel"], "Members share book reviews.", []),
        (["Post"], "Users add and remove friends.", ["Friend"]),
        (["Post"], "Share posts with friends.", []),
        (["Product", "Order"], "Customers pay and ask for refunds.", ["Refund Request"]),
        (["Coin"], "A game in which players predict prices.", ["Prediction"]),
        (["Student"], "Students apply for programs.", ["Application", "Program"]),
        (["Training Program"], "Students apply for programs.", ["Application"]),
        (["Guest"], "Guests can buy tickets and book appointments.", ["Order"]),
        (["Order Line"], "Customers place orders.", ["Order"]),
        (["Tour"], "The system generates digital vouchers and invoices.", ["Voucher", "Invoice"]),
        (["Tour"], "It has customer request handling.", ["Request"]),
        (["Tool"], "Neighbours post help requests.", ["Request"]),
        (["Tool", "Inquiry"], "Neighbours post help requests.", []),
        (list("ABCDEFGH"), "Customers buy, with coupons. It generates invoices.", ["Order", "Coupon"]),
        (["培训"], "系统颁发证书。", ["证书"]),
        (["Domain"], "Renewing, and transferring of domain names.", ["Transfer"]),
        (["Message"], "A tool to transfer files.", []),
        (["City"], "Players choose a race, upgrade, and battle.", ["Battle"]),
        (["Match"], "Fans watch battles.", []),
        (["Package"], "It has supplier management and content management.", ["Supplier"]),
        (["Package", "Supplier"], "It has supplier management.", []),
        (["套餐"], "支持供应商管理和用户管理。", ["供应商"]),
        (["会员"], "查看消费记录和聊天记录。", ["消费记录", "聊天消息"]),
        (["跑步"], "成员每天记录跑步公里数。", []),
        (["图书"], "居民登记可以借的书。", ["借用"]),
    ],
)
def test_what_a_brief_asks_for_in_passing_is_a_thing(things: list[str], brief: str, more: list[str]) -> None:
    language = "en" if brief.isascii() else "zh"
    assert planned_things(things, brief, language) == [*things, *more]
