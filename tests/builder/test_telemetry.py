"""Traces that go out to a collector, which here is a small server of the other side's protocol."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from tests.builder.conftest import SHOP

from appling.builder import build
from appling.builder.tracing import Trace, read_trace
from appling.builder.tracing.errors import NoTelemetry
from appling.builder.tracing.telemetry import CONTENT, send
from appling.models import RecordedModel
from appling.store import Home


class Collector(HTTPServer):
    """Takes OTLP over HTTP and keeps what came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taking)
        self.came: list[ExportTraceServiceRequest] = []
        self.answer = 200


class Taking(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append(ExportTraceServiceRequest.FromString(body))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    server = Collector()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.delenv(CONTENT, raising=False)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def trace(home: Home, answering: Callable[..., RecordedModel]) -> Trace:
    built = build("Neighbours swap plants.", home=home, model=answering(*SHOP))
    return read_trace(home, built.build)


def test_a_span_for_the_build_each_step_and_each_question(collector: Collector, trace: Trace) -> None:
    assert send(trace) == 1 + len(trace.steps) + 2
    [came] = collector.came
    spans = came.resource_spans[0].scope_spans[0].spans
    by_name = {span.name: span for span in spans}
    root, draft = by_name["appling build"], by_name["draft"]
    asked = [span for span in spans if span.name.startswith("chat ")]
    assert draft.parent_span_id == root.span_id
    assert {span.parent_span_id for span in asked} == {draft.span_id}
    values = {each.key: each.value for each in asked[0].attributes}
    assert values["gen_ai.usage.output_tokens"].int_value == 10
    assert root.start_time_unix_nano <= draft.start_time_unix_nano <= draft.end_time_unix_nano
    assert draft.end_time_unix_nano <= root.end_time_unix_nano


def test_what_was_said_stays_here_unless_it_is_wanted(
    collector: Collector, trace: Trace, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(trace)
    assert b"Neighbours" not in collector.came[0].SerializeToString()
    monkeypatch.setenv(CONTENT, "true")
    send(trace)
    assert b"Neighbours" in collector.came[1].SerializeToString()


def test_without_a_collector_it_is_said(
    collector: Collector, trace: Trace, monkeypatch: pytest.MonkeyPatch
) -> None:
    collector.answer = 400
    with pytest.raises(NoTelemetry, match="did not take"):
        send(trace)
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT")
    with pytest.raises(NoTelemetry, match="not known where"):
        send(trace)
