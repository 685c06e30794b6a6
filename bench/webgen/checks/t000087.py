"""Task 000087: bands and advertisers."""

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.endpoints import logs_in, registers
from bench.webgen.entering import FILES
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

BANDS = "bands|band directory|directory|band|browse bands|home"
BAND = {
    "band name|name|title": "The Tide 771",
    "bio|biography|about|description": "Four friends and a drum.",
    "contact|phone": "+44 20 7946 0771",
}
OWN_ADS = "my ads|my advertisements|advertiser dashboard|dashboard|manage ads|your ads|new ad|upload ad|post ad|place ad"
PICTURE = "https://example.org/band-772.png"


@by("visitor", half=("person", "owner"))
def ui_0(v: Visitor) -> None:
    """UI 0: a band registers, with bio and contact."""
    account = v.sign_up("band|band member|artist", extra=BAND)
    if v.shows("The Tide 771", fields=True) and v._told():
        return
    need(v.signed_in() or v._told(), "nothing confirms the registration")
    try:
        v.adds(
            "bands|my band|band profile|my profile|band|profile",
            "band|profile",
            {**BAND, "email": account.email},
            "The Tide 771",
            confirm=True,
        )
    except Unmet as unmet:
        raise Partial(f"a person registers, but as no band: {unmet}") from unmet


@by("visitor")
def ui_1(v: Visitor) -> None:
    """UI 1: a band signs in, and with a wrong password does not."""
    v.logs_in("band|band member|artist")
    own = "dashboard|my band|band profile|my profile|your band|my bands|edit band"
    here = any(words.means(each, own) for each in v.headings()[:-1])
    if not here and not (v.can_go_to(own) and not v._asks_password()):
        raise Partial("there is no page of the band's own")


def own_band(v: Visitor, values: dict[str, str]) -> bool:
    """The person's band gets the values: the form of one's own band or profile, or a new band; whether it is open."""
    section = "my band|band profile|my bands|my profile|bands|band|dashboard"
    try:
        v.changes(section, values, next(iter(values.values())), of="The Tide 771")
    except Unmet as unmet:
        if "isn't shown" not in str(unmet):  # A picture that is shown doesn't show its address.
            v.add(section, "band|profile", {**BAND, **values})
    v.go_to(BANDS)
    row = v.any_row("The Tide 771") or v.any_row("Robin")
    if row:
        v.open_row(row)
    return row is not None


@by("person:band|band member|artist", half=("owner",))
def ui_2(v: Visitor) -> None:
    """UI 2: the band's picture is shown in its profile."""
    v.page.route(
        "**/band-772.png",
        lambda route: route.fulfill(path=str(FILES / "picture.png"), content_type="image/png"),
    )
    opened = own_band(v, {"picture|photo|image|profile picture|logo!": PICTURE})
    shown = [each for each in v.pictures() if each["main"]]
    if any(opened or "band-772" in each["src"] for each in shown):
        return
    need(
        v.shows(PICTURE) or any(PICTURE in each.href for each in v.clickables()),
        "the picture isn't in the profile",
    )
    raise Partial("the picture is a link, it isn't shown")


@by("person:band|band member|artist", half=("owner",))
def ui_3(v: Visitor) -> None:
    """UI 3: the band's audio sample can be played."""
    v.page.route(
        "**/sample-773.mp3",
        lambda route: route.fulfill(path=str(FILES / "sound.wav"), content_type="audio/wav"),
    )
    own_band(v, {"audio|sample|audio sample|song|music!": "https://example.org/sample-773.mp3"})
    if any(each["tag"] == "audio" for each in v.media()):
        return
    need(
        v.shows("sample-773") or any("sample-773" in each.href for each in v.clickables()),
        "the sample isn't in the profile",
    )
    raise Partial("the sample is a link, it can't be played in the page")


