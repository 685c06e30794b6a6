"""What commands print: tables and sentences for people, JSON for programs."""

import json
import sys
from typing import Any

from rich.cells import cell_len
from rich.console import Console

from appling.diagnostics import Diagnostic
from appling.diagnostics.as_json import diagnostic_to_json
from appling.diagnostics.problem import Problem
from appling.diagnostics.render import render

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def print_json(data: Any) -> None:
    """One JSON object on standard output."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n")


def fail(problem: Problem, *, as_json: bool) -> None:
    """Say what went wrong, and what to do next."""
    if as_json:
        print_json({"error": {"code": problem.code, "sentence": problem.sentence, "hint": problem.hint}})
        return
    err.print(problem.sentence, style="bold red", markup=False, soft_wrap=True)
    if problem.hint:
        err.print(problem.hint, markup=False, soft_wrap=True)


def print_diagnostics(diagnostics: tuple[Diagnostic, ...], source: str, name: str) -> None:
    """Each diagnostic with its excerpt of the source, on standard error."""
    for diagnostic in diagnostics:
        err.print(render(diagnostic, source, name), markup=False, soft_wrap=True)


def diagnostics_as_json(diagnostics: tuple[Diagnostic, ...]) -> list[dict[str, Any]]:
    return [diagnostic_to_json(diagnostic) for diagnostic in diagnostics]


def rows_of_cells(rows: list[tuple[str, ...]]) -> list[str]:
    """The cells under one another, however wide their characters are; the last is never broken."""
    widths = [max(4, *(cell_len(row[index]) for row in rows)) for index in range(len(rows[0]))]
    return [
        "  ".join(
            cell + " " * max(0, width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
