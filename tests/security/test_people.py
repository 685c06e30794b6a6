"""Likes, bookmarks, chat, messages and profiles: who is not meant neither sees, finds nor counts them."""

from collections.abc import Callable

import pytest
from tests.runtime.conftest import Client, Place

SECRET = "qqsecretqq"
BEN = "Benqqq"
PEOPLE = (("member", "Ann"), ("member", BEN), ("boss", "Boss"))
NOTES = (
    *("/inbox", "/data/note", "/data/note/1", f"/data/note?search={SECRET}", "/data/note/rows.csv"),
    *("/api/note", "/api/note/1", "/api/note/groups"),
)
CLUB = """
app Club
  people: member, boss

thing Photo
  title: text, required
  by: person = me
  visitor may see
  member may add, change own, remove own
  boss may do all
  has likes, bookmarks, votes, ratings

thing Note
  from: person = me
  to: person, required
  text: long text, required
  member, boss may see where from = me or to = me
  member, boss may add own, remove own

thing Diary
  words: text, required
  writer: person = me
  member may see own, add

page Inbox for member, boss
  messages of Note
"""


@pytest.fixture
def club(make: Callable[..., Place]) -> Place:
    return make(CLUB.lstrip())


def sent(client: Client, thing: str, values: dict[str, str]) -> None:
    assert client.post(f"/data/{thing}", values).status_code == 303


def test_a_heart_is_pressed_once_and_taken_back(club: Place) -> None:
    ann, ben = club.person("member", "ann"), club.person("member", "ben")
    sent(ann, "photo", {"title": "Sea"})
    assert 'aria-pressed="false"' in ben.get("/data/photo/1").text
    sent(ben, "photo_like", {"photo": "1"})
    assert ben.post("/data/photo_like", {"photo": "1"}).status_code == 400
    page = ben.get("/data/photo/1").text
    assert "/data/photo_like/1/remove" in page
    assert ann.post("/data/photo_like/1/remove").status_code == 403
    assert ben.post("/data/photo_like/1/remove").status_code == 303
    assert club.rows("photo_like") == []


def test_what_somebody_saved_nobody_else_knows(club: Place) -> None:
    ann, boss, guest = club.person("member", "ann"), club.person("boss", "boss"), club.visitor()
    sent(ann, "photo", {"title": "Lagoon"})
    sent(ann, "photo_bookmark", {"photo": "1"})
    assert "Lagoon" in ann.get("/saved").text
    assert "Lagoon" not in boss.get("/saved").text
    assert guest.get("/saved").status_code in (303, 401, 403)
    for other in (boss, guest):
        for path in ("/data/photo_bookmark", "/data/photo_bookmark/1", "/api/photo_bookmark/1"):
            assert other.get(path).status_code in (200, 303, 401, 403, 404), path
            assert "/data/photo_bookmark/1" not in other.get(path).text.replace(path, ""), path
        assert "/data/photo_bookmark/1/remove" not in other.get("/data/photo/1").text


def test_a_vote_is_turned_round(club: Place) -> None:
    ann = club.person("member", "ann")
    sent(ann, "photo", {"title": "Sea"})
    sent(ann, "photo_vote", {"photo": "1", "direction": "up"})
    assert ann.post("/data/photo_vote/1", {"direction": "down"}).status_code == 303
    assert [row["direction"] for row in club.rows("photo_vote")] == ["down"]


def test_everybody_reviews_once_and_within_the_stars(club: Place) -> None:
    ann, ben = club.person("member", "ann"), club.person("member", "ben")
    sent(ann, "photo", {"title": "Sea"})
    sent(ben, "photo_review", {"photo": "1", "stars": "4", "text": "<b>fine</b>"})
    assert ben.post("/data/photo_review", {"photo": "1", "stars": "5"}).status_code == 400
    assert ann.post("/data/photo_review", {"photo": "1", "stars": "9"}).status_code == 400
    assert "<b>fine" not in ann.get("/data/photo/1").text


def test_a_message_is_for_two(club: Place) -> None:
    ann, ben = club.person("member", "ann"), club.person("member", "ben")
    eve, boss, guest = club.person("member", "eve"), club.person("boss", "boss"), club.visitor()
    sent(ann, "note", {"to": str(ben.person), "text": SECRET})
    assert all(SECRET in each.get("/inbox").text for each in (ann, ben))
    assert SECRET not in club.owner().get("/inbox").text
    for other in (eve, boss, guest):
        for path in (*NOTES, f"/-/person/{ann.person}"):
            assert SECRET not in other.get(path).text.replace(f'value="{SECRET}"', "").replace(
                f"search={SECRET}", ""
            ), path
    assert ben.post("/data/note/1/remove").status_code == 403
    assert eve.post("/data/note/1/remove").status_code == 404
    sent(eve, "note", {"to": str(ben.person), "text": "hi", "from": str(ann.person)})
    assert club.rows("note")[-1]["from"] == eve.person


