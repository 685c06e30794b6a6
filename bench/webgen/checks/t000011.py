"""Task 000011: a text strategy game of four races."""

import re
from itertools import pairwise

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.looking import Row
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

RACES = ("Humans|Human", "Dragonborns|Dragonborn", "Elves|Elf", "Dwarfs|Dwarf|Dwarves")
RESOURCES = ("gold", "iron", "wood", "wheat")


def totals(v: Visitor) -> dict[str, float]:
    """The amounts that the page shows beside the names of resources."""
    found = {}
    for line in v.text().replace("\n:", ":").splitlines():
        for each in RESOURCES:
            at = line.casefold().find(each)
            if (
                at >= 0
                and each not in found
                and (n := words.numbers(line[at:] if words.numbers(line[at:]) else line))
            ):
                found[each] = n[0]
    lines = [line.strip() for line in v.text().splitlines() if line.strip()]
    for one, other in pairwise(lines):
        for name, value in ((one, other), (other, one)):
            if (
                name.casefold().rstrip(":") in RESOURCES
                and name.casefold().rstrip(":") not in found
                and (n := words.numbers(value))
            ):
                found[name.casefold().rstrip(":")] = n[0]
    return found


DONE = "has started|have started|training started|started training|in training|under way|in progress|on its way|level up"


def spends(
    v: Visitor, page: str, action: str, *, values: dict[str, str] | None = None, costs: bool = True
) -> Row:
    """An action on a page lowers some resource, and the page says that it was done; what it was done with."""
    before = _everywhere(v, page)
    row = v.act(page, action, values)
    told = v._told(DONE)
    after = _everywhere(v, page)
    spent = [each for each in before if each in after and after[each] < before[each]]
    need(told or spent, f"{words.synonyms(action)[0]!r} shows no effect")
    if costs and not before:
        raise Partial("no resources are shown")
    if (costs and not spent) or not told:
        raise Partial("nothing says that it was done" if not told else "no resource is spent")
    return row


def _everywhere(v: Visitor, page: str) -> dict[str, float]:
    if not v.can_go_to(page):
        return {}
    found = totals(v)
    if not found and v.can_go_to("base|city|overview|resources"):
        found = totals(v)
    return found


def _unnamed(text: str) -> str:
    """What is told of a race, without its name."""
    return re.sub("|".join(words.synonyms("|".join(RACES))), "", text, flags=re.IGNORECASE).strip()


def ui_0(v: Visitor) -> None:
    """UI 0: each race shows its attributes and can be chosen."""
    rows, pages, chosen = [], [], 0
    for race in RACES:
        v.go_to("choose race|races|race|select race|choose a race")
        v.sees(race)
        row = v.any_row(words.synonyms(race)[1]) or v.any_row(words.synonyms(race)[0])
        button = v.find("choose|select|pick|play", within=row, least=0.2) if row else v.find(race)
        need(row or button, f"{race.split('|')[0]} can't be opened")
        rows.append(_unnamed(row.text if row else ""))
        if button:
            v.click(button.n)
        else:
            v.open_row(row)
            again = v.find("choose|select|pick", least=0.2)
            if again:
                v.click(again.n)
                button = again
        pages.append(_unnamed(v.text()))
        chosen += bool(button and (v._told() or words.lines_with(v.text(), "chosen|selected|your race")))
    need(len(set(rows)) == 4 or len(set(pages)) == 4, "the races show the same")
    need(
        all(
            words.means(text, "attack|defence|defense|strength|bonus|attribute|speed|gold|skill|magic|health")
            or len(words.numbers(text)) > 1
            for text in map("\n".join, zip(rows, pages, strict=True))
        ),
        "no attributes are shown",
    )
    if chosen < 4:
        raise Partial("attributes are shown, but the choice isn't confirmed")


def ui_1(v: Visitor) -> None:
    """UI 1: the city is upgraded for resources."""
    spends(v, "base|city|base page|home", "upgrade|build|improve|level up")


def ui_2(v: Visitor) -> None:
    """UI 2: the ranking, in order."""
    rows = v.lists(
        "ranking|rankings|leaderboard|ranks", "#number", "rank|score|points|power|wins|level", least=2
    )
    figures = [words.numbers(row.text) for row in rows]
    column = [[each[place] for each in figures] for place in range(min(map(len, figures)))]
    need(
        any(len(set(each)) > 1 and each in (sorted(each), sorted(each, reverse=True)) for each in column),
        "the players are not in order",
    )


