"""`appling models`: the models there are, and fetching the local ones."""

from typing import Annotated

import typer
from rich.table import Table

from appling.builder import warm_up
from appling.cli.options import Json
from appling.cli.output import err, out, print_json
from appling.cli.showing_built import open_with_progress
from appling.models import known_models
from appling.store import Home


def command(
    fetch: Annotated[
        str | None, typer.Option("--fetch", metavar="NAME", help="Fetch a local model now and get it ready.")
    ] = None,
    json: Json = False,
) -> None:
    """List the models that Appling knows by name."""
    home = Home()
    if fetch is not None:
        model = open_with_progress(home, fetch, quiet=json)
        with err.status("Getting it ready (it reads the language's guide once) ..."):
            warm_up(model)
    known = known_models(home.models)
    if json:
        print_json(
            {
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
                ]
            }
        )
        return
    table = Table("Name", "Model", "Size", "Here", box=None, pad_edge=False)
    for each in known:
        table.add_row(each.name, each.title, f"{each.size / 1e9:.1f} GB", "yes" if each.file else "no")
    out.print(table)
    out.print(
        "Any other: a .gguf file, or provider:name such as openai:gpt-5-mini or ollama:qwen3 "
        "(the key comes from the environment, as OPENAI_API_KEY).",
        markup=False,
        soft_wrap=True,
    )
