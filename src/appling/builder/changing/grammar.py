"""Holds a small model to edits of an app: each line names only what is there, or what it adds."""

from appling.blueprint.model.app import VISITOR, App
from appling.blueprint.model.vocabulary import Vocabulary
from appling.builder.grammar.gbnf import WORDS, any_of, literal, row, words

MOST_EDITS = 4
_VERBS = ("see", "add", "change", "remove")
_PARTS = ("table", "cards", "list", "form")


def edits_grammar(app: App, vocabulary: Vocabulary) -> str:
    """A few lines such as `field Bike.size: choice(small, large)` or `member may see all Loan`."""
    rules = _rules(app)
    lines = [name for name, rule in rules.items() if rule]
    text = [f"root ::= edit{{1,{MOST_EDITS}}}", f"edit ::= {any_of(lines)}"]
    text += [f'{name} ::= {rule} "\\n"' for name, rule in rules.items() if rule]
    return "\n".join(text + _names(app, vocabulary)) + WORDS


def _rules(app: App) -> dict[str, str]:
    """Each kind of line; an empty one where there is nothing that it could name."""
    choices = [
        f"{thing.name}.{field.name}" for thing in app.things for field in thing.fields if field.choices
    ]
    values = [
        f"{thing.name}.{field.name} - {choice.name}"
        for thing in app.things
        for field in thing.fields
        for choice in field.choices
        if field.formula is None
    ]
    pages = [page.name for page in app.pages if not page.implied]
    blocks = [f"page {name}" for name in pages] + [f"action {action.name}" for action in app.actions]
    roles = [role.name for role in app.roles]
    people = [f"role {name}" for name in roles]
    dates = [
        f"{thing.name} by month({field.name})"
        for thing in app.things
        for field in thing.fields
        if field.type in ("date", "date and time")
    ]
    return {
        "field": '"field " thing "." name ": " type',
        "retyped": '"field " known ": " type',
        "computed": '"field " thing "." name " = " formula' if _formulas(app) else "",
        "flagged": '"field " known ": " ("required" | "optional" | "unique")',
        "dropped": f'"remove " (known | thing | {words(blocks)})' if blocks else '"remove " (known | thing)',
        "renamed": f'"rename " (known | thing{_or(blocks + people)}) " to " name',
        "valued": f'"value " {words(choices)} " + " label' if choices else "",
        "unvalued": f'"value " {words(values)}' if values else "",
        "allowed": 'role " may " ("only ")? verbs " " ("all" | "own") " " thing',
        "denied": 'role " may not " verbs " " thing',
        "hidden": f'"only " {row("role", ", ", 1, 2)} " sees " known' if roles else "",
        "shown": '"everybody sees " known' if roles else "",
        "newthing": '"thing " fresh " by " adders (", private")? ": " fields',
        "part": f'"page " {words(pages)} ": " part' if pages else "",
        "newpage": '"page " title (" for " role)? ": " part',
        "charted": f'"page " {any_of([*map(literal, pages), "title"])} ": chart of " {words(dates)}'
        if dates
        else "",
        "opened": f'"page " {words(pages)} " for " adders' if pages and roles else "",
        "role": '"role " letter{1,14} (" " letter{1,14})?',
        "about": '"about " sentence',
    }


def _or(names: list[str]) -> str:
    return f" | {words(names)}" if names else ""


def _names(app: App, vocabulary: Vocabulary) -> list[str]:
    plain = [name for name, field in vocabulary.fields.items() if field.arguments == "none"]
    things = [thing.name for thing in app.things]
    known = [f"{thing.name}.{field.name}" for thing in app.things for field in thing.fields]
    found = [
        f"thing ::= {words(things)}",
        f"known ::= {words(known)}",
        f"role ::= {words([VISITOR, *(role.name for role in app.roles)])}",
        f"type ::= {words([*plain, *things])} | choice",
        f'choice ::= "choice(" {row("label", ", ", 2, 6)} ")"',
        f"verbs ::= {row(words(_VERBS), ', ', 1, 3)}",
        f"adders ::= {row('role', ', ', 1, 3)}",
        'fresh ::= initial letter{0,17} (" " word)?',
        f"fields ::= {row('fieldspec', ', ', 1, 7)}",
        'fieldspec ::= name (": " type)?',
        f'part ::= {words(_PARTS)} " of " thing',
    ]
    return [*found, f"formula ::= {words(_formulas(app))}"] if _formulas(app) else found


def _formulas(app: App) -> list[str]:
    """What can be counted and summed: rows that link to another thing, and their numbers."""
    found = []
    for child in app.things:
        if any(field.thing is not None for field in child.fields):
            found.append(f"count({child.name})")
            found += [
                f"{function}({child.name}.{field.name})"
                for field in child.fields
                if field.type in ("number", "money", "rating") and field.formula is None
                for function in ("sum", "avg")
            ]
    return found