def ui_3(v: Visitor) -> None:
    """UI 3: an item is bought."""
    row = spends(v, "store|shop|market", "buy|purchase")
    there = v.can_go_to("inventory|my items|my inventory|equipment|items|base|profile")
    if not (there and v.shows(row.title)):
        raise Partial("what was bought isn't in an inventory")


def ui_4(v: Visitor) -> None:
    """UI 4: soldiers or workers are trained."""
    spends(
        v,
        "train|training|train page|barracks",
        "train|recruit|start training",
        values={"amount|quantity|number|count": "1"},
    )


def ui_5(v: Visitor) -> None:
    """UI 5: workers get a task."""
    spends(
        v,
        "workers|worker|workers page",
        "assign|send|task|work|give task",
        values={"task|job|assignment": "wood", "amount|number|count": "1"},
        costs=False,
    )


def ui_6(v: Visitor) -> None:
    """UI 6: a soldier is upgraded."""
    spends(v, "upgrades|upgrade|upgrades page", "upgrade|improve|level up")


def ui_7(v: Visitor) -> None:
    """UI 7: gold goes to the bank."""
    before = _everywhere(v, "bank")
    try:
        v.add("bank", "deposit", {"amount|gold|deposit": "7"}, "deposit")
    except Unmet:
        v.act("bank", "deposit", {"amount|gold|deposit": "7"})
    told = v._told()
    after = _everywhere(v, "bank")
    changed = any(before.get(each) != after.get(each) for each in after)
    need(told or changed, "depositing shows no effect")
    if not (told and changed):
        raise Partial(
            "it is confirmed, but no amount changes" if told else "amounts change, but nothing confirms it"
        )


@by("visitor", half=("person",))
def ui_8(v: Visitor) -> None:
    """UI 8: the colours."""
    v.has_colours("seashell", "crimson")


PLAYER = "player|profile|kingdom|account|character"


def api_0(a: Api) -> None:
    """API 0: a player of each race."""
    made = []
    for race in RACES:
        one, *other = words.synonyms(race)
        found = a.tries(
            *(
                lambda name=name: a.adds(
                    PLAYER, {"race": name, "name|username|nickname": f"Player {name}"}, fields="race"
                )
                for name in (one, *other)
            ),
            lambda one=one: a.changes(PLAYER, {"race": one}, one),
        )
        made.append(
            tuple(
                str(value)
                for key, value in found.items()
                if words.means(
                    key, "attack|defence|defense|strength|bonus|attribute|speed|gold|iron|wood|wheat|skill"
                )
            )
        )
    need(all(made), "a player has no attributes")
    if len(set(made)) < 2:
        raise Partial("the races give the same attributes")


def api_1(a: Api) -> None:
    """API 1: resources are changed and stay changed."""
    a.tries(
        *(
            lambda thing=thing: a.changes(thing, {"gold": 4711}, 4711)
            for thing in ("resource|resources", PLAYER, "city|base")
        ),
        lambda: a.changes("resource|resources", {"amount|quantity": 4711}, 4711),
    )


def _upgrades(a: Api, thing: str) -> None:
    before = a.balance(RESOURCES)
    item = a.lists(thing)[0]
    reply = a.acts(thing, "upgrade|improve|level|build", item=item)
    need(reply.good, "the upgrade is refused")
    if before and not a.lower(before, a.balance(RESOURCES)):
        raise Partial("the upgrade costs nothing")


def api_2(a: Api) -> None:
    """API 2: the city is upgraded."""
    _upgrades(a, "city|building|structure|base")


def api_3(a: Api) -> None:
    """API 3: workers are upgraded."""
    _upgrades(a, "worker|workers")


def api_4(a: Api) -> None:
    """API 4: soldiers are trained."""
    before = a.balance(RESOURCES)
    a.tries(
        lambda: a.acts("soldier|unit|army|troop", "train|recruit"),
        lambda: a.adds(
            "training|soldier|unit|troop|army",
            {"amount|quantity|count|number": 3},
            fields="amount|quantity|count|number",
        ),
    )
    if before and not a.lower(before, a.balance(RESOURCES)):
        raise Partial("training costs nothing")