def test_a_profile_shows_what_the_viewer_sees_anyway(club: Place) -> None:
    ann, ben, guest = club.person("member", "ann"), club.person("member", "ben"), club.visitor()
    sent(ann, "photo", {"title": "Sea"})
    sent(ann, "diary", {"words": SECRET})
    mine = ann.get(f"/-/person/{ann.person}")
    assert "Sea" in mine.text
    assert SECRET in mine.text
    for other in (ben, guest):
        page = other.get(f"/-/person/{ann.person}")
        assert "Sea" in page.text
        assert SECRET not in page.text
        assert "@" not in page.text.split("<main")[1].split("</main>")[0]
    assert guest.get(f"/-/person/{ben.person}").status_code == 404
    assert ann.get("/-/person/987654").status_code == 404


def test_the_directory_is_for_those_who_are_signed_in(make: Callable[..., Place]) -> None:
    place = make(CLUB.lstrip() + "\npage Who\n  members\n\npage Seniors for boss\n  members\n")
    ann, ben, guest = place.person("member", "Annqqq"), place.person("member", BEN), place.visitor()
    assert BEN in ann.get("/who").text
    assert ann.get(f"/-/person/{ben.person}").status_code == 200
    assert ann.get("/seniors").status_code == 403
    for path in ("/who", "/", f"/-/person/{ben.person}"):
        assert BEN not in guest.get(path).text
    narrow = make(CLUB.lstrip().replace("Club", "Two", 1) + "\npage Seniors for boss\n  members\n")
    cleo, dan = narrow.person("member", "Cleo"), narrow.person("member", "Dan")
    assert cleo.get(f"/-/person/{dan.person}").status_code == 404


def test_people_rename_themselves_and_nobody_else(club: Place) -> None:
    ann, guest = club.person("member", "ann"), club.visitor()
    assert ann.post("/-/account/name", {"name": "  Ann   Lee "}).status_code == 303
    assert club.store.people.get(ann.person or 0).name == "Ann Lee"
    for wrong in ("", "x" * 101, "a\u202eb"):
        assert ann.post("/-/account/name", {"name": wrong}).status_code == 400
    assert guest.post("/-/account/name", {"name": "x"}).status_code in (303, 401, 403)


def test_a_script_learns_who_it_is(club: Place) -> None:
    script = club.script("member")
    told = script.api("GET", "/api/-/account")
    assert told.json()["id"] == script.person
    assert "password" not in told.text
    assert club.visitor().api("GET", "/api/-/account").status_code in (401, 403)


def test_who_wrote_without_a_name_is_told_to_nobody_but_the_owner(make: Callable[..., Place]) -> None:
    place = make(CLUB.lstrip().replace("votes, ratings", "comments, ratings with anonymous = yes"))
    ann, ben, boss = (place.person(role, name) for role, name in PEOPLE)
    sent(ann, "photo", {"title": "Sea", "by": str(ann.person)})
    sent(ben, "photo_comment", {"photo": "1", "text": "words"})
    sent(ben, "photo_review", {"photo": "1", "stars": "3"})
    for other in (ann, boss):
        for path in ("/data/photo/1", "/data/photo_comment", "/data/photo_comment/1", "/api/photo_comment",
                     "/api/photo_review", "/data/photo_comment/rows.csv"):  # fmt: skip
            assert BEN not in other.get(path).text, path
        assert ben.person is not None
        assert other.get(f"/-/person/{ben.person}").status_code == 404
    assert BEN in place.owner().get("/data/photo/1").text
    assert ben.post("/data/photo_comment/1/remove").status_code == 303
    assert "How was it?" not in ben.get("/data/photo/1").text


def test_a_name_behind_an_at_sign_leads_to_the_person(make: Callable[..., Place]) -> None:
    place = make(CLUB.lstrip().replace("votes", "comments"))
    ann, ben = place.person("member", "Ann <b>Lee"), place.person("member", "Ben")
    sent(ann, "photo", {"title": "Sea"})
    sent(ann, "photo_comment", {"photo": "1", "text": "first @Nobody"})
    sent(ben, "photo_comment", {"photo": "1", "text": "hello @Ann <b>Lee and <i>you</i>"})
    page = ben.get("/data/photo/1").text
    assert f'href="/-/person/{ann.person}">@Ann &lt;b&gt;Lee</a>' in page
    assert "<i>you" not in page
    assert "@Nobody</a>" not in page
