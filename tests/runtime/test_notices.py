"""The bell, its page, the owner's page of jobs, and addresses for other programs."""

import re
from collections.abc import Callable
from textwrap import dedent

import pytest
from tests.runtime.conftest import Place

SOURCE = """
    app Club
      people: member
      visitor may see
      member may add
    thing Idea
      title: text, required
      votes: number, min 0
      secret: text for owner
      by: person = me
    when Idea is added
      notify member "New: {title}"
      notify owner "{title} <b>"
    """


@pytest.fixture
def club(make: Callable[..., Place]) -> Place:
    return make(dedent(SOURCE).lstrip())


def test_each_sees_their_own_notices(club: Place) -> None:
    owner, kim, lee = club.owner(), club.person("member", "Kim"), club.person("member", "Lee")
    assert "Nothing yet" in kim.get("/-/notices").text
    kim.post("/data/idea", {"title": "Tea"})
    assert "Notices, 1 unread" in kim.get("/").text
    assert "New: Tea" in lee.get("/-/notices").text
    assert "New: Tea" not in owner.get("/-/notices").text
    assert "Tea &lt;b&gt;" in owner.get("/-/notices").text
    assert club.visitor().get("/-/notices").status_code in (303, 401)


def test_a_notice_of_a_row_that_is_gone_leads_nowhere(club: Place) -> None:
    owner, kim = club.owner(), club.person("member", "Kim")
    kim.post("/data/idea", {"title": "Tea"})
    assert 'href="/data/idea/1"' in owner.get("/-/notices").text
    owner.post("/data/idea/1/remove")
    text = owner.get("/-/notices").text
    assert "Tea &lt;b&gt;" in text
    assert 'href="/data/idea/1"' not in text


def test_marking_as_read_touches_only_ones_own(club: Place) -> None:
    kim, lee = club.person("member", "Kim"), club.person("member", "Lee")
    kim.post("/data/idea", {"title": "Tea"})
    (mine,) = club.store.notices.of(kim.person or 0)
    lee.post("/-/notices", {"notice": str(mine.id)})
    assert club.store.notices.unread(kim.person or 0) == 1
    kim.post("/-/notices", {"notice": str(mine.id)})
    assert "Notices, 0 unread" in kim.get("/").text
    kim.post("/data/idea", {"title": "Two"})
    kim.post("/-/notices")
    assert club.store.notices.unread(kim.person or 0) == 0
    assert club.store.notices.unread(lee.person or 0) == 2
    assert kim.post("/-/notices", {"notice": "9" * 30}).status_code == 303


def test_the_page_of_jobs_is_the_owners(club: Place) -> None:
    text = club.owner().get("/-/jobs").text
    assert "when Idea is added" in text
    assert "a notice to member, a notice to the owner" in text
    assert "No mail server is set" in text
    assert club.person("member").get("/-/jobs").status_code == 403


def test_another_program_adds_rows(club: Place) -> None:
    owner = club.owner()
    text = owner.post("/-/jobs", {"thing": "idea", "name": "Form"}).text
    found = re.search(r"/api/-/hook/([\w-]+)", text)
    assert found is not None
    address = found[0]
    stranger = club.visitor()
    assert stranger.send("POST", address, json={"title": "From outside", "secret": "s"}).status_code == 201
    assert [row["title"] for row in club.rows("idea")] == ["From outside"]
    assert stranger.send("POST", address, json={"votes": -1}).status_code == 400
    assert stranger.send("POST", address, json={"title": "x", "_by": 1}).status_code == 400
    assert stranger.send("POST", f"{address}x", json={"title": "x"}).status_code == 404
    assert stranger.get(address).status_code == 405
    assert found[1] not in "\n".join(club.dump())
    (hook,) = club.store.hooks.all()
    assert stranger.send("POST", f"/api/-/hook/{hook.id}", json={"title": "x"}).status_code == 404
    owner.post("/-/jobs", {"remove": hook.id})
    assert stranger.send("POST", address, json={"title": "x"}).status_code == 404
    assert len(club.rows("idea")) == 1


def test_a_flood_is_slowed_down(club: Place) -> None:
    address = f"/api/-/hook/{club.store.hooks.make('idea', 'x')}"
    client = club.visitor()
    answers = [client.send("POST", address, json={}).status_code for _ in range(70)]
    assert answers[-1] == 429
    guesses = [club.visitor().send("POST", "/api/-/hook/guess", json={}).status_code for _ in range(40)]
    assert guesses[-1] == 429


# A forgotten password --------------------------------------------------------


def test_without_a_mail_server_the_owner_is_asked(club: Place) -> None:
    assert "Ask the owner" in club.visitor().get("/-/forgotten").text
    assert "forgotten?" not in club.visitor().get("/-/sign-in").text


def test_a_link_comes_by_mail(club: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPLING_SMTP", "smtp://127.0.0.1:9")
    person = club.store.people.create("Kim", "kim@club.org", "member", "hash")
    client = club.visitor()
    assert "forgotten?" in client.get("/-/sign-in").text
    client.get("/-/forgotten")
    known = client.post("/-/forgotten", {"email": "KIM@club.org"})
    unknown = club.visitor()
    unknown.get("/-/forgotten")
    other = unknown.post("/-/forgotten", {"email": "nobody@club.org"})
    assert known.status_code == other.status_code == 200
    assert re.sub(r'value="[^"]*"', "", known.text) == re.sub(r'value="[^"]*"', "", other.text)
    (job,) = club.store.jobs.listed()
    found = re.search(r"http\S+(/-/link/\S+)", job.text)
    assert found is not None
    assert job.target == "kim@club.org"
    assert person.name in club.visitor().get(found[1]).text
    answers = [client.post("/-/forgotten", {"email": "kim@club.org"}).status_code for _ in range(5)]
    assert answers[-1] == 429
