"""What is completed by rule."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.complete import complete

HEAD = "app A\n  people: member, admin\n  member may see\n  admin may do all\n"


@pytest.mark.parametrize(
    ("things", "line"),
    [
        (
            "thing Tea\n  name: text\n  price: money\n\nthing Line\n  tea: Tea\n  quantity: number\n",
            "  amount = quantity * tea.price\n",
        ),
        (
            "thing Order\n  place: text\n\nthing Line\n  order: Order\n  amount: money\n",
            "  total = sum(Line.amount)\n",
        ),
        (
            "thing Film\n  name: text\n\nthing Review\n  film: Film\n  stars: rating\n",
            "  rating = avg(Review.stars)\n",
        ),
        ("thing Loan\n  due: date\n  returned: yes/no\n", "  overdue = due < today and not returned\n"),
        (
            "thing Task\n  deadline: date\n  status: choice(open, done)\n",
            "  overdue = deadline < today and status != done\n",
        ),
        ("thing Film\n  name: text\n\nthing Comment\n  text: long text\n", "  film: Film\n"),
        ("thing 电影\n  片名: text\n\nthing 评论\n  内容: long text\n", "  电影: 电影\n"),
        (
            "thing 商品\n  名称: text\n  价格: money\n\nthing 明细\n  商品: 商品\n  数量: number\n",
            "  金额 = 数量 * 商品.价格\n",
        ),
    ],
)
def test_what_goes_without_saying(things: str, line: str) -> None:
    completed = complete(f"{HEAD}\n{things}", "", vocabulary())
    assert line in completed.source
    assert check(completed.source, vocabulary()).errors == ()
    assert completed.added


def test_orders_get_amounts_and_then_totals() -> None:
    source = (
        f"{HEAD}\nthing Tea\n  price: money\n\nthing Order\n  place: text\n\n"
        "thing Line\n  order: Order\n  tea: Tea\n  quantity: number\n"
    )
    completed = complete(source, "", vocabulary())
    assert "total = sum(Line.amount)" in completed.source
    assert [each.code for each in completed.added] == ["added-amount", "added-total"]


def test_colours_are_those_of_the_brief() -> None:
    completed = complete(f"{HEAD}\nthing Tea\n  name: text\n", "Use ivory as background.", vocabulary())
    assert "app A\n  look: ivory\n" in completed.source
    assert completed.added[0].label == "ivory"


@pytest.mark.parametrize(
    "things",
    [
        "thing Loan\n  due: date\n",
        "thing Tea\n  name: text\n\nthing Line\n  tea: Tea\n  quantity: number\n",
        "thing Comment\n  text: long text\n",
        "thing Loan\n  due: date\n  returned: yes/no\n  late = due < today\n",
    ],
)
def test_nothing_is_added_where_nothing_is_known(things: str) -> None:
    assert complete(f"{HEAD}\n{things}", "", vocabulary()).added == ()


def test_a_text_that_cannot_be_read_stays_as_it_is() -> None:
    assert complete("what is this", "Use ivory as background.", vocabulary()).source == "what is this"


@pytest.mark.parametrize(
    ("brief", "things", "line"),
    [
        ("a photo gallery", "thing Trip\n  name: text\n", "  photo: image\n"),
        ("share videos", "thing Video\n  name: text\n", "  video: file\n"),
        ("upload your work", "thing Work\n  name: text\n", "  file: file\n"),
        (
            "People join teams, download notes and talk.",
            "thing Team\n  name: text\n\nthing Note\n  text: text\n",
            "  text: text\n  file: file\n",
        ),
        ("上传照片", "thing 旅行\n  名称: text\n", "  图片: image\n"),
    ],
)
def test_there_is_a_place_for_what_is_uploaded(brief: str, things: str, line: str) -> None:
    assert line in complete(f"{HEAD}\n{things}", brief, vocabulary()).source


def test_no_second_place_for_uploads() -> None:
    source = f"{HEAD}\nthing Trip\n  name: text\n  map: image\n"
    assert complete(source, "a photo gallery, upload pictures", vocabulary()).added == ()


BOOKING = (
    "\nthing Court\n  name: text\n\n"
    "thing Booking\n  court: Court\n  start: date and time\n  end: date and time\n"
)
ROOM = "\nthing Room\n  length: number\n  width: number\n  area = length * width\n"


@pytest.mark.parametrize(
    ("things", "brief", "lines"),
    [
        (
            BOOKING,
            "People book courts online.",
            [
                "  no overlap of start, end per court",
                "  slots of Booking",
                "page Book a Time for member, admin",
            ],
        ),
        (
            "\nthing 预约\n  日期: date\n  时间: time\n",
            "一个在线预约网站",
            ["  one per 日期, 时间", "page 预约时间 for member, admin", "  slots of 预约"],
        ),
        (ROOM, "Give each room a QR code.", ["page QR Codes", "  qr of Room"]),
        (ROOM, "A 20-minute timer for each room.", ["page Timer", "  timer with minutes = 20"]),
        ("\nthing 活动\n  日期: date\n", "显示倒计时", ["page 倒计时", "  countdown of 活动"]),
        (ROOM, "A calculator for floors.", ["page Calculator", "  calculator of Room"]),
    ],
)
def test_what_people_do(things: str, brief: str, lines: list[str]) -> None:
    head = HEAD.replace("member may see", "member may see, add")
    completed = complete(f"{head}{things}", brief, vocabulary())
    assert check(completed.source, vocabulary()).errors == ()
    assert set(lines) <= set(completed.source.splitlines()), completed.source


def test_who_books_sees_what_they_booked() -> None:
    things = BOOKING + "  customer: person = me\n"
    completed = complete(f"{HEAD}{things}", "People book courts online.", vocabulary())
    assert '  table "Your bookings" of Booking where customer = me sort start\n' in completed.source
    assert check(completed.source, vocabulary()).errors == ()


def test_only_what_the_brief_asks_for() -> None:
    completed = complete(f"{HEAD}{BOOKING}{ROOM}", "A book club for members.", vocabulary())
    assert "slots" not in completed.source
    assert "calculator" not in completed.source
