"""Sample rows fit what fields and things are called, and keep the rules of the app."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from textwrap import dedent
from typing import Any

import pytest

from appling.atoms import all_fields, field_atom
from appling.atoms.samples import SampleFile, sample_rows
from appling.atoms.samples.words import kind, meaning, stock
from appling.blueprint.model.app import App

AppOf = Callable[[str], App]
TODAY = date(2026, 3, 9)

SHOP = """
app Corner Shop
  people: buyer, clerk

thing Category
  name: text, required, unique

thing Product
  name: text, required
  code: text, unique
  category: Category, required
  photo: image
  price: money, min 1, max 50
  stock: number, min 0
  discount: number, min 0, max 0.5
  weight: number, min 500
  state: choice(new, used, worn)
  rating: rating
  description: long text
  short: text, min 3, max 6
  total = stock * price

thing Customer
  name: text, required
  email: email, unique
  phone: phone
  city: text
  birthday: date
  website: url

thing Order
  customer: Customer, required
  product: Product, required
  clerk: person
  ordered: date and time
  due date: date
  start date: date
  end date: date
  opens: time
  paid: yes/no
  receipt: file
  parent: Order
"""


def rows_of(app: App, *, seed: int = 1, per_thing: int = 8) -> dict[str, list[dict[str, Any]]]:
    return sample_rows(app, per_thing=per_thing, seed=seed, today=TODAY)


def test_every_value_is_one_that_a_person_could_have_typed(app_of: AppOf) -> None:
    app = app_of(SHOP)
    for key, rows in rows_of(app).items():
        fields = {field.key: field for field in app.thing(key).fields}
        for row in rows:
            for name, value in row.items():
                field, atom = fields[name], field_atom(fields[name].type)
                if not isinstance(value, SampleFile) and field.thing is None:
                    assert atom.parse(atom.typed(value, field), field, app.language) == value, (name, value)


def test_rules_of_the_app_are_kept(app_of: AppOf) -> None:
    app = app_of(SHOP)
    rows = rows_of(app)
    assert list(rows) == ["category", "product", "customer", "order"]
    assert {key: len(found) for key, found in rows.items()} == {
        "category": 8, "product": 12, "customer": 8, "order": 12,
    }  # fmt: skip
    for product in rows["product"]:
        assert {"name", "category", "price"} <= set(product)
        assert Decimal(1) <= product["price"] <= Decimal(50)
        assert 0 <= product["discount"] <= 0.5
        assert product["weight"] >= 500
        assert 3 <= len(product["short"]) <= 6
        assert 0 <= product["category"] < len(rows["category"])
        assert "total" not in product
    assert len({product["code"] for product in rows["product"]}) == 12
    assert len({product["name"] for product in rows["product"]}) == 12
    assert len({category["name"] for category in rows["category"]}) == 8
    counts = [
        sum(product["state"] == state for product in rows["product"]) for state in ("new", "used", "worn")
    ]
    assert counts == [4, 4, 4]


def test_links_point_at_rows_and_people_are_left_to_others(app_of: AppOf) -> None:
    rows = rows_of(app_of(SHOP))
    for index, order in enumerate(rows["order"]):
        assert 0 <= order["customer"] < 8
        assert 0 <= order["product"] < 12
        assert "clerk" not in order
        assert order.get("parent", -1) < index
        assert ("parent" in order) == (index > 1)
        assert "receipt" not in order
    assert len({order["customer"] for order in rows["order"]}) == 8


def test_days_lie_where_their_names_say(app_of: AppOf) -> None:
    rows = rows_of(app_of(SHOP), per_thing=40)
    dues = [order["due_date"] for order in rows["order"]]
    assert min(dues) < TODAY < max(dues)
    assert all(abs(due - TODAY) < timedelta(days=60) for due in dues)
    assert all(order["ordered"] < datetime(2026, 3, 9, 23, tzinfo=UTC) for order in rows["order"])
    assert all(order["start_date"] <= order["end_date"] for order in rows["order"])
    assert all(person["birthday"].year < 2008 for person in rows["customer"])


def test_a_person_has_one_name_and_an_address_to_match(app_of: AppOf) -> None:
    for customer in rows_of(app_of(SHOP))["customer"]:
        last = customer["name"].split()[-1].lower()
        assert last.replace("'", "").replace("-", "") in customer["email"]
        assert customer["email"].endswith("@example.org")
        assert customer["website"].startswith("https://example.org/")


def test_the_same_seed_gives_the_same_rows(app_of: AppOf) -> None:
    app = app_of(SHOP)
    assert rows_of(app) == rows_of(app)
    assert rows_of(app) != rows_of(app, seed=2)


CHINESE = """
app 课程中心
  people: 学员, 管理员

thing 课程
  名称: text, required
  讲师: text
  价格: money
  开课日期: date
  描述: long text
  人数上限: number
  地点: text

