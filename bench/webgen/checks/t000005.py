"""Task 000005: regulatory policies, with charts, filters and sorting."""

from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

POLICIES = "policies|regulatory policies|policy|policy overview"


def ui_0(v: Visitor) -> None:
    """UI 0: a selected policy's charts."""
    v.go_to(POLICIES)
    v.open_row(v.listed()[0])
    if v.charts():
        v.needs_chart()
        return
    v.go_to("charts|visualizations|data visualization|statistics|analysis|dashboard|data")
    v.needs_chart()
    raise Partial("there are charts, but not of a selected policy")


def ui_1(v: Visitor) -> None:
    """UI 1: filters by type, date or relevance."""
    kinds = (
        "type|category|kind|status|sector",
        "date|year|effective|from",
        "relevance|priority|importance|impact",
    )
    works = {}
    for kind in kinds:
        try:
            v.filters(POLICIES, kind, strict=True)
            works[kind] = True
        except Unmet:
            works[kind] = False
    need(any(works.values()), "no filter changes the list")
    if sum(works.values()) < 2:
        raise Partial("only one kind of filter works")


def ui_2(v: Visitor) -> None:
    """UI 2: sorting by date, name or relevance."""
    v.sorts(POLICIES, "date|name|title|relevance|effective|year|policy")


def ui_3(v: Visitor) -> None:
    """UI 3: the navigation, with the current section marked."""
    v.navigates(
        POLICIES,
        "related data|data|metrics|documents|indicators",
        "visualizations|charts|statistics|analysis|dashboard",
    )
    v.open()
    before = _marked(v)
    v.go_to(POLICIES)
    if not _marked(v) - before:
        raise Partial("the current section is not marked")


def _marked(v: Visitor) -> set[str]:
    """The entries of the navigation that look like the current one, or are said to be."""
    return {each.text for each in v.clickables() if each.nav and each.current}


def ui_4(v: Visitor) -> None:
    """UI 4: the first policy's description."""
    v.go_to(POLICIES)
    row = v.listed()[0]
    v.open_row(row)
    need(v.shows(row.title), "the policy's name isn't shown")
    need(len(v.content().split()) >= 30, "there is hardly anything to read about it")
    v._shows_details(
        v.content(),
        (
            "policy|regulation|regulatory|act|law|directive|compliance|rule",
            "#date|effective|status|type|category|sector|agency|authority|scope|requirement|requirements",
        ),
    )


def ui_5(v: Visitor) -> None:
    """UI 5: search."""
    v.searches(POLICIES)


@by("visitor", half=("person",))
def ui_6(v: Visitor) -> None:
    """UI 6: the colours."""
    v.has_colours("lavender", "indigo")


def api_0(a: Api) -> None:
    """API 0: the policies."""
    a.lists("policy|policies|regulation", "title|name", "type|category|status|date|description|summary")


def api_1(a: Api) -> None:
    """API 1: filtered policies."""
    a.filters(
        "policy|policies|regulation",
        "type|category|status|kind|relevance|sector|priority|agency|jurisdiction",
    )


def api_2(a: Api) -> None:
    """API 2: sorted policies."""
    a.sorts("policy|policies|regulation")


def api_3(a: Api) -> None:
    """API 3: figures for a policy's chart."""
    a.tries(
        lambda: a.numbers("chart|visualization|metric|statistic|policy", of="policy|policies|regulation"),
        lambda: need(
            any(
                isinstance(value, int | float)
                for row in a.related("metric|data|indicator|figure|statistic", "policy", a.gets("policy"))
                for key, value in row.items()
                if not key.endswith("id")
            ),
            "no figures belong to the policy",
        ),
    )


def api_4(a: Api) -> None:
    """API 4: one policy's details."""
    a.gets(
        "policy|policies|regulation",
        "title|name",
        "description|summary|content|text|details",
        "date|type|category|status",
    )


def db_0(d: Database) -> None:
    """DB 0: policies."""
    d.holds("policy|policies|regulation", "title|name", "description|summary|content|text")


def db_1(d: Database) -> None:
    """DB 1: figures about policies."""
    d.either(
        (
            "metric|data|indicator|statistic|figure|chart|related",
            "policy",
            "value|amount|count|number|figure|score",
        ),
        ("in", "policy|policies", "score|impact|cost|count|rate|value|compliance"),
    )


def db_2(d: Database) -> None:
    """DB 2: categories of policies."""
    d.either(
        ("in", "policy|policies|regulation", "type|category|kind|sector", "date|year|status|relevance"),
        ("category|type|tag", "name|title"),
    )
