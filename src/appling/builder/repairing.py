"""Lets a model mend what rules can't: it gets the faults and answers with the blocks to replace."""

from appling.blueprint import Mended, mend, parse
from appling.blueprint.model.vocabulary import Vocabulary
from appling.blueprint.syntax.tree import AppBlock, Block
from appling.builder.asking import Asking
from appling.builder.briefs.words import fold
from appling.builder.drafting import unfenced
from appling.builder.prompts import repair_prompt
from appling.diagnostics import Diagnostic

TRIES = 3
REPAIR_TOKENS = 600


def repair(mended: Mended, asking: Asking, vocabulary: Vocabulary) -> tuple[Mended, int]:
    """The best of at most three tries, and how many there were; after that, rules decide what to drop.

    A try counts only if it leaves fewer faults than before. The second is about the first fault alone,
    the third about the last one, so that no try is like one that failed.
    """
    for number in range(1, TRIES + 1):
        errors = mended.checked.errors
        if not errors or asking.seconds_left <= 0 or asking.tokens_left <= 0:
            return mended, number - 1
        reply = asking.ask(repair_prompt(mended.source, _about(errors, number)), most=REPAIR_TOKENS)
        tried = mend(replaced(mended.source, unfenced(reply)), vocabulary)
        if len(tried.checked.errors) < len(errors):
            mended = Mended(tried.source, mended.applied + tried.applied, tried.checked)
    return mended, TRIES


def _about(errors: tuple[Diagnostic, ...], number: int) -> tuple[Diagnostic, ...]:
    return {1: errors, 2: errors[:1]}.get(number, errors[-1:])


def replaced(source: str, answer: str) -> str:
    """The text with the answer's blocks in place of those of the same kind and name."""
    old = {_key(block): block for block in parse(source).blueprint.blocks}
    new = parse(answer).blueprint
    for block in sorted(new.blocks, key=lambda each: -_start(old.get(_key(each)))):
        text = answer[block.span.start : block.span.end].rstrip()
        before = old.get(_key(block))
        if before is None:
            source = f"{source.rstrip()}\n\n{text}\n"
        else:
            source = source[: before.span.start] + text + source[before.span.end :]
    return source


def _key(block: Block) -> tuple[str, str]:
    return type(block).__name__, "" if isinstance(block, AppBlock) else fold(block.name.text)


def _start(block: Block | None) -> int:
    return -1 if block is None else block.span.start
