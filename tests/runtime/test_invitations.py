"""Visitors see what they could do with a row once they have signed up; the button leads there first."""

from collections.abc import Callable

from tests.runtime.conftest import Place

SOURCE = """\
app Market
  people: buyer, seller, clerk
  sign up: buyer, seller

thing Stall
  name: text, required
  price: money
  left: number
  margin: number for clerk
  visitor may see
  clerk may do all

thing Order
  stall: Stall
  buyer: person = me
  buyer may see own
  clerk may do all

action Buy on Stall for buyer when left > 0 and count(Order where buyer = me) = 0
  add Order with stall = this

action Rent on Stall for seller
  add Order with stall = this

action Praise on Stall for buyer when margin > 3
  add Order with stall = this

action Count on Stall for buyer
  set left = left - 1

action Hold on Stall for clerk
  add Order with stall = this

page Stalls
  table of Stall
"""


def stalls(make: Callable[..., Place]) -> Place:
    place = make(SOURCE)
    for left in ("0", "5"):
        given = {"name": f"Stall {left}", "price": "4", "left": left, "margin": "9"}
        assert place.owner().post("/data/stall", given).status_code == 303
    return place


def test_a_button_leads_to_the_entrance_and_back(make: Callable[..., Place]) -> None:
    visitor = stalls(make).visitor()
    link = 'href="/-/sign-in?next=%2Fdata%2Fstall%2F2" rel="nofollow" title="Sign in">Buy</a>'
    for page in ("/", "/data/stall/2"):
        assert link in visitor.get(page, follow_redirects=True).text
    assert ">Rent</a>" in visitor.get("/data/stall/1").text


def test_none_where_it_can_not_be_done_or_would_tell_what_is_kept_from_visitors(
    make: Callable[..., Place],
) -> None:
    sold_out = stalls(make).visitor().get("/data/stall/1").text
    assert ">Rent</a>" in sold_out
    assert ">Buy</a>" not in sold_out
    assert "Praise" not in sold_out


def test_what_changes_rows_and_what_is_for_staff_is_no_invitation(make: Callable[..., Place]) -> None:
    page = stalls(make).visitor().get("/data/stall/2").text
    assert ">Buy</a>" in page
    assert ">Count<" not in page
    assert ">Hold<" not in page


def test_who_has_signed_in_sees_buttons(make: Callable[..., Place]) -> None:
    place = stalls(make)
    page = place.person("buyer", "Kim").get("/data/stall/2").text
    assert 'formaction="/data/stall/2/do/buy"' in page
    assert "sign-in?next" not in page
    assert ">Rent<" not in page


def test_they_grant_nothing(make: Callable[..., Place]) -> None:
    place = stalls(make)
    assert place.visitor().post("/data/stall/2/do/buy").status_code in (303, 401)
    assert place.rows("order") == []


def test_the_tools_of_a_team_are_no_invitation(make: Callable[..., Place]) -> None:
    place = make(
        "app Team\n  people: member\n  visitor may see\n  member may do all\n"
        "thing Tool\n  name: text, required\nthing Loan\n  tool: Tool\n  day: date = today\n"
        "action Lend on Tool\n  add Loan with tool = this\n"
    )
    member = place.person("member", "Kim")
    assert member.post("/data/tool", {"name": "Saw"}).status_code == 303
    assert ">Lend</button>" in member.get("/data/tool/1").text
    assert "Lend" not in place.visitor().get("/data/tool/1").text
