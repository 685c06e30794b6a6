"""A diagnostic as plain data, for programs."""

from typing import Any

from appling.diagnostics.diagnostic import Diagnostic
from appling.diagnostics.span import Span


def diagnostic_to_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """What JSON holds of it; parts that are empty are left out."""
    data: dict[str, Any] = {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "title": diagnostic.title,
    }
    data |= {key: text for key in ("label", "text", "hint") if (text := getattr(diagnostic, key))}
    if diagnostic.span is not None:
        data["span"] = _span(diagnostic.span)
    if diagnostic.fix is not None:
        data["fix"] = {
            "title": diagnostic.fix.title,
            "drops": diagnostic.fix.drops,
            "edits": [{"span": _span(edit.span), "text": edit.text} for edit in diagnostic.fix.edits],
        }
    return data


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end, "line": span.line, "column": span.column}
