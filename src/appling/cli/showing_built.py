"""What commands tell of a build that has ended in an app."""

from dataclasses import asdict
from typing import Any

from appling.builder import Built
from appling.builder.assuming import sentence as assumed_sentence
from appling.builder.costs.choosing import chosen
from appling.builder.costs.estimating import cost_in_words, time_in_words
from appling.cli.fetching import Fetching
from appling.cli.output import diagnostics_as_json, err, out
from appling.diagnostics import Diagnostic
from appling.models import LanguageModel, open_model
from appling.runtime.translate import translator
from appling.store import Home
from appling.studio.addresses import app_url


def open_with_progress(home: Home, name: str | None, *, quiet: bool, role: str = "build") -> LanguageModel:
    """The named model, or the one set for this work, with a progress bar while its file is fetched."""
    with Fetching(err, quiet=quiet) as fetching:
        return open_model(chosen(home, role, name), home.models, fetching.take)


def tell(built: Built) -> None:
    """Its name and what it cost, and what was mended, added or left out."""
    out.print(
        f"\n[bold]{_plain(built.name)}[/bold] is live: {built.seconds:.1f} s, {built.tokens_in} tokens read, "
        f"{built.tokens_out} written, {_cost(built)}.",
        soft_wrap=True,
    )
    _list("Mended", built.mended)
    _list("Added", built.added)
    _list("Left out", built.not_built)
    _tell_wants(built)
    _tell_assumed(built)
    out.print(f"See its blueprint: appling show {built.key}", style="dim", markup=False)


def _cost(built: Built) -> str:
    """What it cost, and what was said of that before."""
    t, said = translator("en"), built.estimate
    cost = cost_in_words(built.price, t)
    if said is None:
        return cost
    return f"{cost}; expected were about {time_in_words(said.seconds, t)}, {cost_in_words(said.price, t)}"


def _list(heading: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    if diagnostics:
        out.print(f"{heading}:", markup=False)
        for diagnostic in diagnostics:
            out.print(f"  - {sentence(diagnostic)}", markup=False, soft_wrap=True)


def _tell_wants(built: Built) -> None:
    """What was asked for, as far as it is not there, and how to ask for it again."""
    missing = [each for each in built.wants if not each.met]
    out.print(f"{built.met} of {len(built.wants)} things that you asked for are there.", markup=False)
    for each in missing:
        needed = f"; it would need {each.needed}" if each.needed else ""
        line = f"  - not built: {each.want}, because {each.reason}{needed}"
        out.print(line, markup=False, soft_wrap=True)
    first = next((each for each in missing if each.can_be_added), None)
    if first is not None:
        line = f'Ask for it again: appling change {built.key} "Add {first.want}"'
        out.print(line, style="dim", markup=False, soft_wrap=True)


def _tell_assumed(built: Built) -> None:
    """What the app settles that may not have been said, and how to have it otherwise."""
    if built.assumed:
        out.print("Assumed, where you did not say otherwise:", markup=False)
    for each in built.assumed:
        out.print(f"  - {assumed_sentence(each, translator('en'))}", markup=False, soft_wrap=True)
        if each.otherwise:
            line = f'    appling change {built.key} "{each.otherwise}"'
            out.print(line, style="dim", markup=False, soft_wrap=True)


def _plain(text: str) -> str:
    return text.replace("[", r"\[")


def sentence(diagnostic: Diagnostic) -> str:
    """A diagnostic in one line."""
    return f"{diagnostic.title}: {diagnostic.label}" if diagnostic.label else diagnostic.title


def result(built: Built, port: int) -> dict[str, Any]:
    """What `--json` prints of a build."""
    return {
        "app": built.key,
        "name": built.name,
        "url": app_url(built.key, port),
        "model": built.model,
        "seconds": round(built.seconds, 2),
        "tokens_in": built.tokens_in,
        "tokens_out": built.tokens_out,
        "price": built.price,
        "estimate": None if built.estimate is None else asdict(built.estimate),
        "blueprint": built.blueprint,
        "mended": diagnostics_as_json(built.mended),
        "added": diagnostics_as_json(built.added),
        "not_built": diagnostics_as_json(built.not_built),
        "wants": [
            asdict(each) | {"met": each.met, "can_be_added": each.can_be_added} for each in built.wants
        ],
        "assumed": [
            {"said": assumed_sentence(each, translator("en")), "otherwise": each.otherwise}
            for each in built.assumed
        ],
        "steps": [
            {
                "name": step.name,
                "seconds": round(step.seconds, 2),
                "tokens": step.tokens,
                "detail": step.detail,
            }
            for step in built.steps
        ],
        "build": built.build,
    }
