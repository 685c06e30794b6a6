"""`appling models`: the models there are, and fetching the local ones."""

from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from appling.builder import warm_up
from appling.builder.costs.choosing import ROLES, choose, chosen, limit_of, set_limit, used
from appling.builder.costs.estimating import dollars
from appling.builder.costs.guesses import Guesses, guesses
from appling.builder.errors import NoSuchWork
from appling.cli.options import Json
from appling.cli.output import err, out, print_json
from appling.cli.showing_built import open_with_progress
from appling.models import check_name, known_models
from appling.models.keys import keep_key
from appling.store import Home

DEFAULT_NAME = "local"
Role = Annotated[
    str, typer.Option("--for", metavar="WORK", help=f"The work that --use is about: {', '.join(ROLES)}.")
]


def command(
    fetch: Annotated[
        str | None, typer.Option("--fetch", metavar="NAME", help="Fetch a local model now and get it ready.")
    ] = None,
    use: Annotated[
        str | None,
        typer.Option(
            "--use",
            metavar="NAMES",
            help="Use this model from now on; after commas, those to ask where it fails. `local`: as usual.",
        ),
    ] = None,
    role: Role = "build",
    limit: Annotated[
        float | None,
        typer.Option(
            "--limit", min=0, metavar="DOLLARS", help="The most that models may cost in a month; 0: no limit."
        ),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(
            "--key",
            metavar="VARIABLE",
            help="Keep a provider's key in the system's keyring, as OPENAI_API_KEY.",
        ),
    ] = None,
    usage: Annotated[bool, typer.Option("--usage", help="Show what models did and cost this month.")] = False,
    json: Json = False,
) -> None:
    """List the models that Appling knows by name, choose among them, and see what they cost."""
    home = Home()
    if key is not None:
        keep_key(key, typer.prompt(f"The key ({key})", hide_input=True, err=True))
    if use is not None:
        _use(home, role, use)
    if limit is not None:
        set_limit(home, limit or None)
    if usage:
        _show_usage(home, as_json=json)
        return
    if fetch is not None:
        model = open_with_progress(home, fetch, quiet=json)
        with err.status("Getting it ready (it reads the language's guide once) ..."):
            warm_up(model)
    _list(home, as_json=json)


def _use(home: Home, role: str, names: str) -> None:
    """Set the model for a kind of work, if each of the names can be opened or fetched."""
    if role not in ROLES:
        raise NoSuchWork(role)
    for name in names.split(","):
        check_name(name.strip(), home.models)
    choose(home, role, "" if names.strip() == DEFAULT_NAME else names)


def _show_usage(home: Home, *, as_json: bool) -> None:
    found, limit = used(home), limit_of(home)
    if as_json:
        compared = [asdict(each) for each in guesses(home)]
        print_json({"limit": limit, "models": [asdict(each) for each in found], "guesses": compared})
        return
    table = Table(
        "Model", "Builds and changes", "Tokens read", "Written", "US dollars", box=None, pad_edge=False
    )
    for each in found:
        price = "unknown" if each.price is None else f"{each.price:.2f}"
        table.add_row(each.model, str(each.records), f"{each.tokens_in:,}", f"{each.tokens_out:,}", price)
    out.print(table if found else "No model was asked this month.")
    _show_guesses(guesses(home))
    out.print(f"The limit is {limit:.2f} US dollars a month." if limit else "No limit is set.", markup=False)


def _show_guesses(found: tuple[Guesses, ...]) -> None:
    """What was said before builds beside what they took."""
    if not found:
        return
    heads = ("Model", "Builds", "Seconds said", "Took", "Off by", "US dollars said", "Cost")
    table = Table(*heads, box=None, pad_edge=False)
    for each in found:
        seconds = (f"{each.expected_seconds:.0f}", f"{each.seconds:.0f}", f"{each.off:.0%}")
        table.add_row(
            each.model, str(each.builds), *seconds, _dollars(each.expected_price), _dollars(each.price)
        )
    out.print()
    out.print(table)


def _dollars(price: float | None) -> str:
    return "unknown" if price is None else dollars(price) if price else "free"


def _list(home: Home, *, as_json: bool) -> None:
    known = known_models(home.models)
    if as_json:
        print_json(
            {
                "set": {role: home.setting(f"models.{role}") or DEFAULT_NAME for role in ROLES},
                "models": [
                    {
                        "name": each.name,
                        "title": each.title,
                        "bytes": each.size,
                        "licence": each.licence,
                        "file": each.file,
                        "source": each.source,
                    }
                    for each in known
                ],
            }
        )
        return
    table = Table("Name", "Model", "Size", "Here", box=None, pad_edge=False)
    for each in known:
        table.add_row(each.name, each.title, f"{each.size / 1e9:.1f} GB", "yes" if each.file else "no")
    out.print(table)
    for role, does in ROLES.items():
        if chosen(home, role):
            out.print(f"Set to {does}: {chosen(home, role)}", markup=False, soft_wrap=True)
    out.print(
        "Any other: a .gguf file, or provider:name such as openai:gpt-5-mini or ollama:qwen3 "
        "(the key comes from the environment, as OPENAI_API_KEY).",
        markup=False,
        soft_wrap=True,
    )