def api_5(a: Api) -> None:
    """API 5: a battle has an outcome that is recorded."""

    def fights() -> None:
        reply = a.acts("battle|player|soldier", "battle|attack|fight")
        need(
            words.means(str(reply.data)[:1500], "winner|outcome|result|won|victory|defeat"),
            "the battle has no outcome",
        )

    a.tries(
        fights,
        lambda: a.adds("battle|attack|fight", {}, fields="outcome|result|winner,attacker|player|defender"),
    )


def api_6(a: Api) -> None:
    """API 6: players in order."""
    rows = a.tries(
        lambda: a.lists("ranking|leaderboard|rank", least=2),
        lambda: a.lists(PLAYER, "rank|score|points|power", least=2),
    )
    for key in rows[0]:
        values = [row.get(key) for row in rows]
        if (
            words.means(key, "rank|score|points|power|level|wins|position")
            and all(isinstance(each, int | float) for each in values)
            and values in (sorted(values), sorted(values, reverse=True))
        ):
            return
    raise Unmet("the players are not in the order of a rank or score")


def api_7(a: Api) -> None:
    """API 7: an item is bought."""
    before = a.balance(RESOURCES)
    a.tries(
        lambda: a.acts("item|store|shop|product", "buy|purchase"),
        lambda: a.adds("purchase|inventory|order", {"quantity|amount|count": 1}, fields="item|product"),
    )
    if before and not a.lower(before, a.balance(RESOURCES)):
        raise Partial("the purchase costs nothing")


def api_8(a: Api) -> None:
    """API 8: gold goes into the bank and out."""
    a.tries(
        lambda: (
            a.acts("bank|account", "deposit", {"amount|gold": 5}),
            a.acts("bank|account", "withdraw|withdrawal", {"amount|gold": 2}),
        ),
        lambda: a.adds("transaction|deposit|bank", {"amount|gold": 531, "kind|type": "deposit"}, marker=531),
        lambda: a.changes("bank|account", {"balance|gold|amount": 531}, 531),
    )


def api_9(a: Api) -> None:
    """API 9: a message to another player."""
    made = a.adds(
        "message|mail",
        {"text|message|body|content": "We attack at dawn 779", "subject|title": "Alliance 779"},
        marker="779",
        fields="to|recipient|receiver|player",
    )
    a.stored("message|mail", made, "779")


def api_10(a: Api) -> None:
    """API 10: reports."""
    a.lists(
        "report|battle report|battle|activity",
        "player|attacker|person|user|owner",
        "result|outcome|text|description|type|content|title",
    )


def db_0(d: Database) -> None:
    """DB 0: players with a race."""
    d.holds("player|user|account|profile|kingdom|person", "race", "name|username|email|player|person")


def db_1(d: Database) -> None:
    """DB 1: resources of players."""
    d.either(
        ("player|resource|city|kingdom|base|bank", "gold", "iron", "wood", "wheat"),
        ("resource", "name|type|kind", "amount|quantity", "player|owner|user|person"),
    )


def db_2(d: Database) -> None:
    """DB 2: cities and their upgrades."""
    d.holds("city|building|upgrade|base|structure", "level|upgrade|stage", "player|owner|user|person")


def db_3(d: Database) -> None:
    """DB 3: workers."""
    d.holds("worker", "task|assignment|job|role|type", "player|owner|user|person|city")


def db_4(d: Database) -> None:
    """DB 4: soldiers."""
    d.holds(
        "soldier|unit|army|troop|training|military",
        "type|name|kind|count|amount|quantity|level",
        "player|owner|user|person|city",
    )


def db_5(d: Database) -> None:
    """DB 5: battles and reports."""
    d.holds(
        "battle|report|combat|fight",
        "outcome|result|winner|report|text|description",
        "attacker|defender|player|opponent|person",
    )


def db_6(d: Database) -> None:
    """DB 6: rankings."""
    d.either(
        ("ranking|rank|leaderboard", "player|person|user", "rank|score|points|power"),
        ("in", "player|profile|kingdom", "rank|score|points|power|wins"),
    )
