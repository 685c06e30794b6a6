"""Every kind of part does what its examples say, from the blueprint to the page that people see."""

import json
from collections.abc import Callable
from textwrap import dedent

import pytest

from appling.atoms import all_parts, part_atom, vocabulary
from appling.atoms.base import (
    Change,
    ChangeAnswer,
    Changed,
    Cross,
    Group,
    Groups,
    GroupsAnswer,
    Line,
    NewRow,
    OneRow,
    PartAtom,
    Ranks,
    Rows,
    Series,
    SeriesAnswer,
)
from appling.atoms.pages.stat.trend import Figure
from appling.blueprint import check
from appling.blueprint.model.app import App, Part
from appling.blueprint.model.expression import Call
from appling.runtime.try_app import try_app

GOOD = [
    pytest.param(atom, dedent(good).lstrip(), id=f"{atom.name}-{number}")
    for atom in all_parts()
    for number, good in enumerate(atom.good)
]
BAD = [
    pytest.param(atom, dedent(bad).lstrip(), id=f"{atom.name}-{number}")
    for atom in all_parts()
    for number, bad in enumerate(atom.bad)
]
HEAD = """
app Shelter

thing Animal
  name: text, required
  kind: choice(cat, dog)
  story: long text
  photo: image
  weight: number
  fee: money
  arrived: date
  chipped: yes/no

page Home
  """


def parts_of(app: App, kind: str) -> list[Part]:
    return [part for page in app.pages for part in page.parts if part.kind == kind]


@pytest.fixture
def part_of(app_of: Callable[[str], App]) -> Callable[[str], tuple[Part, App]]:
    """The part that a line on a page of the animal shelter means."""

    def read(line: str) -> tuple[Part, App]:
        app = app_of(HEAD.lstrip() + line + "\n")
        return app.pages[0].parts[0], app

    return read


@pytest.mark.parametrize(("atom", "source"), GOOD)
def test_a_good_example_is_accepted_and_serves(
    atom: PartAtom, source: str, app_of: Callable[[str], App]
) -> None:
    app = app_of(source)
    assert parts_of(app, atom.name)
    report = try_app(app, source, per_thing=3, seconds=60)
    assert report.failures == ()


@pytest.mark.parametrize(("atom", "source"), BAD)
def test_a_bad_example_is_refused_with_its_code(atom: PartAtom, source: str) -> None:
    expected = source.splitlines()[0].removeprefix("# ")
    checked = check(source, vocabulary())
    assert checked.app is None
    assert expected in {diagnostic.code for diagnostic in checked.diagnostics}


@pytest.mark.parametrize(
    "alias", ["grid", "gallery", "feed", "metric", "counter", "graph", "pie chart", "hero"]
)
def test_the_words_of_small_models_are_known(alias: str) -> None:
    assert any(alias in (atom.name, *atom.aliases) for atom in all_parts())


def test_a_table_leaves_out_what_does_not_fit_in_a_line(part_of: Callable[[str], tuple[Part, App]]) -> None:
    need = part_atom("table").need(*part_of("table of Animal"))
    assert isinstance(need, Rows)
    assert [column.field for column in need.columns] == [
        "name",
        "kind",
        "weight",
        "fee",
        "arrived",
        "chipped",
    ]
    assert need.controls


def test_a_list_shows_texts_and_does_not_repeat_its_headings(
    part_of: Callable[[str], tuple[Part, App]],
) -> None:
    need = part_atom("list").need(*part_of("list of Animal by kind limit 3"))
    assert isinstance(need, Rows)
    assert [column.field for column in need.columns] == ["name", "story", "photo", "weight", "fee"]
    assert [column.field for column in need.group] == ["kind"]
    assert (need.limit, need.controls) == (3, False)


def test_what_show_names_is_shown(part_of: Callable[[str], tuple[Part, App]]) -> None:
    need = part_atom("cards").need(*part_of("cards of Animal show name, fee"))
    assert isinstance(need, Rows)
    assert [column.field for column in need.columns] == ["name", "fee"]


def test_a_detail_shows_everything_of_one_row(part_of: Callable[[str], tuple[Part, App]]) -> None:
    part, app = part_of("detail of Animal sort arrived desc")
    need = part_atom("detail").need(part, app)
    assert isinstance(need, OneRow)
    assert len(need.columns) == len(app.things[0].fields)
    assert need.sort[0].descending


