"""From the short form to the full language."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.draft.expand import expand, read_draft

SHORT = """\
app Lending
about Lend things to neighbours.
people visitor, member, admin
things Item, Order, Order Line
pages Items, My Orders
Item by admin: name, photo, kind: choice(tool, toy), price, password
Order by member, private for admin: member, created, status: choice(new, done), total price
Order Line by member, private for admin: order, item, quantity, quantity
"""


def test_a_field_is_what_its_name_says() -> None:
    source = expand(SHORT, vocabulary())
    assert "  photo: image\n" in source
    assert "  member: person = me\n" in source
    assert "  created: date = today\n" in source
    assert "  status: choice(new, done) = new\n" in source
    assert "  order: Order, required\n" in source
    assert "  quantity: number, min 1 = 1\n" in source


def test_it_checks_without_a_word() -> None:
    assert check(expand(SHORT, vocabulary()), vocabulary()).diagnostics == ()


def test_passwords_and_second_fields_of_a_name_are_passed_over() -> None:
    source = expand(SHORT, vocabulary())
    assert "password" not in source
    assert source.count("quantity") == 1


def test_an_action_is_for_whose_business_it_is_and_quoted_where_its_name_has_keywords() -> None:
    short = SHORT.replace("choice(new, done)", "choice(new, out-for-repair)")
    block = 'action "Mark Out-for-repair" on Order for admin when status != out-for-repair\n'
    assert f"{block}  set status = out-for-repair\n" in expand(short, vocabulary())


def test_a_name_with_the_name_of_a_thing_behind_a_keyword_is_quoted() -> None:
    source = expand(SHORT.replace("choice(new, done)", "choice(new, on order)"), vocabulary())
    assert 'action "Mark On Order" on Order for admin' in source
    assert check(source, vocabulary()).errors == ()


@pytest.mark.parametrize("action", ["status = new", "price + 1"])
def test_a_state_that_is_there_from_the_start_and_a_price_have_no_button(action: str) -> None:
    assert f"set {action}" not in expand(SHORT, vocabulary())


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("price: number", "price: money, min 0"),
        ("photo: file", "photo: image"),
        ("email: text", "email: email"),
        ("title: text", "title: text"),
        ("price: date", "price: date"),
        ("quantity", "quantity: number, min 0 = 1"),
        ("likes: number", "likes: number = 0"),
        ("created time", "created time: date and time = now"),
    ],
)
def test_a_name_may_say_more_than_the_type(field: str, line: str) -> None:
    short = f"app A\npeople user\nthings Note\npages Notes\nNote by user: note, {field}\n"
    assert f"  {line}\n" in expand(short, vocabulary())


def test_the_longest_name_of_a_thing_counts() -> None:
    assert list(read_draft(SHORT).fields["Order Line"]) == ["order", "item", "quantity", "quantity"]


@pytest.mark.parametrize("length", range(0, len(SHORT), 7))
def test_a_text_that_breaks_off_is_read_as_far_as_it_goes(length: int) -> None:
    expand(SHORT[:length], vocabulary())
    expand(SHORT[:length], vocabulary(), "Filter the latest news, see charts, compare things.")


def test_private_things_are_for_those_who_add_and_handle_them() -> None:
    source = expand(SHORT, vocabulary())
    assert "  member may see own, add own\n  admin may do all\n" in source
    assert "  visitor may see\n  admin may do all\n" in source


def test_a_field_called_like_a_thing_links_to_it() -> None:
    short = "app A\npeople user\nthings Course, Exam\npages Exams\nCourse by user: name\n"
    source = expand(short + "Exam by user: course: choice(art, music), date\n", vocabulary())
    assert "  course: Course, required\n" in source


def test_who_a_private_row_concerns_sees_it() -> None:
    short = "app A\npeople user, admin\nthings Message\npages Messages\n"
    source = expand(short + "Message by user, private: sender, receiver, text\n", vocabulary())
    assert "  user may see own, add own\n  user may see where receiver = me\n  admin may do all\n" in source
    assert check(source, vocabulary()).errors == ()


def test_a_name_may_be_short_for_a_thing_and_says_no_link_to_itself() -> None:
    short = (
        "app Bins\npeople member\nthings Recycling Order, Line, Photo\npages Orders\n"
        "Recycling Order by member: name\nLine by member: order, title\nPhoto by member: photo, file: file\n"
    )
    source = expand(short, vocabulary())
    assert "  order: Recycling Order, required\n" in source
    assert "  photo: image, required\n  file: image\n" in source


def test_what_a_brief_wants_done_has_its_button() -> None:
    short = (
        "app A\npeople guest, host\nthings Room, Review, Booking\npages Book\n"
        "Room by host: name\nReview by guest: Room, text\nBooking by guest, private: Room, nights: number\n"
    )
    made = expand(short, vocabulary(), "Guests book rooms online.")
    assert "action Book on Room for guest, host\n  nights: number, min 1\n  date: date, required\n" in made
    assert "page Book for guest, host\n  form of Booking" in made
    assert "action Book" in expand(short, vocabulary(), "A list of rooms.")
    by_host = short.replace("by guest, private: Room, nights", "by host: Room, nights")
    assert "action Book" not in expand(by_host, vocabulary(), "A list of rooms.")


def test_a_brief_knows_better_who_adds() -> None:
    short = "app A\npeople member, admin\nthings Group\npages Groups\nGroup by admin: name\n"
    assert "member may see, add" in expand(short, vocabulary(), "Members create or join groups.")
    assert "member may see, add" in expand(short, vocabulary(), "They set and track groups.")
    assert "add" not in expand(short, vocabulary(), "The admin creates groups.")
    assert "add" not in expand(short, vocabulary(), "Log in to see groups.")


@pytest.mark.parametrize("name", ["action buttons", "page", "has room", "when seen", "app name"])
def test_a_field_may_begin_like_a_block(name: str) -> None:
    short = f"app A\npeople member, admin\nthings Group\npages Groups\nGroup by admin: name, {name}\n"
    made = check(expand(short, vocabulary(), ""), vocabulary())
    assert made.app is not None
    assert [field.name for field in made.app.things[0].fields] == ["name", name]


def test_an_order_may_be_a_booking() -> None:
    short = (
        "app A\npeople guest, host\nthings Train, Order\npages Trains\n"
        "Train by host: name\nOrder by guest, private: Train, seats: number\n"
    )
    assert "action Book on Train" in expand(short, vocabulary(), "Book train tickets and view order status.")
    assert "action Order on Train" in expand(short, vocabulary(), "Guests place orders.")


def test_what_all_look_around_among_is_nobodys_own() -> None:
    short = (
        "app A\npeople visitor, user, admin\nthings Song\npages My Songs\nSong by admin: name, file: file\n"
    )
    assert "see own" in expand(short, vocabulary(), "People keep songs.")
    assert "see own" not in expand(short, vocabulary(), "People browse and download songs.")


GAME = """\
app Poker
about Play poker.
people player, admin
things Game Room, Chat
pages Lobby, Chat
Game Room by admin: name, players
Chat by player, private for admin: message
"""


def test_a_chat_is_a_room_in_which_all_hear_each_other() -> None:
    source = expand(GAME, vocabulary(), "A poker game with game rooms and chat functionality.")
    assert check(source, vocabulary()).diagnostics == ()
    assert "page Chat\n  chat of Chat by game room\n" in source
    assert "  game room: Game Room, required\n  message: long text\n  player: person = me\n" in source
    assert "  player, admin may see, add own, remove own\n  admin may do all\n" in source
    assert "may see own, add" not in source


def test_what_is_said_to_one_alone_is_no_room() -> None:
    source = expand(GAME, vocabulary(), "Players chat with each other.")
    assert "  receiver: person\n  message: long text\n  player: person = me\n" in source
    assert "  player, admin may see where receiver = me or player = me\n" in source
    assert "  player, admin may add own, remove own\n\n" in source
    assert "page Chat\n  messages of Chat\n" in source
    elsewhere = expand(GAME.replace("Lobby, Chat", "Lobby"), vocabulary(), "Players chat with each other.")
    assert "page Chats for player, admin\n  messages of Chat\n" in elsewhere
    assert check(source, vocabulary()).diagnostics == ()
    assert "chat of Chat" not in source


@pytest.mark.parametrize(
    ("states", "brief", "names"),
    [
        ("new, disputed, resolved, closed", "People deal.", ["Mark Disputed", "Resolve", "Close"]),
        ("open, pending, overdue, paid", "People deal.", ["Mark Paid"]),
        ("new, in progress, ongoing, done", "People deal.", ["Start", "Mark Done"]),
        ("a, b, c, d, e, f, approved", "Users approve deals.", ["Approve", "Mark B", "Mark C", "Mark D"]),
        ("ouvert, fermé", "Une application pour les affaires entre les amis du club.", ["Fermé"]),
        ("新建, 已完成, 待付款, 审核中", "朋友之间的交易", ["完成", "标记为审核中"]),
    ],
)
def test_a_button_says_what_it_brings(states: str, brief: str, names: list[str]) -> None:
    short = (
        f"app A\npeople user, admin\nthings Deal\npages Deals\nDeal by user: name, status: choice({states})\n"
    )
    checked = check(expand(short, vocabulary(), brief), vocabulary())
    assert checked.app is not None
    assert [action.name for action in checked.app.actions] == names


@pytest.mark.parametrize(
    ("brief", "names"),
    [
        ("People deal.", ["Mark Done"]),
        ("People make payments.", ["Mark Paid", "Mark Done"]),
        ("We send what people take.", ["Mark Sent", "Mark Done"]),
    ],
)
def test_of_the_states_that_orders_have_from_habit_those_named_have_buttons(
    brief: str, names: list[str]
) -> None:
    short = "app A\npeople user, admin\nthings Order\npages Orders\n"
    short += "Order by user: name, status: choice(new, paid, sent, done)\n"
    checked = check(expand(short, vocabulary(), brief), vocabulary())
    assert checked.app is not None
    assert [action.name for action in checked.app.actions] == names


def test_a_yes_or_no_is_a_step_or_a_property() -> None:
    short = "app A\npeople user, admin\nthings Dish\npages Dishes\n"
    short += "Dish by admin: name, vegan: yes/no, sold: yes/no, pause: yes/no, votes: number\n"
    checked = check(expand(short, vocabulary(), "We cook dishes."), vocabulary())
    assert checked.app is not None
    assert [action.name for action in checked.app.actions] == ["Mark Sold", "Pause", "Vote"]


def test_two_buttons_are_not_called_the_same_nor_are_there_too_many() -> None:
    names = ["Task", "Order", "Parcel", "Ticket"]
    short = f"app A\npeople user, admin\nthings {', '.join(names)}\npages Home\n"
    short += "".join(f"{name} by user: name, status: choice(new, active, done, closed)\n" for name in names)
    checked = check(expand(short, vocabulary(), "We work."), vocabulary())
    assert checked.app is not None
    called = [action.name for action in checked.app.actions]
    assert called[:4] == ["Activate", "Mark Done", "Close", "Activate Order"]
    assert len(called) == len(set(called)) == 8


def test_to_book_adds_a_booking_before_it_adds_a_time() -> None:
    short = "app A\npeople guest, host\nthings Room, Time Slot, Booking\npages Rooms\n"
    short += "Room by host: name\nTime Slot by host: Room\nBooking by guest, private: Room\n"
    source = expand(short, vocabulary(), "Guests book rooms.")
    assert "action Book on Room for guest, host\n  date: date, required\n  add Booking with Room" in source
    assert source.count("action Book") == 1


def test_who_adds_is_whom_the_sentence_names() -> None:
    short = "app A\npeople buyer, seller, admin\nthings Offer\npages Offers\nOffer by admin: name\n"
    source = expand(short, vocabulary(), "Sellers post offers. Buyers look at them.")
    assert (
        "  buyer may see\n  seller may see, add own, change own, remove own\n"
        in source.split("thing Offer")[1]
    )


def test_who_writes_without_a_name_need_not_say_how_to_be_reached() -> None:
    short = "app A\npeople visitor, admin\nthings Tip\npages Tips\n"
    short += "Tip by visitor: subject, email, text: long text\n"
    assert "  email: email, required\n" in expand(short, vocabulary(), "Tell us.")
    assert "  email: email\n" in expand(short, vocabulary(), "Anonymous tips.")


def test_who_wrote_a_book_need_not_use_the_app() -> None:
    short = "app A\npeople user\nthings Book, Post\npages Books\n"
    short += "Book by user: name, author\nPost by user: name, author\n"
    source = expand(short, vocabulary())
    assert "thing Book\n  name: text, required\n  author: text\n" in source
    assert "thing Post\n  name: text, required\n  author: person = me\n" in source


def test_what_players_do_they_add() -> None:
    short = "app A\npeople player, admin\nthings City, Upgrade\npages Cities, Upgrade Form\n"
    short += "City by admin: name\nUpgrade by admin: City, winner: person, date and time\n"
    source = expand(short, vocabulary(), "Players train soldiers, upgrade their city and fight.")
    assert "  date and time: date and time\n" in source
    assert "winner: person\n" in source
    assert "page Upgrade Form for player, admin\n  form of Upgrade\n" in source
    assert "player may see, add" in source.split("thing Upgrade")[1].split("\n\n")[0]
    named = expand(short, vocabulary(), "Players register cities.")
    assert "player may see, add" in named.split("thing City")[1].split("\n\n")[0]
    shared = short.replace("Upgrade", "Recipe")
    for brief, added in (
        ("Players share their recipes.", True),
        ("Players share recipes on Facebook.", False),
    ):
        source = expand(shared, vocabulary(), brief)
        assert ("player may see, add" in source.split("thing Recipe")[1].split("\n\n")[0]) is added
    news = short.replace("Upgrade", "News")
    for brief, added in (("A site to publish news.", False), ("Players can publish their news.", True)):
        source = expand(news, vocabulary(), brief)
        assert ("player may see, add" in source.split("thing News")[1].split("\n\n")[0]) is added
    named = expand(short, vocabulary(), "It has city registration.")
    assert "player may see, add" in named.split("thing City")[1].split("\n\n")[0]
    own = short.replace("winner", "author")
    for brief, added in (("Players post their own upgrades.", True), ("Players see upgrades.", False)):
        source = expand(own, vocabulary(), brief)
        assert ("player may see, add" in source.split("thing Upgrade")[1].split("\n\n")[0]) is added
    others = expand(
        short,
        vocabulary(),
        "Players register for cities. Admins upgrade cities. Players look at each upgrade of a city.",
    )
    assert "player may" not in others.split("thing Upgrade")[1].split("\n\n")[0]


def test_what_a_buyer_adds_is_not_by_the_seller() -> None:
    short = "app A\npeople buyer, seller, admin\nthings Deal, Topic\npages Deals\n"
    short += "Deal by buyer, private: name, seller, amount\nTopic by admin: name\n"
    source = expand(short, vocabulary(), "Buyers meet sellers. There is a discussion forum.")
    deal = source.split("thing Deal")[1].split("\n\n")[0]
    assert "  seller: person\n" in deal
    assert "  buyer: person = me\n" in deal
    assert "  seller may see where seller = me\n" in deal
    assert "buyer may see where" not in deal
    assert "  buyer may see, add" in source.split("thing Topic")[1].split("\n\n")[0]
    assert check(source, vocabulary()).diagnostics == ()


def test_a_link_is_nothing_without_its_address_nor_a_photo_without_its_picture() -> None:
    short = "app A\npeople user, admin\nthings Trip, Photo, Link\npages Links\n"
    short += "Trip by admin: name\nPhoto by user: trip, photo\nLink by user: name, url\n"
    source = expand(short, vocabulary(), "People keep links.")
    assert "  trip: Trip, required\n  photo: image, required\n" in source
    assert "  name: text, required\n  url: url, required\n" in source
    assert "action" not in source


def test_a_link_is_no_choice_and_who_is_assigned_not_who_writes() -> None:
    short = "app A\npeople user, admin\nthings Video\npages Videos\n"
    short += "Video by admin: name, direct link: choice(youtube, mp3), assigned: person\n"
    source = expand(short, vocabulary())
    assert "  direct link: url\n" in source
    assert "  assigned: person\n" in source


CLUB = """\
app Bike Club
about Share bikes.
people member, admin
things Bike, Room, Booking, Chat Message
pages Chat, My Bikes
Bike by admin: name
Room by admin: name
Booking by member, private for admin: Bike
Chat Message by member: text: long text
"""


def test_what_members_book_is_for_all_to_see() -> None:
    source = expand(CLUB, vocabulary(), "A bike club where members book bikes and chat in rooms.")
    assert check(source, vocabulary()).diagnostics == ()
    assert "page Chat\n  chat of Chat Message by room\n" in source
    assert "page My Bikes for member\n  form of Booking\n  table of Booking where member = me" in source
    assert "member may see own" not in source.split("thing Bike")[1].split("\n\n")[0]
    assert source.index("page Bikes") < source.index("page Chat")
    kept = expand(CLUB, vocabulary(), "A bike club whose members chat.")
    assert "member may see own" in kept.split("thing Bike")[1].split("\n\n")[0]


STATES = "status: choice(new, disputed, resolved, closed)"
TEES = """\
app Golf
about Book tee times.
people member, admin
things Tee Time, Booking
pages Tee Times
Tee Time by admin: start: date and time, status: choice({})
Booking by member, private for admin: tee time
"""
TAKEN = """\
for member, admin when status = available
  add Booking with tee time = this
  set status = booked
