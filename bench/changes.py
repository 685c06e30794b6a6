"""What a model makes of requests to change an app: how many come out right, in which time.

    python -m bench.changes                       all of them
    python -m bench.changes --only bike-club      those of one example app
    python -m bench.changes --model recorded:F    by another model

A request is right if the app afterwards is as its expectation says, whatever the way there.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.changes import differences
from appling.blueprint.model.app import App, Field, Page, Thing, Verb
from appling.blueprint.model.expression import Aggregate
from appling.builder import Budget, BuildFailed
from appling.builder.asking import Asking
from appling.builder.changing.obvious import obvious_edits
from appling.builder.changing.request import Changing
from appling.models import LanguageModel, open_model

EXAMPLES = Path(__file__).parents[1] / "examples" / "core"
Expectation = Callable[[App], bool]


@dataclass(frozen=True)
class Case:
    app: str
    request: str
    right: Expectation


def thing(app: App, name: str) -> Thing | None:
    return next((each for each in app.things if each.name.lower() == name.lower()), None)


def field(app: App, of: str, *names: str) -> Field | None:
    """A field whose name has one of these words in it."""
    found = thing(app, of)
    wanted = [name.lower() for name in names]
    return next(
        (
            each
            for each in (found.fields if found else ())
            if any(name in each.name.lower() for name in wanted)
        ),
        None,
    )


def page(app: App, word: str) -> Page | None:
    return next((each for each in app.pages if not each.implied and word.lower() in each.name.lower()), None)


def may(app: App, role: str, verb: str, name: str, *, own: bool | None = None) -> bool:
    """Whether the role has the right by a rule of its own or as everybody."""
    found = thing(app, name)
    keys = {each.key for each in app.roles if each.name == role} | {"visitor"}
    grants = [
        each for each in (found.grants if found else ()) if each.verb is Verb(verb) and each.role in keys
    ]
    return any(own is None or each.own is own for each in grants)


def has_field(of: str, *names: str, type_: str | None = None) -> Expectation:
    def right(app: App) -> bool:
        found = field(app, of, *names)
        return found is not None and (type_ is None or type_ in (found.type, found.thing))

    return right


def shows(app: App, kind: str, of: str) -> bool:
    found = thing(app, of)
    return found is not None and any(
        part.kind == kind and part.thing == found.key for each in app.pages for part in each.parts
    )


def new_thing_linked(to: str, *names: str) -> Expectation:
    def right(app: App) -> bool:
        target = thing(app, to)
        return target is not None and any(
            any(name in each.name.lower() for name in names)
            and any(f.thing == target.key for f in each.fields)
            for each in app.things
        )

    return right


def only(app: App, of: str, name: str, *roles: str) -> bool:
    found = field(app, of, name)
    keys = {each.key for each in app.roles if each.name in roles}
    return found is not None and found.only is not None and found.only - {"owner"} == keys


def choices(app: App, of: str, name: str) -> set[str]:
    found = field(app, of, name)
    return {each.name.lower() for each in found.choices} if found else set()


def counted(app: App, of: str) -> bool:
    found = thing(app, of)
    return any(isinstance(each.formula, Aggregate) for each in found.fields) if found else False


CASES = (
    Case("bike-club", "add a size to bikes", has_field("Bike", "size")),
    Case("bike-club", "members may see all loans", lambda app: may(app, "member", "see", "Loan", own=False)),
    Case(
        "bike-club",
        "rename Loan to Lending",
        lambda app: thing(app, "Lending") is not None and thing(app, "Loan") is None,
    ),
    Case(
        "bike-club",
        "remove the Overdue page",
        lambda app: page(app, "Overdue") is None and thing(app, "Loan") is not None,
    ),
    Case("bike-club", "add a chart of loans by month", lambda app: shows(app, "chart", "Loan")),
    Case(
        "bike-club",
        "bikes can also be electric",
        lambda app: "electric" in choices(app, "Bike", "kind") and "road" in choices(app, "Bike", "kind"),
    ),
    Case(
        "bike-club",
        "members should be able to report damages on a bike",
        new_thing_linked("Bike", "damage", "report"),
    ),
    Case(
        "bike-club", "visitors should not see the bikes any more", lambda app: not may(app, "", "see", "Bike")
    ),
    Case("bike-club", "show how often each bike was borrowed", lambda app: counted(app, "Bike")),
    Case("bike-club", "every bike needs a frame number", has_field("Bike", "frame")),
    Case("bike-club", "drop the description of bikes", lambda app: field(app, "Bike", "description") is None),
    Case(
        "bike-club",
        "organisers and members may open the Overdue page",
        lambda app: (found := page(app, "Overdue")) is not None and len(found.roles or ()) == 2,
    ),
    Case(
        "dental-clinic",
        "make the phone number visible only to receptionists",
        lambda app: any(f.only for t in app.things for f in t.fields if "phone" in f.name),
    ),
    Case(
        "dental-clinic",
        "patients need to give their date of birth",
        lambda app: any("birth" in f.name for t in app.things for f in t.fields),
    ),
    Case(
        "garden-forum",
        "add a page with all replies for moderators",
        lambda app: any(p.roles and any(x.thing == "reply" for x in p.parts) for p in app.pages),
    ),
    Case("garden-forum", "add a summary to topics, at most a text", has_field("Topic", "summary")),
    Case(
        "garden-forum",
        "members may not remove their replies",
        lambda app: not may(app, "member", "remove", "Reply"),
    ),
    Case(
        "garden-forum",
        "the title of a board must be given and topics get a tag: vegetable, herb or flower",
        lambda app: len(choices(app, "Topic", "tag")) == 3,
    ),
    Case("garden-forum", "remove the Popular page", lambda app: page(app, "Popular") is None),
    Case("household-money", "add a note to expenses", has_field("Expense", "note")),
    Case(
        "household-money",
        "an account can also be a loan",
        lambda app: "loan" in choices(app, "Account", "kind"),
    ),
    Case(
        "household-money",
        "add a page Debts with a table of accounts",
        lambda app: page(app, "Debts") is not None and shows(app, "table", "Account"),
    ),
    Case(
        "household-money",
        "rename the receipt of expenses to bill",
        lambda app: field(app, "Expense", "bill") is not None and field(app, "Expense", "receipt") is None,
    ),
    Case(
        "team-tasks",
        "tasks can be blocked",
        lambda app: "blocked" in choices(app, "Task", "status") or field(app, "Task", "blocked") is not None,
    ),
    Case("team-tasks", "people can comment on tasks", new_thing_linked("Task", "comment")),
    Case(
        "team-tasks",
        "developers may change all tasks",
        lambda app: may(app, "developer", "change", "Task", own=False),
    ),
    Case(
        "team-tasks",
        "only leads should see the estimate of tasks",
        lambda app: only(app, "Task", "estimate", "lead"),
    ),
    Case(
        "team-tasks",
        "the deadline of a project is required",
        lambda app: (found := field(app, "Project", "deadline")) is not None and found.required,
    ),
    Case("recipes", "add comments on recipes", new_thing_linked("Recipe", "comment")),
    Case("recipes", "add the calories to each recipe", has_field("Recipe", "calorie", type_="number")),
    Case("job-board", "jobs need a salary", has_field("Job", "salary", type_="money")),
    Case("conference", "add a language to talks", has_field("Talk", "language")),
    Case("warehouse", "给商品加一个颜色", has_field("商品", "颜色")),
    Case("warehouse", "删除报表页面", lambda app: page(app, "报表") is None),
    Case("warehouse", "仓管员可以修改所有入库", lambda app: may(app, "仓管员", "change", "入库", own=False)),
    Case("warehouse", "供应商的电话只有经理能看", lambda app: only(app, "供应商", "电话", "经理")),
    Case("warehouse", "把出库改名为发货", lambda app: thing(app, "发货") is not None),
    Case("badminton-booking", "会员可以给场地写评价", new_thing_linked("场地", "评价", "评论")),
    Case("badminton-booking", "场地类型增加混双", lambda app: "混双" in choices(app, "场地", "类型")),
    Case("badminton-booking", "预约加一个备注", has_field("预约", "备注")),
)


@dataclass(frozen=True)
class Result:
    case: Case
    right: bool
    seconds: float
    tokens: int
    said: str


def main() -> None:
    options = arguments()
    with TemporaryDirectory() as folder:
        model = open_model(options.model, Path(options.home or folder) / "models")
        chosen = [case for case in CASES if options.only in (None, case.app)]
        chosen = [case for case in chosen if not options.asked or not by_rule(case)]
        results = [run(case, model) for case in chosen]
    asked = [each for each in results if each.tokens]
    print(
        f"\n{sum(each.right for each in results)} of {len(results)} right; {len(results) - len(asked)} by rule alone"
    )
    if asked:
        print(
            f"by the model: median {statistics.median(each.seconds for each in asked):.1f} s, {statistics.median(each.tokens for each in asked):.0f} tokens"
        )


def by_rule(case: Case) -> bool:
    app = check((EXAMPLES / case.app / "blueprint.appling").read_text("utf-8"), vocabulary()).app
    return app is not None and obvious_edits(case.request, app) is not None


def run(case: Case, model: LanguageModel) -> Result:
    source = (EXAMPLES / case.app / "blueprint.appling").read_text("utf-8")
    before = check(source, vocabulary()).app
    asking = Asking(model, Budget(seconds=600), lambda _: None, None)
    started = time.monotonic()
    try:
        after = check(Changing(asking).wanted(source, case.request).source, vocabulary()).app
    except BuildFailed as failed:
        after, said = None, failed.sentence
    if before is not None and after is not None:
        said = "; ".join(each.sentence for each in differences(before, after))
    tokens = sum(each.tokens_out for each in asking.asked)
    right = after is not None and case.right(after)
    result = Result(case, right, time.monotonic() - started, tokens, said)
    print(
        f"{'ok ' if right else 'NO '} {result.seconds:5.1f} s {tokens:4} tokens  {case.app}: {case.request}\n      {said}",
        flush=True,
    )
    if not right and asking.asked:
        print("      wrote: " + asking.asked[-1].reply.strip().replace("\n", " | "), flush=True)
    return result


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--only", choices=sorted({case.app for case in CASES}), help="the requests for one example app"
    )
    parser.add_argument("--asked", action="store_true", help="only requests that no rule reads")
    parser.add_argument("--model", help="a model's name, as for `appling new`")
    parser.add_argument("--home", help="a home whose models folder keeps what was read ahead")
    return parser.parse_args()


if __name__ == "__main__":
    main()
