"""Writes the reference pages of `docs/reference` from the code.

python dev/reference.py           writes them
python dev/reference.py --check   says which are out of date, status 1 if any
"""

import importlib
import inspect
import json
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import typer.main

import appling
from appling import atoms, blueprint
from appling.atoms.base import FieldAtom, PartAtom, StepAtom, TraitAtom
from appling.blueprint.json_form import json_schema
from appling.builder.tracing.telemetry import CONTENT
from appling.cli.main import command_line
from appling.diagnostics import Diagnostic
from appling.diagnostics.problem import Problem
from appling.diagnostics.render import render, visible
from appling.models.opening import FILE_VARIABLE
from appling.models.providers.naming import KEY_VARIABLE
from appling.runtime.api import MOST, PAGE_SIZE
from appling.runtime.openapi import REFUSALS, document
from appling.runtime.outward.cashier import HOOK_VARIABLE
from appling.runtime.outward.cashier import KEY_VARIABLE as KEY_OF_PAYMENTS
from appling.runtime.outward.mail import FROM_VARIABLE, SERVER_VARIABLE
from appling.runtime.web.incoming import MAX_TEXT
from appling.store.homes.home_database import VARIABLE
from appling.studio.addresses import ADDRESS_VARIABLE
from pictured import Pictured, described, file_name

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "reference"
CASES = ROOT / "tests" / "cases" / "errors"
EXAMPLE = ROOT / "src" / "appling" / "builder" / "examples" / "core" / "bike-club" / "blueprint.appling"
MADE = "<!-- Made from the code by dev/reference.py: change the code, not this page. -->\n\n"


def pages() -> dict[str, str]:
    """File names below `docs/reference`, and what is to stand in each."""
    return {
        "fields.md": _page("Field types", FIELDS, map(_field, atoms.all_fields())),
        "parts.md": _page("Parts of pages", PARTS, map(_part, atoms.all_parts())),
        "actions.md": _page("Steps of actions", STEPS, map(_step, atoms.all_steps())),
        "traits.md": _page("Traits of things", TRAITS, map(_trait, atoms.all_traits())),
        "commands.md": _page("Commands", COMMANDS, _commands()),
        "diagnostics.md": _page("Diagnostics and problems", DIAGNOSTICS, _diagnostics()),
        "settings.md": _page("Settings", SETTINGS, iter((_variables(), _serving(), HOME))),
        "api.md": _page("The HTTP API of an app", API, _api()),
        "blueprint.schema.json": json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n",
    }


FIELDS = """Behind a field's name stands its type: `price: money`. The name of a thing is a type too: a link
to one of its rows. Behind the type may stand `required`, `unique`, `min 0`, `max 5`, then a default:
`= today + 14 days`, then the roles that alone may see the field: `for organiser`."""
PARTS = """A page is made of parts, a line each: `table "Overdue" of Loan where overdue sort due show bike,
borrower limit 10 for organiser`. Every part shows a person only rows that they may see."""
TRAITS = """A line `has comments` in a thing gives it more than fields. It stands for a plain blueprint,
printed here, in which `HOST` is the thing, `MADE` a new thing that hangs on it, and `LINK` the link between
them. Who may see and do what with the new rows follows from the thing's own rules and is never wider;
`has comments for member` keeps all of it for that role. Its rows, their history, export and API are those of
any thing."""
STEPS = """An action is done whole or not at all: its steps run one after the other in one transaction. So
are those of a trigger, which happen by themselves: `when Loan is added`, `every day at 08:00`, `3 days after
due of Loan`. What is sent outside is written down in that transaction, and sent once it is kept."""
COMMANDS = "The home is the folder named by `APPLING_HOME`, or `~/.appling`. `--json` prints one JSON object."

