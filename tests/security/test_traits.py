"""What hangs on a row is never seen, counted, found or taken away by those who may not see the row."""

from collections.abc import Callable

import pytest
from tests.runtime.conftest import Client, Place

BLOG = """
app Blog
  people: member, moderator

thing Post
  title: text, required
  open: yes/no
  author: person = me
  visitor may see where open
  member may see own, add, change own, remove own
  moderator may do all
  has comments
"""
SECRET = "qqsecretqq"
PATHS = (
    *(
        "/data/post",
        "/data/post/1",
        "/data/post_comment",
        "/data/post_comment/1",
        "/data/post_comment/rows.csv",
    ),
    *("/api/post", "/api/post_comment", "/api/post_comment/1", "/api/post_comment/groups"),
    f"/data/post_comment?search={SECRET}",
)


def written(client: Client, thing: str, values: dict[str, str]) -> None:
    assert client.post(f"/data/{thing}", values).status_code == 303


@pytest.fixture
def blog(make: Callable[..., Place]) -> Place:
    return make(BLOG.lstrip())


def test_a_comment_on_a_hidden_row_is_nobody_else_s(blog: Place) -> None:
    ann, ben, guest = blog.person("member", "ann"), blog.person("member", "ben"), blog.visitor()
    written(ann, "post", {"title": "Mine"})
    written(ann, "post_comment", {"post": "1", "text": SECRET})
    assert SECRET in ann.get("/data/post/1").text
    for other in (ben, guest):
        for path in PATHS:
            assert SECRET not in other.get(path).text.replace(f'value="{SECRET}"', "").replace(
                f"search={SECRET}", ""
            ), path


def test_only_the_writer_and_the_moderator_take_a_comment_away(blog: Place) -> None:
    ann, ben, boss = (blog.person(role, name) for role, name in
                      (("member", "ann"), ("member", "ben"), ("moderator", "boss")))  # fmt: skip
    written(ann, "post", {"title": "Open", "open": "yes"})
    written(ben, "post_comment", {"post": "1", "text": "first"})
    written(ben, "post_comment", {"post": "1", "text": "second"})
    assert ann.post("/data/post_comment/1/remove").status_code == 403
    assert ann.post("/data/post_comment/1", {"text": "changed"}).status_code == 403
    assert ben.post("/data/post_comment/1/remove").status_code == 303
    assert boss.post("/data/post_comment/2", {"text": "changed"}).status_code == 403
    assert boss.post("/data/post_comment/2/remove").status_code == 303
    assert blog.rows("post_comment") == []


def test_nobody_writes_under_a_hidden_row_or_in_another_s_name(blog: Place) -> None:
    ann, ben = blog.person("member", "ann"), blog.person("member", "ben")
    written(ann, "post", {"title": "Mine"})
    written(ann, "post", {"title": "Open", "open": "yes"})
    assert ben.post("/data/post_comment", {"post": "1", "text": "x"}).status_code in (400, 403, 404)
    ben.post("/data/post_comment", {"post": "2", "text": "x", "author": str(ann.person)})
    assert [row["author"] for row in blog.rows("post_comment")] == [ben.person]
    assert blog.visitor().post("/data/post_comment", {"post": "2", "text": "x"}).status_code in (
        303,
        401,
        403,
    )
    assert len(blog.rows("post_comment")) == 1


def test_a_row_takes_its_comments_along(blog: Place) -> None:
    ann, ben = blog.person("member", "ann"), blog.person("member", "ben")
    written(ann, "post", {"title": "Open", "open": "yes"})
    written(ben, "post_comment", {"post": "1", "text": "x"})
    written(ben, "post_comment", {"post": "1", "text": "y", "reply_to": "1"})
    assert ann.post("/data/post/1/remove").status_code == 303
    assert blog.rows("post_comment") == []


def test_what_people_write_stays_text(blog: Place) -> None:
    ann = blog.person("member", "ann")
    written(ann, "post", {"title": "Open", "open": "yes"})
    written(
        ann, "post_comment", {"post": "1", "text": '<script>alert(1)</script>"><img src=x onerror=alert(1)>'}
    )
    page = ann.get("/data/post/1").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
