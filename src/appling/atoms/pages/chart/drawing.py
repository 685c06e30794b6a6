"""What the script in the browser draws, as JSON, and the bars that stand there without it."""

import json

from appling.atoms.base import RowsAnswer, SeriesAnswer
from appling.atoms.base.figures import Line

MOST_BARS = 24


def drawing(kind: str, data: SeriesAnswer, language: str) -> str:
    """Points, and for each line its numbers with their texts; lengths of time are drawn in hours."""
    lines = [
        {"name": line.name, "values": _hours(line) if data.lasting else line.values, "texts": line.texts}
        for line in (data.lines[:1] if kind in ("pie", "donut") else data.lines)
    ]
    return _written(
        {
            "kind": kind,
            "language": language,
            "dated": data.unit is not None,
            "unit": "hour" if data.lasting else "",
            "labels": data.points,
            "series": lines,
        }
    )


def _hours(line: Line) -> tuple[float | None, ...]:
    return tuple(None if value is None else round(value / 60, 4) for value in line.values)


def scattered(data: RowsAnswer, language: str) -> str:
    """A point for each row that has both numbers."""
    points = [
        {
            "name": row.title,
            "at": [float(cell.value) for cell in row.cells[:2]],
            "texts": [cell.text for cell in row.cells[:2]],
        }
        for row in data.rows
        if len(row.cells) > 1 and all(cell.value is not None for cell in row.cells[:2])
    ]
    axes = [head.label for head in data.heads[:2]]
    return _written({"kind": "scatter", "language": language, "axes": axes, "points": points})


def bars(data: SeriesAnswer) -> tuple[tuple[str, str, float], ...]:
    """Label, text and share of the largest of each number, for browsers without script."""
    sole = len(data.lines) == 1
    found = [
        (label if sole else f"{label} · {line.name}", line.texts[place], line.values[place])
        for place, label in enumerate(data.points)
        for line in data.lines
    ][:MOST_BARS]
    largest = max((abs(value or 0) for _, _, value in found), default=0) or 1
    return tuple((label, text, round(abs(value or 0) / largest * 100, 1)) for label, text, value in found)


def _written(content: dict[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
