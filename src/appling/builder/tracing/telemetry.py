"""Sends a trace to an OpenTelemetry collector: a span for the build, its steps, and each question to a model.

Names follow the conventions for generative models. Prompts and replies stay here unless the environment says
`OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true`.
"""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from opentelemetry.trace import Span, Tracer, set_span_in_context

from appling.builder.built import Asked, StepRecord
from appling.builder.tracing.errors import NoTelemetry
from appling.builder.tracing.trace import Trace

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter

CONTENT = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"
ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
NANOSECONDS = 1_000_000_000
SECONDS = 10
"""The longest that a collector is waited for."""

Value = str | int | float | bool


def send(trace: Trace) -> int:
    """Sends all spans over OTLP to the collector that the environment names; gives their number.

    Raises NoTelemetry.
    """
    if not any(os.environ.get(name) for name in ENDPOINTS):
        raise NoTelemetry(
            "It is not known where traces go.", f"Set {ENDPOINTS[1]}, for example to http://127.0.0.1:4318."
        )
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    except ImportError as error:
        raise NoTelemetry(
            "What sends traces is not installed.", "Install it: pip install 'appling[otel]'"
        ) from error
    return export(trace, OTLPSpanExporter(timeout=SECONDS))


def export(trace: Trace, exporter: "SpanExporter") -> int:
    """Hands all spans of a trace to an exporter; gives their number. Raises NoTelemetry if it fails."""
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExportResult
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    kept = InMemorySpanExporter()  # Sent in one go afterwards, so that it is known whether they arrived.
    provider = TracerProvider(resource=Resource.create({"service.name": "appling"}))
    provider.add_span_processor(SimpleSpanProcessor(kept))
    _spans(trace, provider.get_tracer("appling"))
    spans = kept.get_finished_spans()
    result = exporter.export(spans)
    exporter.shutdown()
    if result is not SpanExportResult.SUCCESS:
        raise NoTelemetry("The collector did not take the trace.", "Check its address, and that it runs.")
    return len(spans)


def _spans(trace: Trace, tracer: Tracer) -> None:
    begun = int(trace.created.timestamp() * NANOSECONDS)
    root = _span(tracer, f"appling {trace.kind}", begun, _of_trace(trace))
    at = begun
    for step in trace.steps:
        end = at + int(step.seconds * NANOSECONDS)
        span = _span(tracer, step.name, at, {"appling.step.detail": step.detail}, root)
        for diagnostic in step.diagnostics:
            span.add_event(diagnostic.code, {"title": diagnostic.title, "label": diagnostic.label}, at)
        _questions(step, trace.model, tracer, at, span)
        span.end(end)
        at = end
    root.end(max(at, begun + int(trace.seconds * NANOSECONDS)))


def _questions(step: StepRecord, model: str, tracer: Tracer, at: int, parent: Span) -> None:
    for asked in step.asked:
        name = asked.model or model
        span = _span(tracer, f"chat {name}", at, _of_asked(asked, name), parent)
        at += int(asked.seconds * NANOSECONDS)
        span.end(at)


def _span(
    tracer: Tracer, name: str, at: int, attributes: Mapping[str, Value], parent: Span | None = None
) -> Span:
    context = None if parent is None else set_span_in_context(parent)
    return tracer.start_span(name, context, start_time=at, attributes=dict(attributes))


def _of_trace(trace: Trace) -> dict[str, Value]:
    found: dict[str, Value] = {"appling.build": trace.number, "appling.status": trace.status}
    if trace.app:
        found["appling.app"] = trace.app
    if _with_content():
        found["appling.brief"] = trace.brief
    return found


def _of_asked(asked: Asked, model: str) -> dict[str, Value]:
    found: dict[str, Value] = {
        "gen_ai.operation.name": "chat",
        "gen_ai.request.model": model,
        "gen_ai.usage.input_tokens": asked.tokens_in,
        "gen_ai.usage.output_tokens": asked.tokens_out,
        "appling.tokens_cached": asked.tokens_cached,
        "appling.held_by_grammar": asked.held,
    }
    if _with_content():
        found |= {"gen_ai.input.messages": asked.prompt, "gen_ai.output.messages": asked.reply}
    return found


def _with_content() -> bool:
    return os.environ.get(CONTENT, "").lower() == "true"
