"""`appling fmt FILE`: writes a blueprint in its canonical form."""

from typing import Annotated

import typer

from appling import blueprint
from appling.cli.options import BlueprintFile, UnreadableFile, read_blueprint


def command(
    file: BlueprintFile,
    write: Annotated[bool, typer.Option("--write", "-w", help="Write into the file itself.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing: status 1 if the form would change.")
    ] = False,
) -> None:
    """Print a blueprint in its canonical form."""
    source = read_blueprint(file)
    formatted = blueprint.format_source(source)
    if check:
        raise typer.Exit(int(formatted != source))
    if not write or str(file) == "-":
        typer.echo(formatted, nl=False)
        return
    if formatted != source:
        try:
            file.write_text(formatted, encoding="utf-8")
        except OSError as error:
            raise UnreadableFile(
                f"{file} can't be written: {error.strerror or error}.", "Nothing was changed."
            ) from error