DIAGNOSTICS = """What Appling says of a blueprint carries a code that stays the same from version to version.
`appling check` shows it with the place; `--json` gives it to programs. Where a fix is named, the builder
applies it by itself, without a model. A fix that *drops* something is only used when nothing else helps,
and what was dropped is reported."""
SETTINGS = "Appling needs no settings. These are there for those who want them."
API = f"""Every app is an HTTP API too: the same rows, rights and actions as its pages, as JSON. The
description of an app's own API (OpenAPI 3.1) is at `/openapi.json`. How to use it stands in
[the guide](../guide/api.md); the addresses below are those of the example bike club.

Lists hold {PAGE_SIZE} rows a page, or `limit` of them, {MOST} at most. A body is JSON of
{MAX_TEXT // 2**20} MB at most."""
AWKWARD = {
    "too-deep": "app A\nthing B\n  c: number\n  d = " + " + ".join(["c"] * 400) + "\n",
    "too-large": "app A\nthing B\n" + "  # words\n" * 25_000,
    "too-long-line": 'app A\nthing B\n  c: text\npage D\n  text "' + "a" * 5000 + '"\n',
    "unreadable-characters": "app A\nthing B\n  c\u202e: text\n",
}
"""Wrong blueprints that are too long to be shown, or whose fault can't be seen."""
VARIABLES = {
    VARIABLE: "The folder of the home. Without it: `~/.appling`.",
    FILE_VARIABLE: "A model file (`.gguf`) that is used as the model `local` instead of the fetched one.",
    KEY_VARIABLE: "The key for a server that speaks OpenAI's protocol at an address of its own, "
    "`openai:NAME@URL`. Left out, none is sent.",
    "OPENAI_API_KEY": "The key of the provider, here OpenAI's; every provider has such a variable of its "
    "own (`ANTHROPIC_API_KEY`, `DEEPSEEK_API_KEY`, …), and the message names it when it is missing.",
    "OLLAMA_BASE_URL": "Where Ollama answers, for models named `ollama:NAME`. Without it: this machine.",
    "HF_ENDPOINT": "Another address for the model hub.",
    SERVER_VARIABLE: "The mail server that apps send e-mails by: `smtp://user:password@mail.host:587`, or "
    "`smtps://…`. Without it, an app's e-mails are files in its folder `mail/`, and its owner reads so.",
    ADDRESS_VARIABLE: "How the apps' addresses begin in e-mails, a star for the app's name: "
    "`https://*.example.org`. Without it: as they are served.",
    FROM_VARIABLE: "The address that e-mails come from. Without it: the name for the mail server, if that is "
    "one.",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "Where `appling trace --otel` sends the record of a build.",
    CONTENT: "`true` to send prompts and answers along with it.",
    KEY_OF_PAYMENTS: "The secret key of Stripe (`sk_…`) with which apps take payments. Without it, payments "
    "are tests that say so. With an app's name behind it, as in `APPLING_STRIPE_KEY_TEA_HOUSE`, it is for "
    "that app alone.",
    HOOK_VARIABLE: "What Stripe signs its calls with (`whsec_…`): make an endpoint there for "
    "`https://APP.HOST/api/-/paid` with the events `checkout.session.*`. Without it, the app learns that a "
    "payment came when its payer comes back and looks. It can be for one app, too.",
    "TZ": "The time zone of days and times, such as `Europe/Berlin`. Without it: this machine's.",
}
HOME = """## The home

| path | what it is |
| --- | --- |
| `home.db` | the apps, the builds with their steps, the owner's settings |
| `secret` | what the home signs with; readable by the owner alone |
| `apps/APP/app.db` | one app: its blueprint, rows, people and sessions |
| `apps/APP/files/` | the files that people uploaded |
| `apps/APP/mail/` | e-mails, where no mail server is set |
| `models/` | fetched models, and what they keep to start faster |
| `locks/` | who works on which build |

To save or move everything, copy the whole home while nothing is served; to save or move one app, use
`appling export`, at any time. `appling burn` destroys one. `models/` can be deleted at any time: it is
fetched again."""


def _page(title: str, lead: str, entries: Iterator[str]) -> str:
    return MADE + f"# {title}\n\n{lead}\n\n" + "\n\n".join(entries) + "\n"


def _doc(thing: object) -> str:
    return inspect.getdoc(type(thing)) or ""


def _head(atom: Pictured) -> str:
    picture = f"![{described(atom)}](../images/{file_name(atom)})"
    return f"## {atom.name}\n\n{picture}\n\n{_doc(atom)}"


def _aliases(names: tuple[str, ...]) -> str:
    return f"\n\nAlso understood: {', '.join(names)}." if names else ""