def test_a_form_needs_a_new_row_and_a_text_nothing(part_of: Callable[[str], tuple[Part, App]]) -> None:
    assert part_atom("form").need(*part_of("form of Animal")) == NewRow("animal")
    part, app = part_of('text "Cats sleep here."')
    assert part_atom("text").need(part, app) is None
    assert part_atom("text").view(part, app, None) == {"paragraphs": ("Cats sleep here.",), "lead": True}


def test_a_stat_counts_unless_told_what_to_add_up(part_of: Callable[[str], tuple[Part, App]]) -> None:
    need = part_atom("stat").need(*part_of("stat of Animal"))
    assert isinstance(need, Groups)
    assert [measure.label for measure in need.measures] == ["Animals"]
    part, app = part_of('stat "Fees" of Animal show sum(fee)')
    answer = GroupsAnswer(app.things[0], (), ("Sum of fee",), (Group((), (40.0,), ("$40",)),))
    assert part_atom("stat").view(part, app, answer)["figures"] == (Figure("Fees", "$40"),)


def test_a_stat_by_groups_names_each(part_of: Callable[[str], tuple[Part, App]]) -> None:
    part, app = part_of("stat of Animal by kind")
    groups = (Group(("cat",), (2.0,), ("2",)), Group(("dog",), (1.0,), ("1",)))
    answer = GroupsAnswer(app.things[0], ("kind",), ("Animals",), groups)
    assert part_atom("stat").view(part, app, answer)["figures"] == (Figure("cat", "2"), Figure("dog", "1"))


def test_a_stat_over_time_says_how_much_more_there_is(part_of: Callable[[str], tuple[Part, App]]) -> None:
    part, app = part_of("stat of Animal show sum(fee) with compare = month")
    assert isinstance(part_atom("stat").need(part, app), Change)
    changed = Changed("fee", "$60", 60.0, 40.0, "$40", (10.0, 40.0, 60.0))
    view = part_atom("stat").view(part, app, ChangeAnswer(app.things[0], "month", (changed,)))
    assert view["figures"] == (Figure("fee", "$60", 50, "$40", "3.0,25.0 48.0,11.8 93.0,3.0"),)


LINES = {
    "chart of Animal by month(arrived)": (("a", "b", "c"), "month", "area"),
    "chart of Animal by arrived show avg(weight)": (("a", "b", "c"), "day", "line"),
    "chart of Animal by year(arrived)": (("a", "b"), "year", "bar"),
    "chart of Animal by kind": (("a", "b"), None, "bar"),
    "chart of Animal by chipped": (("a", "b"), None, "donut"),
    'chart "Share of kinds" of Animal by kind': (("a", "b"), None, "donut"),
    "chart of Animal by kind with kind = pie": (("a", "b"), None, "pie"),
    "chart of Animal by kind with kind = column": (("a", "b"), None, "bar"),
    "chart of Animal by kind with kind = heat calendar": (("a", "b"), None, "bar"),
}


@pytest.mark.parametrize("line", LINES)
def test_a_chart_is_drawn_as_fits_what_it_compares(
    line: str, part_of: Callable[[str], tuple[Part, App]]
) -> None:
    part, app = part_of(line)
    points, unit, kind = LINES[line]
    numbers = Line("Animals", tuple(map(float, range(len(points)))), points)
    answer = SeriesAnswer(app.things[0], "kind", None, ("Animals",), points, (numbers,), unit)
    assert part_atom("chart").view(part, app, answer)["kind"] == kind


@pytest.mark.parametrize(
    ("line", "unit", "span"),
    [
        ("chart of Animal by kind", None, "all"),
        ("chart of Animal by arrived", "", "all"),
        ("chart of Animal by month(arrived) with range = 12 months", "month", "12 months"),
        ("chart of Animal by kind, week(arrived) with range = week", "week", "7 days"),
        ("chart of Animal by kind with kind = heatmap", "day", "12 months"),
    ],
)
def test_a_chart_over_time_knows_its_periods(
    line: str, unit: str | None, span: str, part_of: Callable[[str], tuple[Part, App]]
) -> None:
    need = part_atom("chart").need(*part_of(line))
    assert isinstance(need, Series)
    assert (need.unit, need.span) == (unit, span)


def test_a_chart_of_two_numbers_of_each_row_is_made_of_points(
    part_of: Callable[[str], tuple[Part, App]],
) -> None:
    need = part_atom("chart").need(*part_of("chart of Animal show weight, fee"))
    assert isinstance(need, Rows)
    assert [column.field for column in need.columns] == ["weight", "fee"]


