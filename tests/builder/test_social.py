"""What people asked to do with rows and each other gets the ready-made trait or part."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.complete import complete
from appling.builder.draft.steer import planned_things

HEAD = "app A\n  people: member, admin\n  visitor may see\n  member may add own\n  admin may do all\n"
VIDEO = "\nthing Category\n  name: text\n\nthing Video\n  title: text\n  category: Category\n"


@pytest.mark.parametrize(
    ("brief", "line"),
    [
        ("Users can browse, like and comment on videos.", "has comments, likes\n"),
        ("Users rate videos and read user reviews and ratings.", "has ratings\n"),
        ("Members keep a list of favourites.", "has bookmarks\n"),
        ("用户可以评论视频，也可以收藏。", "has comments, bookmarks\n"),
    ],
)
def test_a_trait_where_it_is_asked_for(brief: str, line: str) -> None:
    completed = complete(HEAD + VIDEO, brief, vocabulary())
    assert line in completed.source.split("thing Video")[1]
    assert check(completed.source, vocabulary()).errors == ()


@pytest.mark.parametrize(
    "brief",
    ["Manage tax rates and growth rate figures.", "Review applications for leave.", "It looks like a shop."],
)
def test_other_uses_of_the_words_ask_for_nothing(brief: str) -> None:
    assert "has " not in complete(HEAD + VIDEO, brief, vocabulary()).source


def test_a_thing_that_does_it_already_stays() -> None:
    source = HEAD + VIDEO + "\nthing Comment\n  video: Video\n  text: long text\n"
    assert "has " not in complete(source, "Users comment on videos.", vocabulary()).source


def test_people_talk_in_a_room_or_in_private() -> None:
    room = complete(HEAD + VIDEO, "A chat room for fans.", vocabulary()).source
    assert "chat of Chat Message" in room
    private = complete(HEAD + VIDEO, "An instant messaging website.", vocabulary()).source
    assert "messages of Message" in private
    assert "may see where sender = me or receiver = me" in private
    assert "chat of" not in private
    both = complete(HEAD + VIDEO, "Instant messaging with group chats.", vocabulary()).source
    assert "messages of Message" in both
    assert "chat of Chat Message" in both
    assert check(both, vocabulary()).errors == ()


def test_a_chat_goes_by_rooms_and_on_its_page_where_the_draft_has_them() -> None:
    source = HEAD + "\nthing Room\n  name: text\n\npage Chat\n  table of Room\n"
    completed = complete(source, "Fans chat in rooms.", vocabulary()).source
    assert "  room: Room, required\n" in completed
    assert "page Chat\n  table of Room\n  chat of Chat Message by room\n" in completed
    assert check(completed, vocabulary()).errors == ()


def test_messages_that_the_draft_has_get_their_page() -> None:
    source = HEAD + "\nthing Message\n  sender: person = me\n  receiver: person\n  content: long text\n"
    source += "  member may see own, add\n"
    completed = complete(source, "Users send messages, instant messaging.", vocabulary()).source
    assert "messages of Message" in completed
    assert "member, admin may see where receiver = me" in completed


def test_a_plan_leaves_traits_to_the_traits() -> None:
    assert planned_things(["Photo", "Comment"], "users comment on photos", "en") == ["Photo"]
    assert planned_things(["Comment"], "a comment system: post comments", "en") == ["Comment"]