"""


@pytest.mark.parametrize(
    ("states", "block"),
    [
        (
            "available, booked, cancelled",
            TAKEN,
        ),
        ("open, closed", "for member, admin when status = open\n  add Booking with tee time = this\n\n"),
        ("morning, evening", "for member, admin\n  add Booking with tee time = this\n\n"),
    ],
)
def test_what_is_taken_is_not_offered_again(states: str, block: str) -> None:
    source = expand(TEES.format(states), vocabulary(), "Members book the tee times.")
    assert f"action Book on Tee Time {block}" in source
    assert check(source, vocabulary()).errors == ()


def test_what_is_taken_for_some_days_stays_free_for_others() -> None:
    source = expand(TEES.format("available, booked"), vocabulary(), "Members book the tee times.")
    dated = TEES.format("available, booked").replace(
        "private for admin: tee time", "private for admin: tee time, day: date"
    )
    assert "set status = booked" in source
    assert "set status = booked" not in expand(dated, vocabulary(), "Members book the tee times.")


def test_what_is_laid_out_to_choose_from_is_for_all_to_see() -> None:
    short = (
        "app A\npeople visitor, customer, coach, admin\nthings Service\npages Services\n"
        "Service by customer, coach, private: name, price, location\n"
    )
    shown = expand(short, vocabulary(), "Customers browse and purchase services.")
    assert "  visitor may see\n  coach may add own, change own, remove own\n  admin may do all\n" in shown
    for brief in (
        "Customers keep services.",
        "Customers browse tips, view services.",
        "Browse service records.",
    ):
        assert "customer may see own" in expand(short, vocabulary(), brief)


@pytest.mark.parametrize("thing", ["Message: text", "Diary: text", "Guest: name, phone", "Salary: amount"])
def test_what_is_somebodys_own_business_is_never_laid_out(thing: str) -> None:
    name, _, fields = thing.partition(": ")
    short = (
        f"app A\npeople visitor, user, admin\nthings {name}\npages Home\n{name} by user, private: {fields}\n"
    )
    source = expand(short, vocabulary(), f"Users can browse {name.lower()}s and search for {name.lower()}.")
    assert "  user may see own, add own\n" in source or "may add own" in source


def test_what_is_sent_anonymously_strangers_add() -> None:
    short = "app A\npeople visitor, member, admin\nthings Report\npages Reports\n"
    short += "Report by member, private: text\n"
    told = expand(short, vocabulary(), "It should have an anonymous reporting feature.")
    assert "  visitor may add\n  member may see own, add own\n  admin may do all\n" in told
    assert "visitor may add" not in expand(short, vocabulary(), "Members send reports.")


def test_another_role_adds_as_well_where_the_brief_says_so() -> None:
    short = (
        "app A\npeople user, coach, admin\nthings Session\npages Sessions\nSession by coach: topic, start\n"
    )
    assert "user may see, add" in expand(short, vocabulary(), "Users should be able to schedule sessions.")
    assert "user may see, add" not in expand(
        short, vocabulary(), "Coaches should be able to schedule sessions."
    )


def test_people_who_look_for_each_other_see_who_signed_in() -> None:
    short = (
        "app A\npeople visitor, user, admin\nthings Profile\npages Profiles\n"
        "Profile by user, private: name, gender, photo\n"
    )
    rules = "  user may see, add own, change own, remove own\n  admin may do all\n"
    assert rules in expand(short, vocabulary(), "Users find suitable partners.")
    assert "user may see own" in expand(short, vocabulary(), "Users find recipes.")
    told = short.replace("gender", "phone")
    assert "user may see own" in expand(told, vocabulary(), "Users find suitable partners.")
