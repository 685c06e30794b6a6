"""The command in a process of its own in which everything is loaded already: a start is paid for once."""

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from appling.cli.main import command_line, main

SECONDS = 60
_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload([__name__])
command_line()  # Loads all commands.


def run(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], files: tuple[Path, Path, Path]
) -> int:
    """Its status; the files are what it reads, what it says, and what it says of problems."""
    process = _SERVER.Process(target=_command, args=(arguments, folder, dict(environment), files))
    process.start()
    process.join(SECONDS)
    if process.exitcode is None:
        process.kill()
        raise TimeoutError(f"still running after {SECONDS} seconds: {arguments}")
    return process.exitcode


def _command(
    arguments: Sequence[str], folder: Path, environment: dict[str, str], files: tuple[Path, Path, Path]
) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, file in enumerate(files):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        os.dup2(os.open(file, flags, 0o600), number)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", errors=errors, closefd=False)  # noqa: SIM115 - the process's own
        for number, (mode, errors) in enumerate((("r", "strict"), ("w", "strict"), ("w", "backslashreplace")))
    )
    sys.argv = ["appling", *arguments]
    main()
