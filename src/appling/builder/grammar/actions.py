"""The last stage: what people can do at the press of a button."""

from appling.blueprint.model.vocabulary import Vocabulary
from appling.builder.draft.declared import Declared, DeclaredThing
from appling.builder.grammar.gbnf import WORDS, any_of, literal, row
from appling.builder.grammar.terms import changes, condition, new_rows

MOST_ACTIONS = 4


def actions_grammar(declared: Declared, vocabulary: Vocabulary) -> str | None:
    """Lines such as `action Approve on Order when status = new: set status = paid`.

    None if nothing can be done.
    """
    found = [line for thing in declared.things if (line := _action(thing, declared, vocabulary))]
    if not found:
        return None
    rules = [
        f"root ::= action{{0,{MOST_ACTIONS}}}",
        f'action ::= "action " title " on " {any_of(found)} "\\n"',
    ]
    return "\n".join(rules) + WORDS


def _action(thing: DeclaredThing, declared: Declared, vocabulary: Vocabulary) -> str | None:
    steps = _steps(thing, declared, vocabulary)
    asked = condition(thing)
    when = f'(" when " {asked})?' if asked else ""
    return f'{literal(thing.name)} {when} ": " {row(any_of(steps), "; ", 1, 2)}' if steps else None


def _steps(thing: DeclaredThing, declared: Declared, vocabulary: Vocabulary) -> list[str]:
    """What an action on this thing can be made of, each kind of step in its form."""
    found = []
    for name, step in vocabulary.steps.items():
        if step.form == "assign" and (changed := changes(thing, declared)):
            found.append(f"{literal(f'{name} ')} {any_of(changed)}")
        elif step.form == "create":
            found += [f"{literal(f'{name} ')} {line}" for line in new_rows(thing, declared)]
    return found
