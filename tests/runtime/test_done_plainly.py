"""What people do in apps that plain blueprint says well: stock, draws, contests, tasks for one another."""

import asyncio
from collections.abc import Callable
from textwrap import dedent

from tests.runtime.conftest import Client, Place

from appling.atoms import vocabulary
from appling.blueprint import check

Make = Callable[..., Place]

STOCK = """
    app Store Room
      people: clerk
      clerk may see
    thing Item
      name: text, required
      low: number = 3
      stock = sum(Movement.quantity)
    thing Movement
      item: Item, required
      quantity: number, required
      person: person = me
      clerk may see, add own where item.stock >= 0
    action Take One on Item for clerk when stock > 0
      add Movement with item = this, quantity = 0 - 1
    when Movement is added where quantity < 0 and item.stock < item.low
      notify owner "{item.name}: {item.stock} left."
    page Stock
      table of Item show name, stock
      form of Movement
    """


def stocked(make: Make, quantity: int) -> Place:
    place = make(dedent(STOCK).lstrip())
    owner = place.owner()
    owner.post("/data/item", {"name": "Lamp", "low": "3"})
    owner.post("/data/movement", {"item": "1", "quantity": str(quantity)})
    return place


def test_stock_is_the_sum_of_what_came_and_went(make: Make) -> None:
    place = stocked(make, 5)
    clerk, owner = place.person("clerk"), place.owner()
    assert clerk.post("/data/movement", {"item": "1", "quantity": "-6"}).status_code == 403
    assert clerk.post("/data/movement", {"item": "1", "quantity": "-3"}).status_code == 303
    assert [each.text for each in place.store.notices.of(owner.person or 0)] == ["Lamp: 2 left."]
    assert clerk.post("/data/movement", {"item": "1", "quantity": "-3"}).status_code == 403
    assert clerk.post("/data/movement/1", {"quantity": "99"}).status_code == 403
    assert owner.api("GET", "/api/item/1").json()["stock"] == 2


def test_nobody_takes_what_is_not_there_however_many_try(make: Make) -> None:
    place = stocked(make, 2)
    scripts = [place.script("clerk") for _ in range(8)]

    async def all_at_once() -> list[int]:
        calls = [
            script.http.post("/api/item/1/take_one", headers={"authorization": f"Bearer {script.bearer}"})
            for script in scripts[:4]
        ]
        calls += [
            script.http.post(
                "/api/movement",
                json={"item": 1, "quantity": -1},
                headers={"authorization": f"Bearer {script.bearer}"},
            )
            for script in scripts[4:]
        ]
        return [response.status_code for response in await asyncio.gather(*calls)]

    statuses = place.runner.run(all_at_once())
    assert sum(status in (200, 201) for status in statuses) == 2
    assert place.owner().api("GET", "/api/item/1").json()["stock"] == 0


RAFFLE = """
    app Raffle
      people: guest, host
      visitor may see
      host may do all
    thing Raffle
      name: text, required
      sold = count(Ticket)
      winning number: number
      drawn: yes/no
    thing Ticket
      raffle: Raffle, required
      number: number
      guest: person = me
      won = number = raffle.winning number
      one per raffle, number
      visitor may see
    action Take a Ticket on Raffle for guest when not drawn
      add Ticket with raffle = this, number = sold + 1
    action Draw on Raffle for host when not drawn and sold > 0
      set winning number = random(sold)
      set drawn = yes
    when Raffle is changed where drawn
      notify host "Number {winning number} has won."
    page Winners
      list of Ticket where won show number, guest
    """


def test_a_raffle_is_drawn_once_by_the_app(make: Make) -> None:
    place = make(dedent(RAFFLE).lstrip())
    host, guests = place.person("host"), [place.person("guest", f"Guest {number}") for number in range(3)]
    host.post("/data/raffle", {"name": "Summer"})
    for guest in guests:
        assert guest.post("/data/raffle/1/do/take_a_ticket").status_code == 303
    assert guests[0].post("/data/raffle/1/do/draw").status_code == 403
    assert host.post("/data/raffle/1/do/draw").status_code == 303
    number = place.rows("raffle")[0]["winning_number"]
    assert number in (1, 2, 3)
    assert host.post("/data/raffle/1/do/draw").status_code == 409
    assert guests[0].post("/data/raffle/1/do/take_a_ticket").status_code == 409
    assert f"Guest {int(number) - 1}" in place.visitor().get("/winners").text
    assert [each.text for each in place.store.notices.of(host.person or 0)] == [f"Number {number:g} has won."]


