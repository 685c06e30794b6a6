"""A brief that wants to be reminded or notified gets triggers, whatever was drafted; others get none."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.draft.expand import expand
from appling.builder.library import Example, core

SHORT = """app Library
people visitor, member, keeper
things Book, Loan, Message
Book by keeper: title, stock: number
Loan by member, private for keeper: book: Book, borrower: person, due: date, returned: yes/no
Message by visitor, private for keeper: name, email, text: long text
pages Home
"""


def triggers(brief: str, short: str = SHORT) -> list[str]:
    source = expand(short, vocabulary(), brief)
    checked = check(source, vocabulary())
    assert checked.app is not None, (source, checked.errors)
    return [trigger.name for trigger in checked.app.triggers]


@pytest.mark.parametrize(
    "brief",
    [
        "A library where members borrow books.",
        "People leave their name and email address.",
        "Log in by email and password, and post messages.",
        "一个借书的网站。",
    ],
)
def test_who_does_not_ask_gets_none(brief: str) -> None:
    assert triggers(brief) == []


@pytest.mark.parametrize(
    ("brief", "name"),
    [
        ("Members get reminders when a book is due.", "1 day before due of Loan"),
        ("借书网站，到期前提醒读者。", "1 day before due of Loan"),
        ("Real-time stock alerts.", "when Book is changed"),
        ("Send notifications about new loans.", "when Loan is added"),
        ("Visitors receive a confirmation email.", "when Message is added"),
        ("新留言通知管理员。", "when Message is added"),
    ],
)
def test_who_asks_is_told(brief: str, name: str) -> None:
    assert name in triggers(brief)


def test_a_confirmation_goes_to_the_address_that_was_left() -> None:
    source = expand(SHORT, vocabulary(), "Visitors receive a confirmation email.")
    assert 'email email "We have received it: {name}"' in source


ASKING = ("Reminders please.", "Alerts please.", "Notifications by email.", "到期提醒，新消息通知")
ALL = tuple(core().values())


@pytest.mark.parametrize("example", ALL, ids=[example.name for example in ALL])
@pytest.mark.parametrize("brief", ASKING)
def test_every_draft_gets_one_without_a_fault(example: Example, brief: str) -> None:
    source = expand(example.short, vocabulary(), brief)
    checked = check(source, vocabulary())
    assert not checked.errors, (source, checked.errors)
    assert checked.app is not None
    assert checked.app.triggers