@by("person:band|band member|artist", half=("owner",))
def ui_4(v: Visitor) -> None:
    """UI 4: the band's YouTube video plays in the page."""
    own_band(v, {"youtube|video|youtube link|video link!": "https://www.youtube.com/watch?v=dQw4w9WgXcQ"})
    if any("youtube" in each["src"] for each in v.media()):
        return
    need(
        v.shows("youtube") or any("youtube.com" in each.href for each in v.clickables()),
        "the video isn't in the profile",
    )
    raise Partial("the video is a link, it doesn't play in the page")


@by("visitor", half=("person",))
def ui_5(v: Visitor) -> None:
    """UI 5: an advertiser registers."""
    v.sign_up("advertiser|sponsor", extra={"company|business|company name": "Tide Drums Ltd"})
    need(v.signed_in() or v._told(), "nothing confirms the registration")
    known = v.kind_asked or any(words.means(line, "advertiser") for line in v.content().splitlines())
    if not known and not v.can_go_to(OWN_ADS):
        raise Partial("a person registers, but not as an advertiser")


@by("visitor")
def ui_6(v: Visitor) -> None:
    """UI 6: an advertiser signs in, and with a wrong password does not."""
    v.logs_in("advertiser|sponsor")
    here = any(words.means(each, OWN_ADS) for each in v.headings()[:-1])
    if not here and not v.can_go_to(OWN_ADS):
        raise Partial("there is no page of the advertiser's own")


@by("visitor", half=("person",))
def ui_7(v: Visitor) -> None:
    """UI 7: the colours."""
    v.has_colours("floral white", "dark goldenrod")


AD = "ad|ads|advertisement|advert"


def api_0(a: Api) -> None:
    """API 0: a band registers."""
    registers(a, "band|band member|artist")


def api_1(a: Api) -> None:
    """API 1: an advertiser registers."""
    registers(a, "advertiser|sponsor")


def api_2(a: Api) -> None:
    """API 2: a band signs in."""
    logs_in(a, "band|band member|artist")


def api_3(a: Api) -> None:
    """API 3: an advertiser signs in."""
    logs_in(a, "advertiser|sponsor")


def api_4(a: Api) -> None:
    """API 4: a band's profile is changed."""
    a.changes("band|profile|artist", {"bio|biography|about|description|name": "Changed 774"}, "Changed 774")


def api_5(a: Api) -> None:
    """API 5: an advertisement."""
    a.adds(AD, {"title|name|headline|content|text": "Ad 775"}, marker="Ad 775")


def api_6(a: Api) -> None:
    """API 6: one band with its media."""
    a.gets(
        "band|artist|band profile",
        "name|title",
        "bio|biography|about|description",
        "audio|sample|song|music",
        "video|youtube",
    )


def api_7(a: Api) -> None:
    """API 7: advertisements."""
    a.lists(AD, "title|name|headline|content|text|image")


def api_8(a: Api) -> None:
    """API 8: a stranger can't change a band."""
    a.keeps_out(
        "band|profile|artist",
        {"bio|biography|about|description|name|title": "Taken over 776"},
        "Taken over 776",
    )


def api_9(a: Api) -> None:
    """API 9: a stranger can't place advertisements."""
    a.keeps_out_adding(AD, {"title|name|headline|content|text": "Spam 777"}, "Spam 777")


def db_0(d: Database) -> None:
    """DB 0: accounts."""
    d.accounts(secret=True)


def db_1(d: Database) -> None:
    """DB 1: bands."""
    d.holds(
        "band|artist|band profile",
        "bio|biography|about|description",
        "audio|sample|song|music",
        "video|youtube",
    )


def db_2(d: Database) -> None:
    """DB 2: advertisers' accounts."""
    d.either(
        ("advertiser", "email|name|company|person|user", "password|hash|person|user|secret|email"),
        ("in", "person|people|user|account|member", "role|kind|type", "password|hash|secret"),
    )


def db_3(d: Database) -> None:
    """DB 3: advertisements."""
    d.holds(AD, "title|name|headline|content|text|image", "advertiser|person|user|by|owner|sponsor")
