"""Views of a list that a person keeps: for that person alone, with the app's history."""

from tests.runtime.conftest import Club


def test_a_view_is_kept_under_a_name_and_forgotten(club: Club) -> None:
    page = club.organiser.get("/data/bike?kind=road&sort=-name&page=2").text
    assert 'name="query" value="kind=road&amp;sort=-name"' in page
    given = {"do": "keep", "name": "Road bikes", "query": "kind=road&sort=-name"}
    response = club.organiser.post("/data/bike/views", given)
    assert response.headers["location"] == "/data/bike?kind=road&sort=-name"
    seen = club.organiser.get("/data/bike").text
    assert 'href="/data/bike?kind=road&amp;sort=-name"' in seen
    assert "Road bikes" in seen
    assert "Road bikes" not in club.owner.get("/data/bike").text
    club.place.store.undo()
    assert "Road bikes" not in club.organiser.get("/data/bike").text
    club.place.store.redo()
    club.organiser.post("/data/bike/views", {"do": "forget", "name": "Road bikes"})
    assert "Road bikes" not in club.organiser.get("/data/bike").text


def test_a_view_leads_nowhere_else_and_there_is_an_end_to_them(club: Club) -> None:
    club.member.get("/mine")
    evil = {"do": "keep", "name": "<b>x</b>", "query": "//evil.example?a=<script>"}
    assert club.member.post("/data/loan/views", evil).headers["location"].startswith("/data/loan")
    page = club.member.get("/data/loan").text
    assert "<b>x</b>" not in page
    assert 'href="//evil' not in page
    for number in range(19):
        assert club.member.post("/data/loan/views", {"name": f"V{number}", "query": ""}).status_code == 303
    assert club.member.post("/data/loan/views", {"name": "One more", "query": ""}).status_code == 400
    assert club.member.post("/data/loan/views", {"name": " ", "query": ""}).status_code == 400
    assert club.member.post("/data/secret/views", {"name": "x", "query": ""}).status_code == 403
    assert club.guest.post("/data/bike/views", {"name": "x", "query": ""}).status_code in (303, 401)
