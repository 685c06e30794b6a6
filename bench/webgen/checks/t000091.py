"""Task 000091: a matrimonial site."""

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.endpoints import logs_in, registers
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

PROFILES = "profiles|search|find partners|browse|search profiles|members|matches|find a partner|profile"


@by("visitor")
def ui_0(v: Visitor) -> None:
    """UI 0: an account is made; a wrong address is not taken."""
    v._to_form("sign up|register|create account|make an account|join|registration", "sign in|log in|login")
    values = {
        "email|mail": "not an address",
        "name|full name|username": "Robin",
        "password!": "Long enough 42!x",
        "repeat password|confirm password|password again": "Long enough 42!x",
    }
    form = v.form(values, least=2)
    need(form, "there is no form to sign up")
    if any(words.means(f"{each.type} {each.label}", "email|e-mail|mail") for each in form):
        v.send(v.fill(form, values), "sign up|register|create account|make an account|join")
    else:  # Where no address is asked for, nothing at all is the wrong input.
        v.send(form[0].form, "sign up|register|create account|make an account|join")
    need(v._asks_password(), "a wrong address is taken")
    told = v.explained()
    v.sign_up(extra={"age": "31", "location|city": "Leeds", "gender": ""})
    need(v.signed_in() or v._told(), "nothing tells that there is an account now")
    need(told, "nothing tells that the address is wrong")


@by("visitor")
def ui_1(v: Visitor) -> None:
    """UI 1: signing in."""
    account = v.sign_up()
    v.sign_out()
    v.sign_in(account)
    need(v.signed_in(), "nothing shows that the person is signed in")


def ui_2(v: Visitor) -> None:
    """UI 2: advanced search by age, place and interests."""
    works, reasons = 0, []
    for wanted in (
        "age|birth|born|year",
        "location|city|place|country",
        "interest|interests|hobby|hobbies|religion|gender|education|occupation",
    ):
        try:
            v.filters(PROFILES, wanted, strict=True)
            works += 1
        except (Unmet, Partial) as unmet:
            reasons.append(str(unmet))
    need(works, reasons[0] if reasons else "")
    if works < 2:
        raise Partial(reasons[0])


def ui_3(v: Visitor) -> None:
    """UI 3: a private chat of two people."""
    other = v.another()
    other.open()
    values = {"message|text|content|body!": "Hello there 771", "to|recipient|receiver|person|with": "Kim"}
    try:
        v.add(
            "messages|chat|messaging|inbox|conversations|chats",
            "message|chat|conversation",
            values,
            "send|new|write|add|start|compose|message|chat",
        )
    except Unmet:
        action = "message|chat|send message|contact|write"
        there = v.can_go_to(PROFILES) and v.any_row("Kim")
        v.act(PROFILES, action, values, marker="Kim" if there else "")
    need(v.shows("771") or v._told(), "the message isn't shown to the sender")
    need(
        other.can_go_to("messages|chat|messaging|inbox|conversations|chats|message"),
        "the other person has no messages",
    )
    if not other.shows("Hello there 771") and other.rows():
        other.open_row(other.any_row("771") or other.rows()[0])
    if not other.shows("Hello there 771"):
        raise Partial("the other person doesn't see the message")


@by("visitor")
def ui_4(v: Visitor) -> None:
    """UI 4: signing out."""
    v.sign_up()
    v.sign_out()
    need(not v.find("sign out|log out|logout") or v._asks_password(), "the person is still signed in")
    v.open()
    need(not v.find("sign out|log out|logout"), "the person is signed in again on the first page")


@by("visitor")
def ui_5(v: Visitor) -> None:
    """UI 5: a wrong password is explained."""
    account = v.sign_up()
    v.sign_out()
    v.refused_with_reason(account)


@by("visitor", half=("person",))
def ui_6(v: Visitor) -> None:
    """UI 6: the colours."""
    v.has_colours("lemon chiffon", "chocolate")


PROFILE = "profile|member|user profile|person|user"


def api_0(a: Api) -> None:
    """API 0: registration."""
    registers(a)


def api_1(a: Api) -> None:
    """API 1: signing in."""
    logs_in(a)


def api_2(a: Api) -> None:
    """API 2: the profile is changed."""
    a.tries(
        lambda: a.changes(
            "profile|user profile",
            {"bio|about|name|location|occupation|interests": "Changed 771"},
            "Changed 771",
        ),
        lambda: a.changes(
            "member|person|user|account", {"bio|about|name|location": "Changed 771"}, "Changed 771"
        ),
    )


def api_3(a: Api) -> None:
    """API 3: a photo."""
    a.tries(
        lambda: a.uploads(
            "photo|picture|image", {"title|caption|name": "Photo 772"}, fields="photo|image|picture|file|url"
        ),
        lambda: a.uploads(
            "profile|user profile|member",
            {"name|title": "Photo 772"},
            fields="photo|image|picture|avatar",
            file=True,
        ),
    )


def api_4(a: Api) -> None:
    """API 4: search and filters."""
    a.tries(
        lambda: a.filters(PROFILE, "location|city|age|gender|religion|interest|education|occupation|country"),
        lambda: a.searches(PROFILE, "location|city|name|interests"),
    )


def api_5(a: Api) -> None:
    """API 5: a message."""
    made = a.adds(
        "message|chat",
        {"text|message|content|body": "Hello 773"},
        marker="Hello 773",
        fields="to|recipient|receiver|person|user|conversation",
    )
    a.stored("message|chat", made, "Hello 773")


def api_6(a: Api) -> None:
    """API 6: the history of a chat, in order."""
    for text in ("First 774", "Second 774"):
        a.adds("message|chat", {"text|message|content|body": text}, marker=text)
    rows = a.lists("message|chat", "text|message|content|body", "date|time|at|created|sent", least=2)
    told = str(rows)
    need("First 774" in told and "Second 774" in told, "a message is missing")
    key = next((key for key in rows[0] if words.means(key, "sent|created|date|time|at")), "")
    stamps = [str(row.get(key)) for row in rows]
    need(
        stamps in (sorted(stamps), sorted(stamps, reverse=True))
        or told.index("First 774") < told.index("Second 774"),
        "the messages are not in order",
    )


def db_0(d: Database) -> None:
    """DB 0: accounts."""
    d.accounts(secret=True)


def db_1(d: Database) -> None:
    """DB 1: profiles."""
    d.holds(
        PROFILE,
        "name|person",
        "age|birth|gender",
        "location|city|country|religion|education|occupation|interest|bio|about",
    )


def db_2(d: Database) -> None:
    """DB 2: photos."""
    d.either(
        (
            "photo|picture|image|upload|file",
            "person|user|profile|member|by|owner",
            "file|path|url|photo|image|name",
        ),
        ("in", "profile|member|person|user", "photo|picture|image|avatar"),
    )


def db_3(d: Database) -> None:
    """DB 3: messages."""
    d.holds(
        "message|chat",
        "text|message|content|body",
        "sender|from|by|person|user",
        "recipient|receiver|to|conversation|match",
    )
