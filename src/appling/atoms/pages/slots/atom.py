"""Times to book."""

from datetime import time

from appling.atoms.base import FreeTimes, PartAtom
from appling.atoms.base.times import Times, times_of
from appling.blueprint.model.app import App, Part
from appling.blueprint.model.vocabulary import Setting

MINUTES, DAYS = 30, 7
OPENS, CLOSES = "09:00", "17:00"
MOST_DAYS = 14
SHORTEST, LONGEST = 5, 24 * 60


class Slots(PartAtom):
    """Free times of the coming days, each a button that books it.

    For appointments, rooms, courts, tables, lessons. The thing says what can't be booked twice:
    `no overlap of start, end per room`, or `one per doctor, start`; with a link in it, people first choose
    which room or doctor. Taken times are grey, and nobody learns who took them but those who may see
    these rows. A time is booked at one click where nothing else is asked; else the form opens with the
    time filled in. It is there for those who may add.
    """

    name = "slots"
    aliases = (
        "slot",
        "booking",
        "bookings",
        "booking calendar",
        "booking slots",
        "time slots",
        "free slots",
        "available slots",
        "appointment calendar",
        "appointment booking",
        "availability",
        "free times",
        "reservation calendar",
        "scheduler",
    )
    thing = "required"
    apart = True
    clauses = frozenset({"where"})
    settings = (
        Setting("from", "when the day begins", "time"),
        Setting("to", "when the day ends", "time"),
        Setting("minutes", "how long one slot is", "number"),
        Setting("days", "how many days are shown at once", "number"),
        Setting("weekends", "whether Saturdays and Sundays are open", "truth"),
    )
    good = (
        """
        app Corner Barber
          about: Book a haircut.
          people: customer, barber

        thing Chair
          name: text, required
          visitor may see
          barber may do all

        thing Appointment
          chair: Chair, required
          customer: person = me
          start: date and time, required
          end: date and time, required
          cancelled: yes/no
          no overlap of start, end per chair where not cancelled
          customer may see own, add own
          barber may do all

        page Book for customer, barber
          slots "Choose a time" of Appointment with from = 10:00, to = 18:00, minutes = 30, weekends = no
        """,
        """
        app 诊所预约
          people: 病人, 医生

        thing 预约
          病人: person = me
          日期: date, required
          时间: time, required
          症状: text
          one per 日期, 时间
          病人 may see own, add own
          医生 may do all

        page 预约时间
          slots "选择时间" of 预约 with from = 8:30, to = 12:00, minutes = 15, days = 5
        """,
    )
    bad = (
        """
        # booked-twice
        app Corner Barber

        thing Appointment
          start: date and time, required

        page Book
          slots of Appointment
        """,
    )

    def need(self, part: Part, app: App) -> FreeTimes:
        given = dict(part.settings)
        opens = time.fromisoformat(str(given.get("from", OPENS)))
        closes = time.fromisoformat(str(given.get("to", CLOSES)))
        return FreeTimes(
            part.thing or "",
            times_of(app.thing(part.thing or "")) or Times("_created"),
            opens,
            closes,
            min(max(SHORTEST, int(given.get("minutes", MINUTES))), LONGEST),
            min(max(1, int(given.get("days", DAYS))), MOST_DAYS),
            given.get("weekends", True) is not False,
            part.where,
        )