def test_every_number_comes_up(make: Make) -> None:
    source = """
        app Dice
        thing Roll
          number: number
          none: number
        action Roll on Roll
          set number = random(6)
          set none = random(0)
        """
    place = make(dedent(source).lstrip())
    owner = place.owner()
    owner.post("/data/roll", {})
    seen = set()
    for _ in range(60):
        owner.api("POST", "/api/roll/1/roll")
        row = place.rows("roll")[0]
        seen.add(row["number"])
        assert row["none"] is None
    assert seen <= {1, 2, 3, 4, 5, 6}
    assert len(seen) > 3


CONTEST = """
    app Photo Contest
      people: member, judge
      member may see
      judge may see
    thing Contest
      name: text, required
      open: yes/no = yes
    thing Entry
      contest: Contest, required
      title: text, required
      person: person = me
      has ratings for judge
      member may see where not contest.open
      member may see own
      member may add own where contest.open
      judge may see
    page Ranking
      list of Entry where not contest.open sort rating desc
    """


def rate(client: Client, stars: int) -> int:
    return client.post("/data/entry_review", {"entry": "1", "stars": str(stars)}).status_code


def test_a_contest_is_judged_once_by_each_and_ranked_after_it_closed(make: Make) -> None:
    place = make(dedent(CONTEST).lstrip())
    owner, kim, lee = place.owner(), place.person("member", "Kim"), place.person("member", "Lee")
    judge, other = place.person("judge"), place.person("judge", "Other")
    owner.post("/data/contest", {"name": "Autumn", "open": "on"})
    assert kim.post("/data/entry", {"contest": "1", "title": "Fog"}).status_code == 303
    assert lee.get("/data/entry/1").status_code == 404
    assert (rate(judge, 5), rate(judge, 1), rate(other, 4), rate(kim, 5)) == (303, 400, 303, 403)
    owner.post("/data/contest/1", {"name": "Autumn", "open": "no"})
    assert "Fog" in lee.get("/ranking").text
    assert lee.post("/data/entry", {"contest": "1", "title": "Late"}).status_code == 403
    assert judge.api("GET", "/api/entry/1").json()["rating"] == 4.5


TASKS = """
    app Team
      people: member
      member may see, add, change
    thing Task
      name: text, required
      assignee: person
      done: yes/no
      steps = count(Step)
      done steps = count(Step where done)
    thing Step
      task: Task, required
      name: text, required
      done: yes/no
    when assignee of Task is changed where not done
      notify assignee "{name} is yours now."
    when Task is added where assignee is not empty
      notify assignee "{name} is yours now."
    action Take on Task for member when assignee is empty
      set assignee = me
    action Tick on Step for member when not done
      set done = yes
    page My Tasks
      list of Task where assignee = me and not done
      progress of Task where assignee = me show done steps, steps
    """


def test_tasks_are_given_to_people_who_are_told_and_ticked_off(make: Make) -> None:
    place = make(dedent(TASKS).lstrip())
    kim, lee = place.person("member", "Kim"), place.person("member", "Lee")
    kim.post("/data/task", {"name": "Paint", "assignee": str(lee.person)})
    kim.post("/data/task", {"name": "Sweep"})
    assert [each.text for each in place.store.notices.of(lee.person or 0)] == ["Paint is yours now."]
    assert "Paint" in lee.get("/my_tasks").text
    assert "Paint" not in kim.get("/my_tasks").text
    lee.post("/data/task/1", {"name": "Paint it", "assignee": str(lee.person)})
    assert len(place.store.notices.of(lee.person or 0)) == 1
    lee.post("/data/task/1", {"name": "Paint it", "assignee": str(kim.person)})
    assert [each.text for each in place.store.notices.of(kim.person or 0)] == ["Paint it is yours now."]
    assert lee.post("/data/task/2/do/take").status_code == 303
    assert kim.post("/data/task/2/do/take").status_code == 409
    kim.post("/data/step", {"task": "1", "name": "Buy paint"})
    assert lee.post("/data/step/1/do/tick").status_code == 303
    assert lee.api("GET", "/api/task/1").json()["done_steps"] == 1


def test_what_is_looked_at_again_is_not_drawn() -> None:
    for line in ("lot = random(6)", "lot: number = random(6)"):
        checked = check(f"app Dice\nthing Roll\n  name: text\n  {line}\n", vocabulary())
        assert [each.code for each in checked.errors] == ["misplaced-word"]
