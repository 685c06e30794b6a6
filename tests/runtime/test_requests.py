"""Who asks for what, and what is answered: one line a case."""

from typing import Any

import pytest

GUEST, MEMBER, ORGANISER, OWNER = "guest", "member", "organiser", "owner"
CASES: list[tuple[str, str, str, Any, int, tuple[str, ...], tuple[str, ...]]] = [
    # who, method, path, body, status, must contain, must not contain
    (GUEST, "GET", "/", None, 200, ("Bikes", "Trek"), ("Mine", "LOCK77")),
    (GUEST, "GET", "/bikes", None, 200, ("Trek", "/data/bike/1"), ("/data/bike/1/edit", "/data/bike/new")),
    (GUEST, "GET", "/mine", None, 303, (), ()),
    (GUEST, "GET", "/late", None, 303, (), ()),
    (GUEST, "GET", "/data/bike", None, 200, ("Trek",), ("ock code", "LOCK77")),
    (GUEST, "GET", "/data/bike/1", None, 200, ("Trek",), ("LOCK77", "ode length")),
    (GUEST, "GET", "/data/bike/99", None, 404, ("Nothing here",), ()),
    (GUEST, "GET", "/data/bike/new", None, 303, (), ()),
    (GUEST, "GET", "/data/loan", None, 303, (), ()),
    (GUEST, "GET", "/data/loan/1", None, 303, (), ()),
    (GUEST, "GET", "/data/secret", None, 303, (), ()),
    (GUEST, "GET", "/nothing", None, 404, ("Nothing here",), ()),
    (GUEST, "GET", "/data/nothing", None, 404, ("Nothing here",), ()),
    (GUEST, "GET", "/-/people", None, 303, (), ()),
    (GUEST, "GET", "/api/bike", None, 200, ('"Trek"',), ("LOCK77", "lock_code", "code_length")),
    (GUEST, "GET", "/api/loan", None, 401, ("error",), ("borrower",)),
    (GUEST, "GET", "/api/bike/1", None, 200, ('"Trek"',), ("LOCK77",)),
    (GUEST, "POST", "/api/suggestion", {"text": "Paint"}, 201, ('"id":1',), ("Paint",)),
    (GUEST, "POST", "/api/bike", {"name": "X"}, 401, ("error",), ()),
    (GUEST, "PUT", "/api/bike/1", None, 405, ("error",), ()),
    (GUEST, "DELETE", "/data/bike/1", None, 405, (), ()),
    (GUEST, "GET", "/openapi.json", None, 200, ('"openapi":"3.1.0"', "/api/loan/{id}"), ()),
    (GUEST, "GET", "/figures", None, 303, (), ()),
    (GUEST, "GET", "/ideas", None, 200, ("Add suggestion",), ()),
    (MEMBER, "GET", "/", None, 200, ("Mine", "Borrow"), ("Late", "Scrap")),
    (MEMBER, "GET", "/mine", None, 200, ("My loans", "Giant"), ("/data/loan/2",)),
    (MEMBER, "GET", "/late", None, 403, ("Not allowed",), ()),
    (MEMBER, "GET", "/data/loan", None, 200, ("Giant", "/data/loan/1"), ("/data/loan/2",)),
    (MEMBER, "GET", "/data/loan/1", None, 200, ("Giant",), ()),
    (MEMBER, "GET", "/data/loan/2", None, 404, ("Nothing here",), ("private words",)),
    (MEMBER, "GET", "/data/loan/2/edit", None, 404, (), ("private words",)),
    (MEMBER, "GET", "/data/loan/1/edit", None, 200, ('name="due"',), ('name="borrower"',)),
    (MEMBER, "GET", "/data/secret", None, 403, ("Not allowed",), ()),
    (MEMBER, "GET", "/data/bike/new", None, 403, (), ()),
    (MEMBER, "GET", "/data/bike/1/edit", None, 403, (), ()),
    (MEMBER, "POST", "/data/bike/1/remove", {}, 403, (), ()),
    (MEMBER, "POST", "/data/loan/1/remove", {}, 403, (), ()),
    (MEMBER, "POST", "/data/loan/2/remove", {}, 404, (), ()),
    (MEMBER, "POST", "/data/loan/2", {"stars": "1"}, 404, (), ()),
    (MEMBER, "POST", "/data/loan/1", {"stars": "9"}, 400, ("at most 5", 'value="9"'), ()),
    (MEMBER, "POST", "/data/loan/1", {"stars": "4"}, 303, (), ()),
    (MEMBER, "POST", "/data/loan", {"bike": "1"}, 303, (), ()),
    (
        MEMBER,
        "POST",
        "/data/loan",
        {"due": "never"},
        400,
        ("must be a date", "bike is required", 'value="never"'),
        (),
    ),
    (MEMBER, "POST", "/data/bike/1/do/borrow", {}, 303, (), ()),
    (MEMBER, "POST", "/data/bike/2/do/borrow", {}, 409, ("Not possible now",), ()),
    (MEMBER, "POST", "/data/bike/1/do/scrap", {}, 403, (), ()),
    (MEMBER, "POST", "/data/loan/1/do/return", {}, 303, (), ()),
    (MEMBER, "POST", "/data/loan/2/do/return", {}, 404, (), ()),
    (MEMBER, "POST", "/do/note", {}, 303, (), ()),
    (MEMBER, "GET", "/-/people", None, 403, (), ()),
    (MEMBER, "POST", "/-/samples/remove", {}, 403, (), ()),
    (MEMBER, "GET", "/api/loan", None, 200, ('"total":1',), ("private words",)),
    (MEMBER, "GET", "/api/loan/2", None, 404, ("error",), ("private words",)),
    (MEMBER, "GET", "/api/loan?search=private", None, 200, ('"total":0',), ("private words",)),
    (MEMBER, "GET", "/api/loan/groups?by=bike&measure=count", None, 200, ('"count":1',), ('"count":2',)),
    (MEMBER, "GET", "/api/secret/groups", None, 403, ("error",), ()),
    (MEMBER, "PATCH", "/api/loan/1", {"stars": 3}, 200, ('"stars":3',), ()),
    (MEMBER, "PATCH", "/api/loan/1", {"stars": 0}, 400, ('"stars":"stars must be at least 1"',), ()),
    (MEMBER, "PATCH", "/api/loan/1", {"borrower": 2}, 400, ('"borrower"',), ()),
    (
        MEMBER,
        "PATCH",
        "/api/loan/1",
        {"_by": 2, "_id": 7, "overdue": True},
        400,
        ("_by", "_id", "overdue"),
        (),
    ),
    (MEMBER, "PATCH", "/api/loan/2", {"stars": 3}, 404, ("error",), ()),
    (MEMBER, "PATCH", "/api/bike/1", {"name": "Mine"}, 403, ("error",), ()),
    (MEMBER, "DELETE", "/api/loan/1", None, 403, ("error",), ()),
    (MEMBER, "DELETE", "/api/loan/2", None, 404, ("error",), ()),
    (MEMBER, "POST", "/api/bike/1/borrow", None, 200, ('"available":false',), ()),
    (MEMBER, "POST", "/api/bike/2/borrow", None, 409, ("not possible now",), ()),
    (MEMBER, "POST", "/api/bike/1/scrap", None, 403, ("error",), ()),
    (MEMBER, "POST", "/api/do/note", None, 200, ("Note",), ()),
    (MEMBER, "POST", "/api/loan", {"bike": 1, "borrower": 2}, 400, ('"borrower"',), ()),
    (MEMBER, "POST", "/api/loan", {"bike": 77}, 400, ("one of the list",), ()),
    (MEMBER, "POST", "/api/loan", ["bike"], 400, ("error",), ()),
    (ORGANISER, "GET", "/data/bike/1", None, 200, ("LOCK77", "Scrap", "/data/bike/1/edit"), ()),
    (ORGANISER, "GET", "/late", None, 200, ("Late",), ()),
    (ORGANISER, "GET", "/figures", None, 200, ("Giant",), ()),
    (ORGANISER, "POST", "/data/bike/1", {"name": ""}, 400, ("name is required",), ()),
    (ORGANISER, "POST", "/data/bike/2", {"frame": "F1"}, 400, ("Another entry already has this frame",), ()),
    (ORGANISER, "POST", "/data/bike/1/remove", {}, 303, (), ()),
    (ORGANISER, "POST", "/data/bike/2/remove", {}, 409, ("needed",), ()),
    (ORGANISER, "POST", "/data/bike/1/do/scrap", {}, 303, (), ()),
    (ORGANISER, "GET", "/data/secret/1", None, 403, (), ("the treasure",)),
    (OWNER, "GET", "/data/secret/1", None, 200, ("the treasure",), ()),
    (OWNER, "GET", "/-/people", None, 200, ("member", "organiser"), ()),
    (OWNER, "POST", "/-/people/1", {"role": "organiser"}, 303, (), ()),
    (OWNER, "POST", "/-/people/1", {"role": "owner"}, 400, ("no such role",), ()),
    (OWNER, "POST", "/-/people/99", {"role": "member"}, 404, (), ()),
    (OWNER, "POST", "/-/samples/remove", {}, 303, (), ()),
]


@pytest.mark.parametrize(("who", "method", "path", "body", "status", "has", "lacks"), CASES)
def test_answer(
    club: Any,
    who: str,
    method: str,
    path: str,
    body: Any,
    status: int,
    has: tuple[str, ...],
    lacks: tuple[str, ...],
) -> None:
    client = getattr(club, who)
    client.get("/ideas")
    before = club.place.dump()
    if path.startswith("/api/"):
        response = client.api(method, path, body)
    elif method == "POST":
        response = client.post(path, body)
    else:
        response = client.send(method, path)
    assert response.status_code == status, response.text
    for words in has:
        assert words in response.text
    for words in lacks:
        assert words not in response.text
    if status >= 400 or method == "GET":
        assert club.place.dump() == before