def _field(atom: FieldAtom) -> str:
    taken = "\n".join(f"| `{_cell(good.typed)}` | {_cell(good.shown)} |" for good in atom.good)
    refused = "\n".join(f"| `{_cell(bad.typed)}` | … {_cell(bad.because)} |" for bad in atom.bad)
    text = f"{_head(atom)}{_aliases(atom.aliases)}\n\n| typed | shown |\n| --- | --- |\n{taken}"
    return text + (f"\n\n| refused | because it |\n| --- | --- |\n{refused}" if refused else "")


def _cell(text: str) -> str:
    shown = text if len(text) <= 60 else text[:57] + "…"
    shown = "".join(mark if mark.isprintable() else f"\\u{ord(mark):04x}" for mark in shown)
    return shown.replace("|", "\\|").replace("\n", " ").replace("`", "'")


def _part(atom: PartAtom) -> str:
    clauses = ", ".join(
        f"`{name}`" for name in ("where", "by", "sort", "show", "limit") if name in atom.clauses
    )
    thing = {"required": "`of THING` (needed)", "optional": "`of THING` (if wanted)", "none": "no thing"}[
        atom.thing
    ]
    items = {"none": "", "some": " Lines may stand below it.", "needed": " Lines stand below it."}
    takes = f"Takes {thing}{', ' + clauses if clauses else ''}.{items[atom.items]}"
    settings = "".join(
        f"\n- `with {each.key} = {'|'.join(each.options) or each.type}`: {each.summary}"
        for each in atom.settings
    )
    head = f"{_head(atom)}\n\n{takes}{_aliases(atom.aliases)}"
    return head + ("\n" + settings if settings else "") + _examples(atom.good)


def _step(atom: StepAtom) -> str:
    return f"## {atom.name}\n\n{_doc(atom)}{_aliases(atom.aliases)}{_examples(atom.good)}"


def _trait(atom: TraitAtom) -> str:
    settings = "".join(
        f"\n- `with {each.key} = {'|'.join(each.options) or each.type}`: {each.summary}"
        for each in atom.settings
    )
    stands = f"It stands for:{_examples((atom.text,))}"
    head = f"{_head(atom)}{_aliases(atom.aliases)}\n" + (settings + "\n" if settings else "")
    return f"{head}\n{stands}\n\nFor example:{_examples(atom.good)}"


def _examples(texts: tuple[str, ...]) -> str:
    return "".join(f"\n\n```\n{dedent(text).strip()}\n```" for text in texts)


def _commands() -> Iterator[str]:
    group = typer.main.get_command(command_line())
    for name, command in sorted(group.commands.items()):  # type: ignore[attr-defined]
        usage = " ".join(["appling", name, *_arguments(command)])
        options = "\n".join(_options(command))
        yield f"## {name}\n\n{(command.help or '').strip()}\n\n```\n{usage}\n```" + (
            f"\n\n{options}" if options else ""
        )


def _arguments(command: object) -> list[str]:
    return [
        _argument(each)
        for each in command.params  # type: ignore[attr-defined]
        if each.param_type_name == "argument"
    ]


def _argument(argument: Any) -> str:
    """Its name, in brackets where it may be left out."""
    name: str = (argument.metavar or argument.name.upper()).strip("[]")
    return name if argument.required else f"[{name}]"


def _options(command: object) -> Iterator[str]:
    for each in command.params:  # type: ignore[attr-defined]
        if each.param_type_name == "option" and each.name != "help":
            names = ", ".join(each.opts) + "".join(f" / {name}" for name in each.secondary_opts)
            yield f"- `{names}`: {each.help or ''}"


def _diagnostics() -> Iterator[str]:
    for code, (source, shown) in sorted(_faulty().items()):
        said = blueprint.check(source, atoms.vocabulary()).diagnostics
        yield _diagnostic(next(each for each in said if each.code == code), source, shown)
    for code, problem in sorted({each.code: each for each in _problems(Problem)}.items()):
        yield f"## {code}\n\nA problem of the program, not of a blueprint. {inspect.getdoc(problem)}"


def _faulty() -> dict[str, tuple[str, bool]]:
    """For each code a blueprint that has this fault, and whether it can be shown."""
    found = {code: (source, False) for code, source in AWKWARD.items()}
    for case in CASES.glob("*.txt"):
        text = case.read_text(encoding="utf-8")
        found[case.stem] = (re.sub(r"^\s*# expect:.*\n", "", text, flags=re.MULTILINE), True)
    return found


