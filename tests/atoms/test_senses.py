"""What a word means in sample rows is told by the thing and the app around it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from appling.atoms.samples import SampleFile, sample_rows
from appling.atoms.samples.words import file, stock
from appling.blueprint.model.app import App

AppOf = Callable[[str], App]
TODAY = date(2026, 3, 9)


def rows_of(app: App) -> dict[str, list[dict[str, Any]]]:
    return sample_rows(app, seed=1, today=TODAY)


@pytest.mark.parametrize(
    ("app", "field", "kind"),
    [
        ("Roofer\nthing Quote\n  job: text\n  price: money", "job", "labour"),
        ("Roofer\nthing Quote Line\n  work: text\n  price: money", "work", "labour"),
        ("Gallery\nthing Work\n  title: text\n  artist: text\n  picture: image", "title", "artwork"),
        ("Farm Jobs\nthing Job\n  title: text\n  employer: text\n  salary: money", "title", "job"),
        ("Dental Clinic\nthing Doctor\n  name: text\nthing Treatment\n  name: text", "name", "dental"),
        ("Barber\nthing Service\n  name: text\n  price: money", "name", "hair"),
        ("Family Money\nthing Account\n  name: text\n  balance: money", "name", "money_account"),
        ("Cup\nthing Team\n  name: text\nthing Match\n  title: text\n  score: number", "title", "match"),
        ("装修\nthing 报价明细\n  项目: text\n  单价: money", "项目", "labour"),
        ("美发\nthing 服务\n  名称: text\n  理发师: text", "名称", "hair"),
    ],
)  # fmt: skip
def test_a_word_means_what_stands_around_it(app: str, field: str, kind: str, app_of: AppOf) -> None:
    read = app_of(f"app {app}\n")
    words = stock(read.language)
    assert words is not None
    found = read.things[-1]
    key = next(each.key for each in found.fields if each.name == field)
    assert {row[key] for row in rows_of(read)[found.key]} <= set(words.titles[kind])


def test_every_sense_is_a_kind_that_has_words() -> None:
    titles = file("en")["titles"]
    for entry in file("senses")["sense"]:
        for kind in entry.keys() - {"words"}:
            known = file("kinds").get(kind, {})
            assert kind in titles or known.get("titles") or known["class"] == "person", kind


@pytest.mark.parametrize(
    ("thing", "field"),
    [
        ("Booking\n  name: text\n  day: date", "name"),
        ("Message\n  name: text\n  email: email\n  words: long text", "name"),
        ("Gift\n  giver: text\n  amount: money", "giver"),
    ],
)
def test_what_somebody_sends_bears_their_name(thing: str, field: str, app_of: AppOf) -> None:
    app = app_of(f"app Club\nthing Person\n  full name: text\nthing {thing}\n")
    rows = rows_of(app)
    names = stock("en")
    assert names is not None
    known = {title for titles in names.titles.values() for title in titles}
    assert all(len(row[field].split()) >= 2 and row[field] not in known for row in rows[app.things[1].key])


def test_a_row_names_two_people_and_not_one_twice(app_of: AppOf) -> None:
    rows = rows_of(app_of("app Kin\nthing Person\n  name: text\n  spouse: text\n"))["person"]
    assert all(row["name"] != row["spouse"] for row in rows)


@pytest.mark.parametrize(
    ("app", "shown"),
    [
        ("Crane Hire\nthing Machine\n  name: text\n  photo: image", "machine"),
        ("Boats\nthing Damage\n  what: text\n  photo: image", "tool"),
        ("Farm\nthing Cow\n  name: text\n  photo: image", "animal"),
        ("Deals\nthing Ad\n  title: text\n  picture: image", "goods"),
    ],
)
def test_a_picture_shows_what_the_thing_is(app: str, shown: str, app_of: AppOf) -> None:
    read = app_of(f"app {app}\n")
    (picture,) = (each.key for each in read.things[0].fields if each.type == "image")
    row = rows_of(read)[read.things[0].key][0]
    assert isinstance(row[picture], SampleFile)
    assert row[picture].subject == shown


@pytest.mark.parametrize("language", ["fr", "ar", "de"])
def test_languages_without_a_stock_have_plain_words(language: str, app_of: AppOf) -> None:
    app = app_of(
        f"app Musée\n  language: {language}\nthing Objet\n  nom: text, required\n  note: long text\n"
    )
    rows = rows_of(app)["objet"]
    assert [row["nom"] for row in rows][:2] == ["Objet 1", "Objet 2"]
    assert {row["note"] for row in rows} <= set(file("elsewhere")[language]["paragraphs"])
    strange = app_of("app Iets\n  language: sw\nthing Kitu\n  jina: text, required\n  nyingine: text\n")
    assert all("nyingine" not in row for row in rows_of(strange)["kitu"])
