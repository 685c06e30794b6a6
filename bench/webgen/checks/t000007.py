"""Task 000007: a poker lobby with tables, chat and records."""

import contextlib

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import Partial, Unmet, need, need_all
from bench.webgen.visitor import Visitor

LOBBY = "lobby|game lobby|rooms|game rooms|tables"
ROOM = "room|game room|table|game"


def ui_0(v: Visitor) -> None:
    """UI 0: rooms with status and players."""
    v.lists(
        LOBBY,
        "status|waiting|open|playing|active|in progress|full|running|closed|finished",
        "player|players|seats|#number",
    )


def ui_1(v: Visitor) -> None:
    """UI 1: a new room appears in the lobby, with its creator."""
    v.adds(LOBBY, ROOM, {"name|title|room!": "River Aces 771"}, "River Aces 771")
    v.go_to(LOBBY)
    row = v.any_row("River Aces 771")
    need(row, "the room isn't in the lobby")
    if "robin" not in row.text.lower():
        v.open_row(row)
        if not v.in_main("robin"):
            raise Partial("the room doesn't show its creator as a player")


def ui_2(v: Visitor) -> None:
    """UI 2: joining a room puts the person into its players."""
    marker = "Turn Club 772"
    with contextlib.suppress(Unmet, Partial):
        v.has_row(LOBBY, ROOM, {"name|title|room": marker}, marker)
    there = v.can_go_to(LOBBY) and v.any_row(marker)
    v.act(LOBBY, "join|enter|sit|take a seat|play", marker=marker if there else "")
    if not v.in_main("robin"):
        v.confirmed()
        raise Partial("joining is confirmed, but the person isn't among the players")


def ui_3(v: Visitor) -> None:
    """UI 3: a round at a table: cards, community cards, bets, buttons."""
    v.go_to(LOBBY)
    v.open_row(v.listed()[0])
    for action in ("join|sit|enter", "start|deal|play"):
        if v.find(action, least=0.3):
            v.press(action)
    text = v.text()
    buttons = [
        each for each in v.clickables() if words.score(each.text, "fold|call|raise|check|bet|all in") >= 0.3
    ]
    need_all(
        {
            "hand cards": words.lines_with(text, "hand|hole cards|your cards|hand cards"),
            "community cards": words.lines_with(text, "community|flop|board|river"),
            "betting": words.lines_with(text, "pot|bet|chips|stake|blind"),
            "fold, call or raise": len(buttons) >= 2,
        }
    )
    v.press("call|check|bet|raise|fold")
    need(v.news(), "nothing happens when a button is pressed")


def ui_4(v: Visitor) -> None:
    """UI 4: the records of past games."""
    v.go_to("game records|records|history|game history|my games|past games|profile|account")
    if not v.rows():
        v.press("game records|records|history|statistics")
    rows = v.listed()
    v._shows_details(
        "\n".join(row.text for row in rows) + v._heads(),
        ("result|won|lost|win|outcome|winner|winnings", "#date|#number"),
    )


@by("visitor", half=("person",))
def ui_5(v: Visitor) -> None:
    """UI 5: the colours."""
    v.has_colours("azure", "midnight blue")


def api_0(a: Api) -> None:
    """API 0: a room is created."""
    a.adds(ROOM, {"name|title|room": "API room 771", "max players|seats|capacity": 6}, marker="API room 771")


def api_1(a: Api) -> None:
    """API 1: somebody joins a room."""
    a.tries(
        lambda: a.acts(ROOM, "join|enter|sit"),
        lambda: a.adds(
            "participant|participation|seat|membership|joined|room player|player",
            {},
            fields="room|table|game",
        ),
    )


def api_2(a: Api) -> None:
    """API 2: a round begins: hands, community cards, betting rounds."""

    def starts() -> None:
        reply = a.acts(ROOM, "start|deal|play|begin|new round")
        need(
            words.means(str(reply.data), "hand|cards")
            and words.means(str(reply.data), "community|board|flop"),
            "the state has no hands and community cards",
        )

    a.tries(
        starts,
        lambda: a.adds(
            "round|hand|game state|game", {}, fields="hand|card,community|board,bet|round|pot|stage"
        ),
    )


def api_3(a: Api) -> None:
    """API 3: records of past games."""
    a.lists(
        "record|history|result|past game",
        "outcome|result|winner|won",
        "winnings|amount|chips|pot|won",
        "player|participant|user|person",
    )


def api_4(a: Api) -> None:
    """API 4: the account is updated."""
    a.changes(
        "profile|account|user|player|person|me",
        {"name|nickname|display name|username|bio": "Renamed 774"},
        "Renamed 774",
    )


def api_5(a: Api) -> None:
    """API 5: a chat message in a room."""
    made = a.adds(
        "message|chat|chat message",
        {"text|message|content|body": "Nice hand 775"},
        marker="Nice hand 775",
        fields="room|table|game",
    )
    a.stored("message|chat|chat message", made, "Nice hand 775")


def api_6(a: Api) -> None:
    """API 6: the lobby."""
    a.lists("lobby|room|game room|table", "name|title", "status|state", "player|seats|count|capacity|max")


def db_0(d: Database) -> None:
    """DB 0: accounts."""
    d.accounts()


def db_1(d: Database) -> None:
    """DB 1: rooms with status."""
    d.holds("room|table|lobby|game", "name|title", "status|state|open|started")


def db_2(d: Database) -> None:
    """DB 2: players in rooms."""
    d.either(
        (
            "participant|participation|seat|membership|player|joined",
            "room|table|game",
            "player|user|person|participant",
        ),
    )


def db_3(d: Database) -> None:
    """DB 3: the state of games."""
    d.either(
        ("state|game|round|hand|table", "community|board|flop", "pot|stage|round|turn|status"),
    )


def db_4(d: Database) -> None:
    """DB 4: players' hands."""
    d.holds("hand|card|player|participant|seat", "hand|card|hole", "player|user|person|participant")


def db_5(d: Database) -> None:
    """DB 5: bets."""
    d.holds("bet|betting|action|move", "amount|chips|bet|value", "player|user|person|participant")


def db_6(d: Database) -> None:
    """DB 6: records of games."""
    d.holds(
        "record|result|history|game", "result|winner|outcome|won", "date|time|finished|ended|played|created"
    )


def db_7(d: Database) -> None:
    """DB 7: chat messages of rooms."""
    d.holds("message|chat", "text|message|content|body", "room|table|game")
