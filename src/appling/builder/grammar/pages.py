"""The last stage: actions and pages, which may name only what is declared."""

from appling.blueprint.model.vocabulary import PartSignature, Vocabulary
from appling.builder.draft.declared import Declared, DeclaredThing
from appling.builder.grammar.gbnf import WORDS, any_of, literal, row, words
from appling.builder.grammar.terms import assignments, changes, condition, groupings, measures

MOST_ACTIONS = 4
MOST_PAGES = 6
MOST_PARTS = 4


def pages_grammar(declared: Declared, vocabulary: Vocabulary) -> str:
    """Lines of actions, then lines of pages."""
    actions = [_action(thing, declared, vocabulary) for thing in declared.things]
    can = [action for action in actions if action]
    rules = [
        f"root ::= {f'action{{0,{MOST_ACTIONS}}} ' if can else ''}page{{1,{MOST_PAGES}}}",
        f'page ::= "page " name {_for(declared)} ": " {row("part", "; ", 1, MOST_PARTS)} "\\n"',
        f"part ::= {any_of(_parts(declared, vocabulary))}",
    ]
    if can:
        rules.append(f'action ::= "action " name {_for(declared)} " on " {any_of(can)} "\\n"')
    return "\n".join(rules) + WORDS


def _for(declared: Declared) -> str:
    return f'(" for " {row(words(declared.roles), ", ", 1, 2)})?' if declared.roles else ""


def _action(thing: DeclaredThing, declared: Declared, vocabulary: Vocabulary) -> str | None:
    steps = _steps(thing, declared, vocabulary)
    if not steps:
        return None
    asked = condition(thing)
    when = f'(" when " {asked})?' if asked else ""
    return f'{literal(thing.name)} {when} ": " {row(any_of(steps), "; ", 1, 2)}'


def _steps(thing: DeclaredThing, declared: Declared, vocabulary: Vocabulary) -> list[str]:
    """What an action on this thing can be made of, each kind of step in its form."""
    found = []
    for name, step in vocabulary.steps.items():
        if step.form == "assign" and (changed := changes(thing, declared)):
            found.append(f"{literal(f'{name} ')} {any_of(changed)}")
        elif step.form == "create":
            for other in declared.children(thing):
                given = any_of(assignments(other, thing))
                found.append(f"{literal(f'{name} {other.name} with ')} {row(given, ', ', 1, 3)}")
    return found


def _parts(declared: Declared, vocabulary: Vocabulary) -> list[str]:
    found = []
    for kind, part in vocabulary.parts.items():
        if part.text:
            found.append(f'{literal(kind)} " \\"" sentence "\\""')
        elif part.thing != "none":
            found += [
                f"{literal(f'{kind} of {thing.name}')} {_clauses(part, thing)}" for thing in declared.things
            ]
    return found


def _clauses(part: PartSignature, thing: DeclaredThing) -> str:
    """The clauses that this kind of part takes, in the order of the language."""
    clauses = []
    if "where" in part.clauses and (asked := condition(thing)):
        clauses.append(f'(" where " {asked})?')
    if "by" in part.clauses and (groups := groupings(thing, dates=part.measures)):
        clauses.append(f'(" by " {groups})?')
    if "sort" in part.clauses:
        clauses.append(f'(" sort " {words(field.name for field in thing.fields)} (" desc")?)?')
    if part.measures:
        clauses.append(f'(" show " {measures(thing)})?')
    if "limit" in part.clauses and part.collection:
        clauses.append('(" limit " [1-9] [0-9]?)?')
    return " ".join(clauses)
