"""People's pictures: shown wherever a person is, and to nobody who may not see them in the profile."""

from collections.abc import Callable

import pytest
from tests.runtime.conftest import Client, Place
from tests.security.test_uploads import picture

from appling.atoms.base.people import TINTS, initials, tint

APP = """
app Club
  people: member, boss
  visitor may see
  member may add own, change own
  boss may do all

thing Profile
  name: text, required
  photo: image RULE
  person: person = me
  one per person
  WHO may see
  member may add own, change own
  boss may do all
  has follows

thing Walk
  title: text, required
  leader: person = me
  has comments

page Walks
  table of Walk show title, leader
  leaderboard of Walk by leader show count()
page Members for member, boss
  members
"""


def club(make: Callable[..., Place], who: str = "visitor", rule: str = "") -> Place:
    return make(APP.replace(" RULE", rule).replace("WHO", who).lstrip())


def face_of(place: Place, name: str) -> tuple[Client, str]:
    person, given = place.person("member", name), {"photo": ("me.png", picture(), "image/png")}
    assert person.post("/data/profile", {"name": name}, files=given).status_code == 303
    if place.rows("profile")[-1]["photo"] is None:
        values = {"name": name, "person": str(person.person), "version": "1"}
        answer = place.person("boss", "sets it").post("/data/profile/1", values, files=given)
        assert answer.status_code == 303, answer.text
    assert person.post("/data/walk", {"title": "Lake"}).status_code == 303
    return person, f"/files/{place.rows('profile')[-1]['photo']}"


PLACES = ("/walks", "/data/walk/1", "/-/person/{ann}", "/data/walk")


def test_it_stands_wherever_the_person_is_shown(make: Callable[..., Place]) -> None:
    place = club(make)
    ann, face = face_of(place, "Ann")
    assert ann.post("/data/walk_comment", {"walk": "1", "text": "Come"}).status_code == 303
    me = place.rows("profile")[0]["person"]
    for path in (*PLACES, "/members"):
        page = place.person("member", "ben").get(path.format(ann=me)).text
        assert f'src="{face}"' in page, path
    assert place.visitor().get(face).status_code == 200


@pytest.mark.parametrize(("who", "rule"), [("boss", ""), ("visitor", " for boss"), ("member", "")])
def test_who_may_not_see_the_profile_gets_letters(make: Callable[..., Place], who: str, rule: str) -> None:
    place = club(make, who, rule)
    _, face = face_of(place, "Ann")
    me = place.rows("profile")[0]["person"]
    visitor = place.visitor()
    for path in PLACES:
        page = visitor.get(path.format(ann=me)).text
        assert face not in page, path
        assert "avatar-letter" in page, path
    assert visitor.get(face).status_code == 404
    assert f'src="{face}"' in place.person("boss", "boss").get("/walks").text


def test_the_picture_of_another_app_is_not_there(make: Callable[..., Place]) -> None:
    one, other = club(make), club(make)
    _, face = face_of(one, "Ann")
    assert other.person("member", "ben").get(face).status_code == 404


def test_a_browser_keeps_it_for_a_while_and_for_one_person(make: Callable[..., Place]) -> None:
    place = club(make)
    ann, face = face_of(place, "Ann")
    headers = ann.get(face).headers
    assert headers["cache-control"] == "private, max-age=600"
    assert "Cookie" in headers["vary"]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        *(("Ann Keller", "AK"), ("ann", "A"), ("王小明", "王"), ("أمينة سعيد", "أ"), ("", "?"), ("  ", "?")),
        *(
            ("Élodie de la Fontaine", "ÉF"),
            ("Ольга Б", "ОБ"),
            ("🐙", "🐙"),
            ("<b> x", "X"),
            ("O'Neil, Ann", "OA"),
        ),
    ],
)
def test_letters_stand_for_a_name(name: str, letters: str) -> None:
    assert initials(name) == letters
    assert 1 <= tint(name) <= TINTS
