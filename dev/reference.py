"""Writes the reference pages of `docs/reference` from the code.

python dev/reference.py           writes them
python dev/reference.py --check   says which are out of date, status 1 if any
"""

import inspect
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import typer.main

from appling import atoms, blueprint
from appling.atoms.base import FieldAtom, PartAtom, StepAtom
from appling.cli.main import app as command_line

DOCS = Path(__file__).parents[1] / "docs" / "reference"
MADE = "<!-- Made from the code by dev/reference.py: change the code, not this page. -->\n\n"


def pages() -> dict[str, str]:
    """File names below `docs/reference`, and what is to stand in each."""
    return {
        "fields.md": _page("Field types", FIELDS, map(_field, atoms.all_fields())),
        "parts.md": _page("Parts of pages", PARTS, map(_part, atoms.all_parts())),
        "actions.md": _page("Steps of actions", STEPS, map(_step, atoms.all_steps())),
        "commands.md": _page("Commands", COMMANDS, _commands()),
        "blueprint.schema.json": json.dumps(blueprint.json_schema(), indent=2, ensure_ascii=False) + "\n",
    }


FIELDS = """Behind a field's name stands its type: `price: money`. The name of a thing is a type too: a link
to one of its rows. Behind the type may stand `required`, `unique`, `min 0`, `max 5`, then a default:
`= today + 14 days`, then the roles that alone may see the field: `for organiser`."""
PARTS = """A page is made of parts, a line each: `table "Overdue" of Loan where overdue sort due show bike,
borrower limit 10 for organiser`. Every part shows a person only rows that they may see."""
STEPS = "An action is done whole or not at all: its steps run one after the other in one transaction."
COMMANDS = "The home is the folder named by `APPLING_HOME`, or `~/.appling`. `--json` prints one JSON object."


def _page(title: str, lead: str, entries: Iterator[str]) -> str:
    return MADE + f"# {title}\n\n{lead}\n\n" + "\n\n".join(entries) + "\n"


def _doc(thing: object) -> str:
    return inspect.getdoc(type(thing)) or ""


def _aliases(names: tuple[str, ...]) -> str:
    return f"\n\nAlso understood: {', '.join(names)}." if names else ""


def _field(atom: FieldAtom) -> str:
    taken = "\n".join(f"| `{_cell(good.typed)}` | {_cell(good.shown)} |" for good in atom.good)
    refused = "\n".join(f"| `{_cell(bad.typed)}` | … {_cell(bad.because)} |" for bad in atom.bad)
    text = (
        f"## {atom.name}\n\n{_doc(atom)}{_aliases(atom.aliases)}\n\n| typed | shown |\n| --- | --- |\n{taken}"
    )
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
    takes = f"Takes {thing}{', ' + clauses if clauses else ''}."
    settings = "".join(
        f"\n- `with {each.key} = {'|'.join(each.options) or each.type}`: {each.summary}"
        for each in atom.settings
    )
    head = f"## {atom.name}\n\n{_doc(atom)}\n\n{takes}{_aliases(atom.aliases)}"
    return head + ("\n" + settings if settings else "") + _examples(atom.good)


def _step(atom: StepAtom) -> str:
    return f"## {atom.name}\n\n{_doc(atom)}{_aliases(atom.aliases)}{_examples(atom.good)}"


def _examples(texts: tuple[str, ...]) -> str:
    return "".join(f"\n\n```\n{dedent(text).strip()}\n```" for text in texts)


def _commands() -> Iterator[str]:
    group = typer.main.get_command(command_line)
    for name, command in sorted(group.commands.items()):  # type: ignore[attr-defined]
        usage = " ".join(["appling", name, *_arguments(command)])
        options = "\n".join(_options(command))
        yield f"## {name}\n\n{(command.help or '').strip()}\n\n```\n{usage}\n```" + (
            f"\n\n{options}" if options else ""
        )


def _arguments(command: object) -> list[str]:
    return [
        each.metavar or each.name.upper()  # type: ignore[attr-defined]
        for each in command.params
        if each.param_type_name == "argument"
    ]  # type: ignore[attr-defined]


def _options(command: object) -> Iterator[str]:
    for each in command.params:  # type: ignore[attr-defined]
        if each.param_type_name == "option" and each.name != "help":
            yield f"- `{', '.join(each.opts)}`: {each.help or ''}"


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
