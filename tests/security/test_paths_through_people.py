"""Paths that go on behind a person, into their profile: no further than the profile may be seen."""

from collections.abc import Callable

import pytest
from tests.runtime.conftest import Client, Place

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.changes import rename_field
from appling.blueprint.resolve.symbols import Symbols
from appling.blueprint.resolve.words import words_of
from appling.blueprint.traits import expand

APP = """
app Wanderers
  people: walker, guest, boss
  walker, guest may see, add own, change own, remove own
  boss may do all

thing Profile
  name: text, required
  town: text RULE
  person: person = me
  one per person
  WHO may see
  walker may add own, change own
  boss may do all
  has follows

thing Walk
  title: text, required
  leader: person = me
  from town = leader.town

page Walks
  table "Followed" of Walk where leader.followed show title
  table "From" of Walk show title, leader.town
"""
TOWN = "Qqtownqq"


def made(make: Callable[..., Place], who: str = "walker, guest", rule: str = "") -> Place:
    return make(APP.replace(" RULE", rule).replace("WHO", who).lstrip())


def post(client: Client, thing: str, **values: str) -> None:
    answer = client.post(f"/data/{thing}", values)
    assert answer.status_code == 303, answer.text


def walking(place: Place) -> Client:
    ann = place.person("walker", "Ann")
    post(ann, "profile", name="Ann")
    place.person("boss", "Boss").post("/data/profile/1", {"name": "Ann", "town": TOWN, "person": "1"})
    post(ann, "walk", title="Lakeround")
    return ann


def test_what_is_shown_is_of_the_persons_own_profile(make: Callable[..., Place]) -> None:
    place = made(make)
    walking(place)
    ben = place.person("walker", "Ben")
    post(ben, "profile", name="Ben", town="Elsewhere")
    assert TOWN in ben.get("/walks").text
    assert ben.api("GET", "/api/walk/1").json()["from_town"] == TOWN


def test_a_list_of_whom_one_follows(make: Callable[..., Place]) -> None:
    place = made(make)
    walking(place)
    ben, cleo = place.person("walker", "Ben"), place.person("walker", "Cleo")
    assert ben.get("/walks").text.count("Lakeround") == 1
    post(ben, "profile_follower", profile="1")
    assert ben.get("/walks").text.count("Lakeround") == 2
    assert cleo.get("/walks").text.count("Lakeround") == 1


@pytest.mark.parametrize(("who", "rule"), [("boss", ""), ("walker, guest", " for boss"), ("walker", "")])
def test_who_may_not_see_it_there_does_not_see_it_here(
    make: Callable[..., Place], who: str, rule: str
) -> None:
    place = made(make, who, rule)
    walking(place)
    guest = place.person("guest", "Guest")
    for path in ("/walks", "/api/walk", "/api/walk/1", "/data/walk/1", "/data/walk", "/data/walk/rows.csv"):
        assert TOWN not in guest.get(path).text, path
    for path in (f"/data/walk?search={TOWN}", f"/api/-/search?search={TOWN}"):
        assert "Lakeround" not in guest.get(path).text, path
    found = ("Lakeround" in guest.get(f"/data/walk?from_town={each}").text for each in (TOWN, "Nowhere"))
    assert len(set(found)) == 1
    assert TOWN in place.person("boss", "Boss").get("/walks").text


def test_nothing_is_set_by_such_a_path() -> None:
    source = APP.replace(" RULE", "").replace("WHO", "walker").lstrip()
    action = '\naction Move on Walk for walker\n  set leader.town = "X"\n'
    assert check(source + action, vocabulary()).app is None


def test_renaming_goes_through_people_too() -> None:
    source = APP.replace(" RULE", "").replace("WHO", "walker").lstrip()
    renamed = rename_field(source, "Profile", "town", "place", vocabulary())
    assert "leader.place" in renamed
    assert "leader.town" not in renamed
    assert check(renamed, vocabulary()).app is not None


@pytest.mark.parametrize(
    "lines",
    [
        *("one per person", "one per person where town is not empty", "one per person, town"),
        *("", "town: text", "no overlap of from, until per person", "photo: image"),
    ],
)
def test_the_names_and_the_app_agree_on_what_the_profile_is(lines: str) -> None:
    source = f"""
app A
  people: member
  member may see, add own
thing Card
  town: text
  from: date
  until: date
  person: person = me
  {lines}
thing Second
  photo: image
  person: person = me
  one per person
"""
    checked = check(source.strip() + "\n", vocabulary())
    words = words_of(vocabulary())
    symbols = Symbols(expand(checked.blueprint, words).blueprint, words)
    if checked.app is not None:
        assert symbols.profile is not None
        assert checked.app.profile is not None
        assert symbols.profile.key == checked.app.profile.key
