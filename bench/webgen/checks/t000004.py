"""Task 000004: basketball data, predictions and betting advice."""

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import need, need_all
from bench.webgen.visitor import Visitor

MATCHES = "matches|match history|games|match|results|fixtures"
TEAMS = "team rankings|rankings|standings|teams|team"
PLAYERS = "player performance|players|player|player statistics"
PREDICTIONS = "match prediction|predictions|prediction"
ADVICE = "betting recommendations|recommendations|betting|bets|betting advice|tips"


def ui_0(v: Visitor) -> None:
    """UI 0: charts of basketball data."""
    v.go_to("data visualization|visualization|charts|statistics|analytics|basketball data|dashboard|data")
    v.needs_chart()


def ui_1(v: Visitor) -> None:
    """UI 1: the prediction of a game, with percentages."""
    v.go_to(PREDICTIONS)
    rows = v.listed()
    if not any("%" in row.text or words.means(row.text, "probability") for row in rows):
        v.open_row(rows[0])
    text = v.content()
    need_all(
        {
            "a predicted outcome": words.lines_with(text, "predicted|prediction|outcome|winner|win"),
            "a percentage": "%" in text or words.lines_with(text, "probability|confidence|chance"),
        },
        half=0.6,
    )
    need("%" in text or len(words.numbers(text)) > 0, "no probability is shown")


def ui_2(v: Visitor) -> None:
    """UI 2: a team's matches by search."""
    v.go_to(TEAMS)
    team = v.listed()[0].title
    rows = v.search(team)
    found = [row for row in rows if team.casefold() in row.text.casefold()]
    need(found, f"the search for {team!r} finds nothing")
    text = "\n".join(row.text for row in found)
    if not words.numbers(text):
        v.open_row(found[0])
        text = v.text()
    v._shows_details(text + v._heads(), ("#date", "score|points|#number", "vs|opponent|away|home|match|game"))


def ui_3(v: Visitor) -> None:
    """UI 3: the rankings, in order."""
    rows = v.lists(TEAMS, "rank|standing|position|points|wins|won", "#number", least=2)
    need(ordered(rows), "the teams are not in the order of any of their figures")


def ordered(rows: list) -> bool:
    """Whether some figure of the rows only rises, or only falls."""
    figures = [words.numbers(row.text) for row in rows]
    for place in range(min(map(len, figures), default=0)):
        column = [each[place] for each in figures]
        if len(set(column)) > 1 and (column == sorted(column) or column == sorted(column, reverse=True)):
            return True
    return False


def ui_4(v: Visitor) -> None:
    """UI 4: a player's statistics."""
    v.go_to(PLAYERS)
    rows = v.listed()
    text = v.text() + v._heads()
    if len(words.lines_with(text, "points|assists|rebounds|goals|rating|average|score")) < 2:
        v.open_row(rows[0])
        text = v.text()
    v._shows_details(
        text, ("points|goals|score", "assists|rebounds|steals", "average|rating|games|percentage", "#number")
    )


def ui_5(v: Visitor) -> None:
    """UI 5: betting advice with figures behind it."""
    v.go_to(ADVICE)
    rows = v.listed()
    v.open_row(rows[0])
    v._shows_details(
        v.content(),
        (
            "recommendation|recommended|bet|advice|pick|tip|stake",
            "odds|probability|confidence|trend|statistic|analysis|reason|rationale",
            "#number",
        ),
    )


@by("visitor", half=("person",))
def ui_6(v: Visitor) -> None:
    """UI 6: the colours."""
    v.has_colours("ghost white", "slate gray")


def api_0(a: Api) -> None:
    """API 0: past matches."""
    a.lists(
        "match|game|history|result", "team|home|away|opponent", "score|points|result", "date|played|day|time"
    )


def api_1(a: Api) -> None:
    """API 1: team rankings."""
    a.lists("ranking|standing|team", "team|name", "rank|position|points|wins|standing")


def api_2(a: Api) -> None:
    """API 2: players' statistics."""
    a.tries(
        lambda: a.lists(
            "performance|statistic|stats|player",
            "player|name",
            "points|assists|rebounds|rating|score|average|games|goals",
        ),
        lambda: a.lists("player", "points|assists|rebounds|rating|score|average|games|goals"),
    )


def api_3(a: Api) -> None:
    """API 3: a prediction for a match."""
    a.tries(
        lambda: a.acts("match|game", "predict|prediction"),
        lambda: a.lists(
            "prediction|predictions",
            "outcome|winner|predicted|result|prediction",
            "probability|confidence|percentage|percent|chance|prob|pct|odds",
        ),
    )


def api_4(a: Api) -> None:
    """API 4: betting advice."""
    a.lists(
        "recommendation|betting|bet|advice|tip",
        "recommendation|bet|advice|pick|tip|type",
        "confidence|odds|analysis|reason|probability|rationale|notes",
    )


def api_5(a: Api) -> None:
    """API 5: figures for charts."""
    a.numbers(
        "visualization|chart|analytics|statistic|stats|team|match|player",
        of="team|match|player|game|points|basketball",
    )


def db_0(d: Database) -> None:
    """DB 0: teams."""
    d.holds("team", "name|title", "city|coach|conference|league|founded|arena|description|logo|wins|division")


def db_1(d: Database) -> None:
    """DB 1: players."""
    d.holds("player", "name", "position|age|height|birth|number|nationality|team")


def db_2(d: Database) -> None:
    """DB 2: matches."""
    d.holds("match|game|fixture", "team|home|away|opponent", "date|time|day|played", "score|points|result")


def db_3(d: Database) -> None:
    """DB 3: players' statistics."""
    d.either(
        ("performance|statistic|stats|stat", "player", "points|assists|rebounds|rating|score"),
        ("in", "player", "points|assists|rebounds|score|rating"),
    )


def db_4(d: Database) -> None:
    """DB 4: rankings."""
    d.either(
        ("ranking|standing|rank", "team", "rank|position|points|wins"),
        ("in", "team", "rank|position|points|wins|standing"),
    )
