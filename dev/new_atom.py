"""Begins a new atom: a folder with a small one that works, to be made what it should be.

    python dev/new_atom.py field "colour" "A colour."
    python dev/new_atom.py part "kaleidoscope" "Patterns that turn."
    python dev/new_atom.py step "double" "Double a number."

With `--into FOLDER` it is made there, as a package of its own that comes by entry point.
"""

import argparse
import re
import sys
from pathlib import Path
from string import Template
from textwrap import dedent

from appling.atoms import vocabulary
from appling.blueprint.model.vocabulary import FieldSignature, PartSignature, StepSignature

ATOMS = Path(__file__).parents[1] / "src" / "appling" / "atoms"
FOLDERS = {"field": "fields", "part": "pages", "step": "actions"}

FIELD = '''
    """$summary"""

    from __future__ import annotations

    from appling.atoms.base import Bad, Good, Refused, Sample
    from appling.atoms.base.line import LineField
    from appling.blueprint.model.app import Field


    class ${class_name}Field(LineField):
        """$summary

        Say here what people use it for.
        """

        name = "$name"
        aliases = ()
        longest = 40
        good = (Good(" $name 1 ", "$name 1", "$name 1"),)
        bad = (Bad("?", "must begin with a letter"), Bad("x" * 41, "at most 40 characters"))

        def refine(self, line: str, field: Field, language: str) -> str:
            if not line[0].isalpha():
                raise Refused("{field} must begin with a letter", field=field.name)
            return line

        def sample(self, field: Field, sample: Sample) -> str:
            return f"$name {sample.index + 1}"
'''
INPUT = """
    {% from "macros/field.html" import attributes with context %}
    <input type="text" {{ attributes() }} value="{{ value }}" maxlength="40">
"""
PART = '''
    """$summary"""

    from appling.atoms.base import Need, PartAtom, Rows
    from appling.atoms.base.columns import shown_columns
    from appling.blueprint.model.app import App, Part


    class ${class_name}(PartAtom):
        """$summary

        Say here what people use it for.
        """

        name = "$name"
        aliases = ()
        thing = "required"
        clauses = frozenset({"where", "sort", "show", "limit"})
        collection = True
        good = (
            """
            app Example
            thing Note
              title: text, required
            page Notes
              $name of Note sort title limit 3
            """,
        )
        bad = (
            """
            # missing-thing
            app Example
            thing Note
              title: text, required
            page Notes
              $name
            """,
        )

        def need(self, part: Part, app: App) -> Need:
            thing = app.thing(part.thing or "")
            columns = shown_columns(part, thing, 3)
            return Rows(thing.key, columns, part.where, part.sort, part.limit, controls=False)
'''
PART_HTML = """
    <section id="{{ id }}" aria-labelledby="{{ id }}-title">
      <h2 id="{{ id }}-title" class="text-xl font-semibold">{{ part.title or data.thing.plural }}</h2>
      <ul>
        {% for row in data.rows %}
        <li><a class="link" href="{{ row.href }}">{{ row.title }}</a></li>
        {% endfor %}
      </ul>
    </section>
"""
STEP = '''
    """$summary"""

    from appling.atoms.base import StepAtom, StepContext
    from appling.blueprint.model.app import Step


    class ${class_name}Step(StepAtom):
        """$summary

        Say here what people use it for.
        """

        name = "$name"
        aliases = ()
        form = "assign"
        good = (
            """
            app Example
            thing Note
              title: text, required
              done: yes/no
            action Finish on Note
              $name done = yes
            """,
        )
        bad = (
            """
            # unknown-name
            app Example
            thing Note
              title: text, required
            action Finish on Note
              $name done = yes
            """,
        )

        def run(self, step: Step, context: StepContext) -> None:
            for assignment in step.assignments:
                context.assign(assignment.path, assignment.value)
'''
FILES = {
    "field": {"atom.py": FIELD, "input.html": INPUT, "show.html": "{{ text }}\n"},
    "part": {"atom.py": PART, "part.html": PART_HTML},
    "step": {"atom.py": STEP},
}


def new_atom(kind: str, name: str, summary: str, into: Path | None = None) -> Path:
    """The folder of the new atom. Raises ValueError with what is wrong."""
    words = " ".join(name.lower().replace("_", " ").replace("-", " ").split())
    if not re.fullmatch(r"[a-z][a-z0-9 ]{1,30}", words):
        raise ValueError(f"{name!r} is no name for an atom: take letters, digits and spaces")
    if not re.fullmatch(r"[A-Z][^\"\\$\n]+\.", summary):
        raise ValueError("the summary is one sentence: a capital letter, no quotes, a full stop")
    if words in _taken(kind):
        raise ValueError(f"there is a {kind} that is called {words!r} already")
    folder = (into or ATOMS / FOLDERS[kind]) / words.replace(" ", "_")
    if folder.exists():
        raise ValueError(f"{folder} is there already")
    values = {"name": words, "class_name": words.title().replace(" ", ""), "summary": summary}
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(f'"""{summary}"""\n', encoding="utf-8")
    for file, text in FILES[kind].items():
        filled = Template(dedent(text).lstrip()).substitute(values)
        (folder / file).write_text(filled, encoding="utf-8")
    return folder


def _taken(kind: str) -> set[str]:
    known = vocabulary()
    signatures: dict[str, list[FieldSignature | PartSignature | StepSignature]] = {
        "field": [*known.fields.values()],
        "part": [*known.parts.values()],
        "step": [*known.steps.values()],
    }
    return {word for each in signatures[kind] for word in (each.name, *each.aliases)}


def main() -> int:
    """The command; its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("kind", choices=tuple(FOLDERS))
    parser.add_argument("name", help="as blueprints write it")
    parser.add_argument("summary", help="one sentence for the documentation")
    parser.add_argument("--into", type=Path, help="a folder for a package of its own")
    given = parser.parse_args()
    try:
        folder = new_atom(given.kind, given.name, given.summary, given.into)
    except ValueError as error:
        print(f"new_atom: {error}", file=sys.stderr)
        return 1
    print(f"Made {folder}. The tests in tests/atoms hold it to its contract from now on.")
    if given.into:
        print('It is found once its pyproject.toml says [project.entry-points."appling.atoms"]')
        print(f'{folder.name} = "{folder.name}.atom"')
    return 0


if __name__ == "__main__":
    sys.exit(main())