def test_a_chart_has_a_line_for_each_of_its_numbers(part_of: Callable[[str], tuple[Part, App]]) -> None:
    part, app = part_of("chart of Animal by kind, chipped")
    lines = (Line("Yes", (3.0, None), ("3", "")), Line("No", (None, 1.0), ("", "1")))
    answer = SeriesAnswer(app.things[0], "kind", "chipped", ("Animals",), ("cat", "dog"), lines)
    view = part_atom("chart").view(part, app, answer)
    assert json.loads(str(view["drawing"]))["series"] == [
        {"name": "Yes", "values": [3.0, None], "texts": ["3", ""]},
        {"name": "No", "values": [None, 1.0], "texts": ["", "1"]},
    ]
    assert view["bars"] == (
        ("cat · Yes", "3", 100.0),
        ("cat · No", "", 0.0),
        ("dog · Yes", "", 0.0),
        ("dog · No", "1", 33.3),
    )


WAYS = {
    "progress of Animal show sum(fee) with goal = 500": ("fee", "goal", "left"),
    "progress of Animal": ("chipped", "Animals", "left"),
    "progress of Animal by kind show sum(fee), sum(weight)": ("fee", "weight", "left"),
}


@pytest.mark.parametrize("line", WAYS)
def test_progress_has_a_number_a_goal_and_what_is_left(
    line: str, part_of: Callable[[str], tuple[Part, App]]
) -> None:
    need = part_atom("progress").need(*part_of(line))
    assert isinstance(need, Groups)
    assert tuple(column.label for column in need.measures) == WAYS[line]


def test_progress_of_rows_takes_two_of_their_numbers(part_of: Callable[[str], tuple[Part, App]]) -> None:
    need = part_atom("progress").need(*part_of("progress of Animal show weight, fee"))
    assert isinstance(need, Rows)
    assert [column.field for column in need.columns] == ["weight", "fee", None]


@pytest.mark.parametrize(
    ("value", "percent", "reached", "left"),
    [(40.0, 80.0, 80, "$10"), (60.0, 100.0, 120, ""), (-5.0, 0.0, -10, "$55"), (None, 0.0, 0, "$50")],
)
def test_a_bar_ends_at_its_goal(
    value: float | None,
    percent: float,
    reached: int,
    left: str,
    part_of: Callable[[str], tuple[Part, App]],
) -> None:
    part, app = part_of("progress of Animal show sum(fee) with goal = 50")
    group = Group((), (value, 50.0, 50 - (value or 0)), ("", "$50", f"${50 - int(value or 0)}"))
    answer = GroupsAnswer(app.things[0], (), ("fee", "goal", "left"), (group,))
    way = part_atom("progress").view(part, app, answer)["ways"][0]  # type: ignore[index]
    assert (way.percent, way.reached, way.left) == (percent, reached, left)


RANKED = {
    "leaderboard of Animal by kind show sum(fee)": ("kind", "fee"),
    "leaderboard of Animal by kind": ("kind", "Animals"),
    "leaderboard of Animal show sum(fee)": ("name", "fee"),
    "leaderboard of Animal show fee, arrived": (None, "fee"),
    "leaderboard of Animal sort weight desc": (None, "weight"),
}


@pytest.mark.parametrize("line", RANKED)
def test_a_leaderboard_ranks_groups_or_rows(line: str, part_of: Callable[[str], tuple[Part, App]]) -> None:
    need = part_atom("leaderboard").need(*part_of(line))
    assert isinstance(need, Ranks)
    assert (need.by.label if need.by else None, need.measure.label) == RANKED[line]


def test_a_pivot_puts_dates_into_months(part_of: Callable[[str], tuple[Part, App]]) -> None:
    need = part_atom("pivot").need(*part_of("pivot of Animal by kind, arrived show avg(fee) limit 7"))
    assert isinstance(need, Cross)
    assert isinstance(need.column.value, Call)
    assert (need.column.value.function, need.rows) == ("start of month", 7)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("pie chart of Animal by kind", "pie"),
        ("donut of Animal by kind", "donut"),
        ("trend of Animal by arrived", "line"),
        ("pie chart of Animal by kind with kind = bar", "bar"),
        ("graph of Animal by kind", None),
    ],
)
def test_the_word_for_a_chart_says_how_it_is_drawn(
    line: str, kind: str | None, part_of: Callable[[str], tuple[Part, App]]
) -> None:
    part, _ = part_of(line)
    assert (part.kind, dict(part.settings).get("kind")) == ("chart", kind)