def _diagnostic(said: Diagnostic, source: str, shown: bool) -> str:
    kind = "" if said.severity == "error" else f" ({said.severity})"
    lines = [f"## {said.code}", f"{said.title}{kind}."]
    if said.hint:
        lines.append(f"What to do: {said.hint}")
    if said.fix is not None:
        lines.append(f"Fix{' (drops something)' if said.fix.drops else ''}: {visible(said.fix.title)}.")
    if shown:
        lines.append(f"```\n{render(said, source).rstrip()}\n```")
    return "\n\n".join(lines)


def _problems(kind: type[Problem]) -> Iterator[type[Problem]]:
    """Every kind of problem that a person may meet."""
    for module in pkgutil.walk_packages(appling.__path__, "appling."):
        if not module.name.endswith(".worker"):
            importlib.import_module(module.name)
    waiting = [kind]
    while waiting:
        for each in waiting.pop().__subclasses__():
            waiting.append(each)
            yield each


def _variables() -> str:
    rows = "\n".join(f"| `{name}` | {text} |" for name, text in VARIABLES.items())
    return f"## Environment variables\n\n| variable | what it sets |\n| --- | --- |\n{rows}"


def _serving() -> str:
    group = typer.main.get_command(command_line())
    options = "\n".join(_options(group.commands["serve"]))  # type: ignore[attr-defined]
    return f"## Serving\n\n`appling serve` takes:\n\n{options}"


def _api() -> Iterator[str]:
    app = blueprint.check(EXAMPLE.read_text(encoding="utf-8"), atoms.vocabulary()).app
    assert app is not None
    made = document(app)
    rows = [
        f"| {verb.upper()} | `{path}` | {_cell(operation['summary'])} | {min(operation['responses'])} |"
        for path, operations in made["paths"].items()
        for verb, operation in operations.items()
        if verb != "parameters"
    ]
    yield "## Addresses\n\n| method | address | what | answer |\n| --- | --- | --- | --- |\n" + "\n".join(
        rows
    )
    for path in ("/api/loan", "/api/loan/groups"):
        listed = made["paths"][path]["get"]["parameters"]
        lines = [f"| `{each['name']}` | {_cell(each['description'])} |" for each in listed]
        yield f"## In the address of `{path}`\n\n| name | meaning |\n| --- | --- |\n" + "\n".join(lines)
    refusals = "\n".join(f"| {status} | {text} |" for status, text in REFUSALS.items())
    yield (
        '## Errors\n\nA body `{"error": "a sentence", "fields": {"due": "what is wrong with it"}}`; '
        f"`fields` only where fields are wrong.\n\n| status | meaning |\n| --- | --- |\n{refusals}"
    )
    yield "## Values\n\n| type | in JSON |\n| --- | --- |\n" + "\n".join(_values())


def _values() -> Iterator[str]:
    fields = [f"  f{number}: {_written(atom)}" for number, atom in enumerate(atoms.all_fields())]
    source = "app A\nthing T\n" + "\n".join(fields) + "\n"
    app = blueprint.check(source, atoms.vocabulary()).app
    assert app is not None
    shown = document(app)["components"]["schemas"][app.things[0].key]["properties"]
    for number, atom in enumerate(atoms.all_fields()):
        yield f"| {atom.name} | {_json_type(shown[f'f{number}'])} |"


def _json_type(schema: dict[str, Any]) -> str:
    """A schema in words."""
    named = " or ".join(each for each in schema["type"] if each != "null")
    limits = {key: schema[key] for key in ("format", "maxLength", "minimum", "maximum") if key in schema}
    words = [named, *(f"{key} {value}" for key, value in limits.items())]
    words += ["can't be set here"] * ("readOnly" in schema)
    return ": ".join([", ".join(words), *([schema["description"]] if "description" in schema else [])])


def _written(atom: FieldAtom) -> str:
    if atom.arguments == "choices":
        return f"{atom.name}(red, green)"
    return "T" if atom.name == "link" else atom.name


def main() -> int:
    """Write the pages, or with `--check` compare them."""
    stale = []
    for name, text in pages().items():
        path = DOCS / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            DOCS.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if "--check" in sys.argv and stale:
        print("Out of date, run python dev/reference.py:", ", ".join(stale))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
