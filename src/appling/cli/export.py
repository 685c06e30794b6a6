"""`appling export APP [FILE]`: puts a whole app into one file."""

from pathlib import Path
from typing import Annotated

import typer

from appling.cli.options import AppKey, Json
from appling.cli.output import out, print_json
from appling.diagnostics.problem import Problem
from appling.store import Home
from appling.store.portable import export_app, file_name


class InTheWay(Problem):
    """A file that is there already."""

    code = "in-the-way"


def command(
    app: AppKey,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to; else APP.appling.zip in this folder.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    json: Json = False,
) -> None:
    """Put an app into one file: blueprint, rows, people, history and uploads; `import` brings it back."""
    home = Home()
    record = home.app(app)
    target = target_of(record.key, file)
    if target.exists() and not force:
        raise InTheWay(f"{target} is there already.", "Name another file, or say --force to replace it.")
    manifest = export_app(home, record.key, target)
    size = target.stat().st_size
    if json:
        print_json(
            {
                "app": record.key,
                "file": str(target),
                "bytes": size,
                "uploads": len(manifest.uploads),
                "missing": list(manifest.missing),
            }
        )
        return
    out.print(f"{record.name} is in {target} ({in_words(size)}).", markup=False, soft_wrap=True)
    if manifest.missing:
        out.print(f"{len(manifest.missing)} uploads were lost before and are not in it.", markup=False)
    out.print(f"Bring it back anywhere: appling import {target.name}", markup=False, soft_wrap=True)


def target_of(key: str, file: Path | None) -> Path:
    """The file that is meant: in a folder, it gets the app's own name."""
    if file is None:
        return Path(file_name(key)).absolute()
    return (file / file_name(key) if file.is_dir() else file).absolute()


def in_words(size: int) -> str:
    """Bytes as people say them."""
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size = round(size / 1000)
    return f"{size} GB"
