"""Task 000028: fishing contests."""

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import Unmet, need, need_all
from bench.webgen.visitor import Visitor

CONTESTS = "contests|contest announcements|announcements|contest|fishing contests"
RESULTS = "contest results|results|result|winners"
PHOTOS = "contest photos|photos|gallery|photo"


def ui_0(v: Visitor) -> None:
    """UI 0: the latest announcement."""
    v.go_to("contest announcements|announcements|contests|announcement|contest")
    rows = v.listed()
    v.open_row(rows[0])
    v._shows_details(
        rows[0].text + "\n" + v.text(), ("contest|fishing|tournament|derby|announcement", "#date")
    )


def ui_1(v: Visitor) -> None:
    """UI 1: registration for a contest."""
    try:
        v.act(
            CONTESTS,
            "register|sign up|join|enter|take part|registration",
            {"name": "Ash Angler 771", "email": "angler771@example.org", "phone": "+44 20 7946 0771"},
        )
    except Unmet:
        v.add(
            "register|registration|registrations|my registrations",
            "registration|register",
            {"name|angler|participant": "Ash Angler 771", "email": "angler771@example.org", "contest": ""},
            "register|add|new|submit",
        )
    v.confirmed()


def ui_2(v: Visitor) -> None:
    """UI 2: the latest results with winners and scores."""
    v.go_to(RESULTS)
    rows = v.listed()
    text = "\n".join(row.text for row in rows) + v._heads()
    if not words.numbers(text):
        v.open_row(rows[0])
        text += v.text()
    v._shows_details(
        text,
        (
            "winner|angler|place|rank|position|participant|1st|first",
            "score|weight|points|length|catch|size",
            "#number",
        ),
    )


def ui_3(v: Visitor) -> None:
    """UI 3: the main menu."""
    v.navigates(CONTESTS, RESULTS, PHOTOS)


@by("visitor")
def ui_4(v: Visitor) -> None:
    """UI 4: the photos, without signing in."""
    v.go_to(PHOTOS)
    need([each for each in v.pictures() if each["main"]], "no photos are visible")


@by("visitor", half=("person",))
def ui_5(v: Visitor) -> None:
    """UI 5: the colours."""
    v.has_colours("mint cream", "teal")


CONTEST = "contest|announcement|competition|tournament"


def api_0(a: Api) -> None:
    """API 0: an announcement."""
    a.adds(
        "announcement|contest",
        {"title|name": "Pike Cup 771", "description|text|content|body|details": "Pike only, from the bank."},
        marker="Pike Cup 771",
    )


def api_1(a: Api) -> None:
    """API 1: a result of a contest."""
    a.adds(
        "result|score|catch",
        {
            "weight|score|points|length|size": 771,
            "place|rank|position": 1,
            "winner|angler|participant|name": "Ash 771",
        },
        fields="contest|competition",
    )


def api_2(a: Api) -> None:
    """API 2: a photo of a contest."""
    a.uploads(
        "photo|picture|image|gallery",
        {"title|caption|name|description": "The catch 772"},
        fields="contest|competition",
    )


def api_3(a: Api) -> None:
    """API 3: registration for a contest."""
    a.tries(
        lambda: a.adds(
            "registration|entry|participant|participation",
            {},
            fields="contest|competition,user|person|angler|participant|name",
        ),
        lambda: a.acts("contest|competition", "register|join|enter"),
    )


def api_4(a: Api) -> None:
    """API 4: one contest with announcements, results and photos."""
    contest = a.gets("contest|competition", "title|name", "date|description|location|status")
    need_all(
        {
            "results": a.belonging("result|score", "contest", contest),
            "photos": a.belonging("photo|picture", "contest", contest),
        }
    )


def api_5(a: Api) -> None:
    """API 5: all contests."""
    a.lists(CONTEST, "title|name", "date|start|day", "status|state|open")


def api_6(a: Api) -> None:
    """API 6: an announcement without a title is a bad request."""
    a.refuses("announcement|contest", {"title|name": None}, status=(400, 422), says="title|name")


def db_0(d: Database) -> None:
    """DB 0: accounts."""
    d.accounts()


def db_1(d: Database) -> None:
    """DB 1: contests."""
    d.holds(CONTEST, "title|name", "description|text|content|details|announcement", "date|start|day")


def db_2(d: Database) -> None:
    """DB 2: registrations."""
    d.holds(
        "registration|entry|participant|participation",
        "contest|competition",
        "user|person|angler|participant|name|member",
    )


def db_3(d: Database) -> None:
    """DB 3: results."""
    d.holds(
        "result|score|catch|winner", "contest|competition", "score|weight|points|place|rank|winner|position"
    )


def db_4(d: Database) -> None:
    """DB 4: photos of contests."""
    d.holds("photo|picture|image|gallery", "contest|competition", "photo|image|picture|file|url|path")
