"""Plain requests are read by rule, and only these."""

import pytest
from tests.builder.changing.conftest import read, source_of

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.changing.edits import carry_out
from appling.builder.changing.obvious import obvious_edits

PLAIN = (
    ("bike-club", "members may see all loans", "member may see all Loan\n"),
    ("bike-club", "Members can only see their own loans.", "member may only see own Loan\n"),
    ("bike-club", "members cannot add loans", "member may not add Loan\n"),
    ("bike-club", "visitors should not see the bikes any more", "visitor may not see Bike\n"),
    ("bike-club", "rename Loan to Lending", "rename Loan to Lending\n"),
    ("bike-club", "rename the member role to Rider", "rename role member to Rider\n"),
    ("bike-club", "rename the due of loans to till", "rename Loan.due to till\n"),
    ("bike-club", "remove the Overdue page", "remove page Overdue\n"),
    ("bike-club", "remove the overdue field", "remove Loan.overdue\n"),
    ("bike-club", "bikes can also be electric", "value Bike.kind + electric\n"),
    ("bike-club", "every bike needs a frame number", "field Bike.frame number: text\n"),
    ("bike-club", "add a colour to bikes", "field Bike.colour: text\n"),
    ("bike-club", "the kind of bikes is required", "field Bike.kind: required\n"),
    ("bike-club", "members may also open the Overdue page", "page Overdue for member, organiser\n"),
    ("bike-club", "only organisers may see the due of loans", "only organiser sees Loan.due\n"),
    (
        "bike-club",
        "members can comment on bikes",
        "thing Comment by member: bike: Bike, author: person, text: long text, posted: date and time\n",
    ),
    ("bike-club", "drop the photo of bikes, rename Loan to Rent", "remove Bike.photo\nrename Loan to Rent\n"),
    ("warehouse", "供应商的电话只有经理能看", "only 经理 sees 供应商.电话\n"),
    ("warehouse", "给商品加一个颜色", "field 商品.颜色: text\n"),
    ("warehouse", "商品类别增加家具", "value 商品.类别 + 家具\n"),
    ("warehouse", "仓管员不能添加入库", "仓管员 may not add 入库\n"),
    ("warehouse", "把仓管员改名为库管", "rename role 仓管员 to 库管\n"),
    ("warehouse", "把出库改名为发货", "rename 出库 to 发货\n"),
)  # fmt: skip
NOT_PLAIN = (
    "add a chart of loans by month",
    "make it nicer",
    "members may see all loans that are overdue",
    "remove the Loans and Bikes",
    "rename everything to French",
    "guests of honour may see all loans",
    "add a page for repairs to bikes",
    "remove it",
    "",
    "a" * 5_000,
    "a " * 5_000,
)


@pytest.mark.parametrize(("name", "request_", "edits"), PLAIN, ids=lambda each: str(each)[:40])
def test_a_plain_request_is_read_and_done(name: str, request_: str, edits: str) -> None:
    source = source_of(name)
    assert obvious_edits(request_, read(source)) == edits
    done = carry_out(source, edits, vocabulary())
    assert done.missed == ()
    assert done.source != source
    assert check(done.source, vocabulary()).app is not None


@pytest.mark.parametrize("request_", NOT_PLAIN, ids=lambda each: each[:40])
def test_where_there_is_doubt_no_rule_decides(request_: str) -> None:
    assert obvious_edits(request_, read(source_of("bike-club"))) is None
