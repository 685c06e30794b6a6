"""What is wrong, where, and what to do: one record for every layer."""

from appling.diagnostics.diagnostic import Diagnostic, Edit, Fix, Severity
from appling.diagnostics.span import Span

__all__ = ["Diagnostic", "Edit", "Fix", "Severity", "Span"]
