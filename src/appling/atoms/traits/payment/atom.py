"""Rows that are paid for."""

from collections.abc import Mapping
from typing import ClassVar

from appling.atoms.base import Rows, RowsAnswer, TraitAtom
from appling.atoms.base.columns import NEWEST_FIRST, field_column, made_when
from appling.atoms.base.trait import Words
from appling.blueprint.model.app import App, Thing

MOST = 20
SHOWN = ("amount", "state", "test", "method", "paid_at", "person")


class Payment(TraitAtom):
    """A row can be paid: `has payment of total` gives the person whose row it is a button “Pay”.

    `of` names the sum, which is always taken from the database. `paid` says whether all of it is there, and
    can be used in conditions, in `when Order is changed where paid` too. Money is taken by Stripe, on its
    own page, where the owner of the home has set a key; where none is set, the app says so and payments are
    tests, marked as such for ever. Nobody but the owner makes or changes payments by hand: what came in cash
    is added on the row's page, and what was given back is set to “refunded” there. Once something is paid,
    its payer can change or remove the row no more; what it costs beyond that stays to be paid.
    """

    name = "payment"
    aliases = ("payments", "pay", "checkout", "card payment", "online payment", "stripe", "支付", "付款")
    noun = "payment"
    text = """
        thing HOST
          paid = count(MADE where state = paid) > 0 and sum(MADE.amount where state = paid) >= AMOUNT
          test payment = count(MADE where test and state = paid) > 0

        thing MADE
          LINK: HOST, required
          amount: money, required
          state: choice(waiting, paid, cancelled, refunded) = waiting
          test: yes/no
          method: text
          person: person = me
          paid at: date and time
          reference: text for owner
    """
    words: ClassVar[Words] = {
        "zh": {
            "payment": "付款",
            "paid": "已付款",
            "test payment": "测试付款",
            "amount": "金额",
            "state": "状态",
            "test": "测试",
            "method": "方式",
            "person": "付款人",
            "paid at": "付款时间",
            "reference": "参考号",
            "waiting": "待付款",
            "cancelled": "已取消",
            "refunded": "已退款",
        }
    }
    kept = True
    measured = True
    good = (
        """
        app Pottery Course
          about: Book a place on the wheel, and pay for it.
          people: guest, potter
          potter may do all

        thing Course
          title: text, required
          fee: money = 45
          visitor may see
          potter may do all

        thing Booking
          number: counter = "B-0001"
          course: Course, required
          guest: person = me
          fee = course.fee
          has payment of fee
          guest may see own, add, remove own
          potter may do all

        page Courses
          cards of Course
        page Bookings
          table of Booking
        """,
        """
        app Studio North
          about: Our quotes and invoices, and what is still to be paid.
          look: ivory, dark slate blue
          people: client, studio

        thing Quote
          number: counter = "Q-{year}-001"
          title: text, required
          client: person = me
          valid until: date = today + 30 days
          state: choice(draft, sent, accepted) = draft
          total = sum(Quote Line.amount)
          client may see own where state != draft
          studio may do all

        thing Quote Line
          quote: Quote, required
          work: text, required
          hours: number, min 0 = 1
          rate: money = 80
          amount = hours * rate
          client may see where quote.client = me and quote.state != draft
          studio may do all

        thing Invoice
          number: counter = "INV-{year}-0001"
          quote: Quote, required
          client: person = me
          issued: date = today
          due: date = today + 14 days
          sent: yes/no
          total = quote.total
          has payment of total
          overdue = sent and due < today and not paid
          client may see own where sent
          studio may do all

        action Send Quote on Quote for studio when state = draft and total > 0
          set state = sent
          notify client "{number}: {title} is ready for you to read."

        action Accept on Quote for client when state = sent and valid until >= today
          set state = accepted
          add Invoice with quote = this, client = client

        action Send Invoice on Invoice for studio when not sent
          set sent = yes
          set issued = today
          set due = today + 14 days
          notify client "Invoice {number} is here: {total}, until {due}."

        when Invoice is changed where paid
          notify studio "{number} is paid."

        every weekday at 09:00 for each Invoice where overdue
          notify client "{number} was due on {due}."

        page Overview for studio
          stat "Open" of Invoice where sent and not paid show sum(total)
          stat "Overdue" of Invoice where overdue show sum(total)
          chart of Invoice by month(issued) show sum(total)
          table of Invoice sort due show number, client, total, due, paid, overdue
        page Quotes
          table of Quote sort number desc show number, title, client, total, state
        page Invoices
          table of Invoice sort number desc show number, client, total, due, paid
        """,
        """
        app 读书会
          about: 报名并缴费
          people: 会员
          会员 may see own, add

        thing 报名
          姓名: text, required
          会员: person = me
          费用: money = 30
          has 支付 of 费用
        """,
    )
    bad = (
        """
        # missing-amount
        app Pottery Course
          people: guest

        thing Booking
          guest: person = me
          has payment
          guest may see own, add
        """,
        """
        # paid-by-itself
        app Pottery Course
          people: guest

        thing Booking
          guest: person = me
          fee: money
          paid: yes/no
          has payment of fee
          guest may see own, add
        """,
    )

    def need(self, thing: Thing, app: App) -> Rows:
        columns = tuple(field_column(thing.field(key)) for key in SHOWN)
        return Rows(thing.key, (*columns, made_when()), sort=NEWEST_FIRST, limit=MOST, controls=False)

    def view(self, thing: Thing, app: App, data: RowsAnswer) -> Mapping[str, object]:
        cells = [{each.field.key: each for each in row.cells if each.field is not None} for row in data.rows]
        states = [choice.name for choice in thing.field("state").choices]
        partly = any(each["state"].value == states[1] for each in cells)
        return {"payments": [*zip(data.rows, cells, strict=True)], "states": states, "partly": partly}