thing 报名
  课程: 课程, required
  姓名: text
  电话: phone
  备注: text
"""


def test_a_chinese_app_has_chinese_rows(app_of: AppOf) -> None:
    app = app_of(CHINESE)
    assert app.language == "zh"
    rows = rows_of(app)
    texts = [
        value
        for thing in app.things
        for row in rows[thing.key]
        for field in thing.fields
        if field.type in ("text", "long text") and isinstance(value := row.get(field.key), str)
    ]
    assert len(texts) > 40
    assert all(any("\u4e00" <= character <= "\u9fff" for character in text) for text in texts)
    names = stock("zh")
    assert names is not None
    course = app.things[0]
    assert course.title is not None
    assert {row[course.title] for row in rows[course.key]} <= set(names.titles["course"])


@pytest.mark.parametrize("language", ["de", "fr", "ja", "pt-BR", "ar", "xx"])
def test_other_languages_have_rows_too(language: str, app_of: AppOf) -> None:
    app = app_of(SHOP.replace("app Corner Shop", f"app Corner Shop\n  language: {language}"))
    rows = rows_of(app)
    assert all(len(found) >= 8 for found in rows.values())
    for customer in rows["customer"]:
        assert customer["name"]
        assert customer["email"].isascii()


def test_links_in_a_circle_are_left_empty_where_they_may_be(app_of: AppOf) -> None:
    app = app_of(
        dedent("""
        app Circle
        thing Team
          name: text
          lead: Player
        thing Player
          name: text
          team: Team, required
        thing Egg
          name: text
          hen: Hen, required
        thing Hen
          name: text
          egg: Egg, required
        thing Nest
          hen: Hen, required
        """)
    )
    rows = rows_of(app)
    assert all("lead" not in team for team in rows["team"])
    assert all(player["team"] < len(rows["team"]) for player in rows["player"])
    assert rows["hen"] == rows["egg"] == rows["nest"] == []


def test_a_unique_link_pairs_rows_off(app_of: AppOf) -> None:
    app = app_of(
        dedent("""
        app Lockers
        thing Locker
          number: text
        thing Key
          locker: Locker, required, unique
          open: yes/no, required, unique
        thing Tag
          locker: Locker, required, unique
        """)
    )
    rows = rows_of(app)
    assert sorted(tag["locker"] for tag in rows["tag"]) == list(range(8))
    assert len(rows["key"]) == 2


def test_pictures_and_required_files_come_along(app_of: AppOf) -> None:
    app = app_of("app Files\n\nthing Paper\n  name: text\n  scan: file, required\n  cover: image\n")
    rows = rows_of(app)["paper"]
    assert len({row["cover"].data() for row in rows}) == len(rows)
    assert rows[0]["cover"].data().startswith(b"\x89PNG")
    assert rows[0]["scan"].media_type == "text/plain"
    assert rows[0]["scan"].data()


def test_every_type_has_samples(app_of: AppOf) -> None:
    for atom in all_fields():
        if atom.declared and not atom.counted and atom.name not in ("person", "file"):
            line = "choice(a, b)" if atom.arguments == "choices" else atom.name
            rows = rows_of(app_of(f"app Types\n\nthing Type\n  value: {line}, required\n"))["type"]
            assert len(rows) == 8
            assert all("value" in row for row in rows)


@pytest.mark.parametrize(
    ("section", "name", "expected"),
    [
        ("texts", "Job title", "position"),
        ("texts", "Customer name", "person"),
        ("texts", "Company name", "company"),
        ("texts", "first_name", "first_name"),
        ("texts", "标题", "title"),
        ("texts", "收货地址", "address"),
        ("texts", "cityscape", None),
        ("numbers", "Stock quantity", "stock"),
        ("numbers", "Progress (percent)", "percent"),
        ("days", "Due date", "due"),
        ("days", "出生日期", "birth"),
        ("truths", "Sold out", "rare"),
        ("moneys", "Monthly rent", "rent"),
    ],
)
def test_what_a_name_is_about(section: str, name: str, expected: str | None) -> None:
    found = meaning(section, name)
    assert found == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tasks", "task"),
        ("Book loan", "order"),
        ("Course announcement", "announcement"),
        ("Categories", "category"),
        ("课程公告", "announcement"),
        ("Carpet", None),
        ("Company", "company"),
    ],
)
def test_what_kind_of_thing_a_name_means(name: str, expected: str | None) -> None:
    assert kind(name) == expected


def test_a_thing_of_no_known_kind_is_called_by_its_own_name(app_of: AppOf) -> None:
    rows = rows_of(app_of("app Odd\n\nthing Gizmo\n  name: text\n"))["gizmo"]
    assert all(row["name"].endswith(" Gizmo") for row in rows)
    assert len({row["name"] for row in rows}) == 8


@pytest.mark.parametrize(
    ("thing", "expected"), [("Domain", ".example"), ("学历", "本科"), ("Skill", "First aid")]
)
def test_a_thing_that_is_a_value_is_called_like_one(thing: str, expected: str, app_of: AppOf) -> None:
    (rows,) = rows_of(app_of(f"app Odd\n\nthing {thing}\n  name: text, unique\n")).values()
    assert any(expected in row["name"] for row in rows)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_stocks_are_whole(language: str) -> None:
    words, other = stock(language), stock("en")
    assert words is not None
    assert other is not None
    assert set(words.titles) == set(other.titles)
    assert set(words.lines) == set(other.lines)
    assert set(words.paragraphs) == set(other.paragraphs)
    for items in (*words.titles.values(), *words.lines.values(), *words.paragraphs.values()):
        assert len(items) == len(set(items)) >= 3
    assert all(len(items) == 12 for items in words.titles.values())


def test_a_way_leads_from_one_town_to_another(app_of: AppOf) -> None:
    app = app_of("app Rail\nthing Train\n  line: text\n  from: text\n  to: text\n")
    assert all(row["from"] != row["to"] for row in rows_of(app)["train"])


def test_a_train_departs_before_it_arrives_and_a_guest_arrives_before_leaving(app_of: AppOf) -> None:
    train = "thing Train\n  line: text\n  departure: date and time\n  arrival: date and time\n"
    stay = "thing Stay\n  guest name: text\n  arrival: date\n  departure: date\n"
    rows = rows_of(app_of(f"app Travel\n{train}{stay}"))
    assert all(row["departure"] < row["arrival"] for row in rows["train"])
    assert all(row["arrival"] <= row["departure"] for row in rows["stay"])


def test_what_was_added_later_says_so(app_of: AppOf) -> None:
    message = "thing Message\n  text: text\n  sent: date and time = now\n  answer by: date\n"
    rows = rows_of(app_of(f"app Post\n{message}"))["message"]
    assert [row["sent"] for row in rows] == sorted(row["sent"] for row in rows)


def test_towns_and_countries_are_called_by_names_that_there_are(app_of: AppOf) -> None:
    app = app_of("app Atlas\nthing Country\n  name: text\nthing City\n  name: text\n  country: Country\n")
    rows = rows_of(app)
    made = [row["name"] for row in [*rows["country"], *rows["city"]]]
    words = stock("en")
    assert words
    assert not any(word in name for name in made for word in words.before)


def test_a_birthdate_is_long_ago(app_of: AppOf) -> None:
    app = app_of("app Lives\nthing Biography\n  name: text\n  birthdate: date\n")
    assert all(row["birthdate"] < date(2010, 1, 1) for row in rows_of(app)["biography"])


def test_two_links_of_a_row_lead_to_different_rows(app_of: AppOf) -> None:
    app = app_of(
        "app Cup\nthing Team\n  name: text\nthing Match\n  home: Team, required\n  away: Team, required\n"
    )
    matches = sample_rows(app, seed=1, today=TODAY)["match"]
    assert len(matches) == 12
    assert all(row["home"] != row["away"] for row in matches)
    alone = sample_rows(app, per_thing=1, seed=1, today=TODAY)["match"]
    assert alone
    assert all(row["home"] == row["away"] == 0 for row in alone)


def test_policies_are_called_by_what_they_rule(app_of: AppOf) -> None:
    titles = stock("en").titles["rule"]  # type: ignore[union-attr]
    app = app_of("app Rules\n  language: en\nthing Policy\n  name: text\n")
    assert {row["name"] for row in sample_rows(app, seed=1, today=TODAY)["policy"]} <= set(titles)


def test_an_address_of_several_lines_is_that_of_a_letter(app_of: AppOf) -> None:
    app = app_of("app Roofs\nthing Customer\n  name: text\n  address: long text\n  city: text\n")
    for row in sample_rows(app, seed=1, today=TODAY)["customer"]:
        street, place = str(row["address"]).split("\n")
        assert street
        assert place.endswith(str(row["city"]))


@pytest.mark.parametrize(
    ("field", "all_of"),
    [
        ("points: number, min 0, max 3", {0, 1, 2, 3}),
        ("points: number, min 0, max 1", {0, 1}),
        ("hours: number, min 2, max 2.5", {2 + tenth / 20 for tenth in range(11)}),
        ("points: number, min 7, max 7", {7}),
    ],
)
def test_numbers_vary_however_narrow_their_limits_are(field: str, all_of: set[float], app_of: AppOf) -> None:
    app = app_of(f"app Cup\n\nthing Match\n  {field}\n")
    rows = sample_rows(app, per_thing=40, seed=1, today=TODAY)["match"]
    found = {value for row in rows for value in row.values()}
    assert found <= all_of
    assert len(found) > len(all_of) // 2
