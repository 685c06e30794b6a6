"""What people are told of what others do: named, answered, commented, reviewed, written to, followed."""

import re
from collections.abc import Callable

import pytest
from tests.runtime.conftest import Client, Place

APP = """
app Club
  people: member, guest, boss
  member may see, add own, change own
  boss may do all

thing Profile
  name: text, required
  person: person = me
  one per person
  has follows

thing Walk
  title: text, required
  words: long text
  leader: person = me
  has comments, ratings

thing Secret
  text: long text, required
  writer: person = me
  boss may do all
  member may see own, add own

thing Note
  text: long text, required
  from: person = me
  to: person, required
  member may see where from = me or to = me
  member may add own

page Notes for member
  messages of Note
"""


@pytest.fixture
def club(make: Callable[..., Place]) -> Place:
    return make(APP.lstrip())


@pytest.fixture
def people(club: Place) -> dict[str, Client]:
    return {name: club.person("member", name) for name in ("Ann", "Ben Okafor", "王小明")}


def post(client: Client, thing: str, **values: str) -> None:
    answer = client.post(f"/data/{thing}", values)
    assert answer.status_code == 303, answer.text


def told(client: Client) -> list[str]:
    page = client.get("/-/notices").text
    return [
        re.sub(r"<[^>]+>", "", found)
        for found in re.findall(r'<p class="whitespace-pre[^>]*>(.*?)</p>', page)
    ]


def test_a_comment_is_told_to_whose_the_row_is_and_an_answer_to_who_said_it(
    people: dict[str, Client],
) -> None:
    ann, ben, wang = people.values()
    post(ann, "walk", title="Lake")
    post(ben, "walk_comment", walk="1", text="How long?")
    assert told(ann) == ["New: Ben Okafor commented on “Lake”"]
    assert 'href="/data/walk/1#comments"' in ann.get("/-/notices").text
    post(ann, "walk_comment", walk="1", text="Two hours", reply_to="1")
    assert told(ben) == ["New: Ann answered you in “Lake”"]
    post(wang, "walk_review", walk="1", stars="5")
    assert told(ann)[0] == "New: 王小明 reviewed “Lake”"


def test_nobody_is_told_of_what_they_do_themselves(people: dict[str, Client]) -> None:
    ann = people["Ann"]
    post(ann, "walk", title="Lake", words="@Ann and @ann")
    post(ann, "walk_comment", walk="1", text="@Ann, see")
    post(ann, "walk_comment", walk="1", text="yes", reply_to="1")
    assert told(ann) == []


def test_who_is_named_is_told_once_whatever_the_script(people: dict[str, Client]) -> None:
    ann, ben, wang = people.values()
    post(ann, "walk", title="Lake", words="@Ben Okafor @ben okafor come, @王小明你好. me@Anna.org @Benno")
    assert told(ben) == ["New: Ann mentioned you in “Lake”"]
    assert told(wang) == ["New: Ann mentioned you in “Lake”"]


def test_many_become_one_until_it_is_read(club: Place, people: dict[str, Client]) -> None:
    ann, ben, wang = people.values()
    post(ann, "walk", title="Lake")
    for each in (ben, wang, ben, club.person("member", "Zoe")):
        post(each, "walk_comment", walk="1", text="Yes")
    assert told(ann) == ["New: Zoe and 2 others commented on “Lake”"]
    ann.post("/-/notices")
    post(ben, "walk_comment", walk="1", text="More")
    assert told(ann) == ["New: Ben Okafor commented on “Lake”", "Zoe and 2 others commented on “Lake”"]


def test_only_who_may_see_the_place_is_told(club: Place, people: dict[str, Client]) -> None:
    ann, ben, _ = people.values()
    boss, guest = club.person("boss", "Boss"), club.person("guest", "Guest")
    post(ann, "secret", text="@Ben Okafor @Boss @Guest @王小明")
    assert told(ben) == told(guest) == []
    assert told(boss) == ["New: Ann mentioned you in “@Ben Okafor @Boss @Guest @王小明”"]


def test_a_message_and_a_follower_are_told(people: dict[str, Client]) -> None:
    ann, ben, wang = people.values()
    post(ann, "note", text="Hi @Ben Okafor", to=str(ben.person))
    assert told(ben) == ["New: Ann wrote to you"]
    assert 'href="/notes"' in ben.get("/-/notices").text
    post(ben, "profile", name="Ben")
    post(wang, "profile_follower", profile="1")
    assert told(ben)[0] == "New: 王小明 follows you"
    assert f'href="/-/person/{wang.person}"' in ben.get("/-/notices").text


def test_what_is_gone_or_hidden_since_is_not_named_any_more(club: Place, people: dict[str, Client]) -> None:
    ann, ben, _ = people.values()
    post(ann, "walk", title="Topsecret", words="@Ben Okafor")
    club.store.people.set_role(ben.person or 0, "guest")
    assert told(ben) == ["New: Ann mentioned you"]
    assert "Topsecret" not in ben.get("/-/notices").text


def test_scripts_tell_too_and_a_refused_row_tells_nobody(people: dict[str, Client]) -> None:
    ann, ben, _ = people.values()
    assert ann.api("POST", "/api/walk", {"title": "Sea", "words": "@Ben Okafor"}).status_code == 201
    assert told(ben) == ["New: Ann mentioned you in “Sea”"]
    assert ann.api("POST", "/api/walk", {"words": "@Ben Okafor"}).status_code == 400
    assert len(told(ben)) == 1


def test_names_are_text(club: Place, people: dict[str, Client]) -> None:
    ann = people["Ann"]
    post(ann, "walk", title="<b>Lake</b>")
    post(club.person("member", "<img src=x onerror=alert(1)>"), "walk_comment", walk="1", text="Hm")
    page = ann.get("/-/notices").text
    assert "<img src=x" not in page
    assert "<b>Lake" not in page


def test_who_is_named_later_is_told_then_and_only_once(people: dict[str, Client]) -> None:
    ann, ben, wang = people.values()
    post(ann, "walk", title="Lake", words="With @Ben Okafor")
    values = {"title": "Lake", "words": "With @Ben Okafor and @王小明", "version": "1"}
    assert ann.post("/data/walk/1", values).status_code == 303
    assert told(wang) == ["New: Ann mentioned you in “Lake”"]
    ben.post("/-/notices")
    assert ann.post("/data/walk/1", values | {"title": "Sea", "version": "2"}).status_code == 303
    assert told(ben) == ["Ann mentioned you in “Sea”"]


def test_what_is_said_without_a_name_is_told_without_one(make: Callable[..., Place]) -> None:
    place = make(APP.replace("has comments, ratings", "has comments with anonymous = yes").lstrip())
    ann, ben = place.person("member", "Ann"), place.person("member", "Ben")
    post(ann, "walk", title="Lake")
    post(ben, "walk_comment", walk="1", text="I was there, @Ann")
    assert told(ann) == ["New: Somebody mentioned you in “Lake”"]
    assert "Ben" not in ann.get("/-/notices").text


def test_files_made_before_there_were_such_notices(club: Place, people: dict[str, Client]) -> None:
    ann, ben, _ = people.values()
    post(ann, "walk", title="Lake")
    with club.store.noting() as connection:
        for table in ("_told", "_mail_wishes", "_unmailed"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
    assert ann.get("/-/notices").status_code == 200
    assert ann.get("/-/mail").status_code == 200
    post(ben, "walk_comment", walk="1", text="Hm")
    assert told(ann) == ["New: Ben Okafor commented on “Lake”"]
