"""Task 000003: financial data of several companies, consolidated and compared."""

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import need, need_all
from bench.webgen.visitor import Visitor

COMPANIES = "companies|company|company data|company financial data"
FIGURES = "revenue|income|profit|expense|asset|liability|amount|balance|cash|earnings|sales|turnover|cost"
RECORD = "financial record|financial data|financial|finance|record|statement|figure|entry"


def ui_0(v: Visitor) -> None:
    """UI 0: the first company's financial data."""
    v.details(COMPANIES, FIGURES, "#number")


def ui_1(v: Visitor) -> None:
    """UI 1: a consolidated report with a summary."""
    v.go_to("consolidated report|consolidated|report|summary")
    if v.find("generate|create report|run report"):
        v.pick_all("generate|create|run|show")
    text = v.content()
    names = [row.title for row in v.rows() if words.numbers(row.text)]
    need(len(words.numbers(text)) >= 3, "the report shows no figures")
    need_all(
        {
            "figures of several companies": len(names) >= 2 or v.charts(),
            "a summary": words.lines_with(text, "total|sum|average|summary|overall|consolidated"),
            "financial terms": words.lines_with(text, FIGURES),
        },
        half=0.6,
    )


def ui_2(v: Visitor) -> None:
    """UI 2: the second and the third company side by side."""
    v.go_to(COMPANIES)
    names = [row.title for row in v.listed(least=3)][1:3]
    if not v.can_go_to("compare|comparison|cross company comparison|comparisons"):
        v.go_to(COMPANIES)
    v.pick(names, "compare|show|generate|apply")
    text = v.content()
    need(all(name.casefold() in text.casefold() for name in names), "the two companies aren't shown together")
    need(words.lines_with(text, FIGURES), "no financial terms are shown")
    need(len(words.numbers(text)) >= 2, "no figures are shown")


def ui_3(v: Visitor) -> None:
    """UI 3: the navigation."""
    v.navigates("home|dashboard|overview", COMPANIES, "reports|report|consolidated")


@by("visitor", half=("person",))
def ui_4(v: Visitor) -> None:
    """UI 4: the colours."""
    v.has_colours("mint cream", "teal")


def api_0(a: Api) -> None:
    """API 0: financial data comes in."""
    a.adds(
        RECORD,
        {"revenue|income|amount|value|sales": 48213, "period|year|quarter|title|name": "2026"},
        marker=48213,
    )


def api_1(a: Api) -> None:
    """API 1: the financial data of one company."""
    a.tries(lambda: _of_company(a), lambda: need_figures(a.gets("company")))


def _of_company(a: Api) -> None:
    company = a.gets("company")
    rows = a.related(RECORD, "company", company)
    need(rows, "no financial data of the company is returned")


def need_figures(item: dict) -> None:
    need(any(words.means(key, FIGURES) for key in item), "the company has no financial data")


def api_2(a: Api) -> None:
    """API 2: the consolidated report."""
    a.numbers(
        "consolidated|aggregate|summary|total|report|financial|statistics", of=f"company|financial|{FIGURES}"
    )


def api_3(a: Api) -> None:
    """API 3: the comparison of companies."""
    a.tries(
        lambda: a.numbers("compare|comparison", of=f"company|financial|{FIGURES}"),
        lambda: a.numbers("company|companies by company|financial", least=4),
    )


def api_4(a: Api) -> None:
    """API 4: a report by parameters."""
    a.tries(
        lambda: a.numbers("report|reports|custom report"),
        lambda: a.adds(
            "report",
            {"title|name": "Quarterly report 771"},
            marker="771",
            fields=f"{FIGURES}|total|data|content|figures|summary|result",
        ),
    )


def db_0(d: Database) -> None:
    """DB 0: companies."""
    d.holds("company|companies|organisation|organization", "name|title")


def db_1(d: Database) -> None:
    """DB 1: financial records of companies."""
    d.holds(
        "financial|finance|record|statement|report|revenue|transaction|metric|figure|entry|ledger|result",
        "company",
        "revenue|income|amount|profit|expense|value",
    )
