"""A button that adds a row asks for what only who presses it can say."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.draft.expand import expand

HEAD = "app A\npeople visitor, member, admin\n"


def added_by(thing: str, fields: str, brief: str, to: str = "Item") -> list[str]:
    """The lines of the first action, in a draft where rows of `thing` are added to an item."""
    short = (
        f"{HEAD}things {to}, {thing}\npages {to}s\n{to} by admin: name, price\n{thing} by member: {fields}\n"
    )
    source = expand(short, vocabulary(), brief)
    assert check(source, vocabulary()).diagnostics == ()
    return source.partition("\naction ")[2].partition("\n\n")[0].splitlines()


def test_a_letter_and_a_file_are_asked_for() -> None:
    fields = "member, item, cover letter, resume: file, status: choice(new, accepted)"
    assert added_by("Application", fields, "People apply for jobs.") == [
        "Apply on Item for member, admin",
        "  cover letter: text",
        "  resume: file",
        "  add Application with item = this, cover letter = cover letter, resume = resume",
    ]


def test_in_chinese_too() -> None:
    short = (
        "app 场馆\npeople visitor, 会员, 管理员\nthings 场地, 预约\npages 场地\n场地 by 管理员: 名称\n"
        "预约 by 会员: 会员, 场地, 人数: number, 时间: time, 编号, 状态: choice(待确认, 已确认)\n"
    )
    source = expand(short, vocabulary(), "会员可以预约场地。")
    asks = "  人数: number, min 1 = 1\n  时间: time, required\n  日期: date, required\n"
    assert f"action 预订 on 场地 for 会员, 管理员\n{asks}" in source
    assert "  add 预约 with 场地 = this, 人数 = 人数, 时间 = 时间, 日期 = 日期\n" in source
    assert check(source, vocabulary()).diagnostics == ()


@pytest.mark.parametrize(("thing", "asks"), [("Booking", ["  date: date, required"]), ("Loan", [])])
def test_a_day_to_come_is_chosen_and_the_day_of_a_press_is_not(thing: str, asks: list[str]) -> None:
    lines = added_by(thing, "member, item, date: date = today", "Members borrow or book items.")
    assert lines[1:-1] == asks


def test_nobody_chooses_another_day_for_what_takes_place_anyway() -> None:
    short = f"{HEAD}things Lesson, Booking\npages Lessons\nLesson by admin: name, start: date and time\n"
    source = expand(short + "Booking by member: member, lesson\n", vocabulary(), "Members book lessons.")
    assert "action Book on Lesson for member, admin\n  add Booking with lesson = this\n" in source


def test_without_its_sum_a_donation_is_nothing() -> None:
    lines = added_by("Donation", "member, item, amount, receipt number", "People donate.")
    assert lines[1:3] == [
        "  amount: money, required, min 0",
        "  add Donation with item = this, amount = amount",
    ]


@pytest.mark.parametrize(
    "later",
    ["due date", "returned: yes/no", "return date", "loan number", "total price", "grade", "admin feedback"],
)
def test_what_comes_later_is_not(later: str) -> None:
    lines = added_by("Loan", f"member, item, {later}", "Members borrow items.")
    assert lines[1:] == ["  add Loan with item = this"]


def test_what_would_be_misread_is_not() -> None:
    lines = added_by("Booking", "member, item, day of arrival: date, day: date", "Members book items.")
    assert lines[1:] == ["  day: date, required", "  add Booking with item = this, day = day"]


def test_a_row_that_needs_more_than_a_press_can_say_has_no_button() -> None:
    assert added_by("Loan", "loan number, item", "Members borrow items.") == []


def test_nobody_books_a_status() -> None:
    assert added_by("Booking", "member, status: Payment Status", "Members book.", "Payment Status") == []
