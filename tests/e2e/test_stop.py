"""A server that is stopped is gone at once, whatever it was about, and leaves nothing running."""

import signal
import time
from pathlib import Path

import pytest
from tests.e2e.conftest import Start

from appling.models import known_models

pytestmark = pytest.mark.model

AT_MOST_S = 15.0
"""To stop; reading the beginning of a prompt, which goes on meanwhile, takes longer than this."""
AT_MOST_LOADING_S = 120.0
"""An engine that still loads its model ends when it has."""


def test_a_server_that_gets_its_model_ready_stops_at_once(
    start: Start, models_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APPLING_MODEL_FILE", str(known_models(models_dir)[0].file))
    server = start()
    engine = _child(server.process.pid)
    started = time.monotonic()
    server.process.send_signal(signal.SIGINT)
    server.process.wait(60)
    assert time.monotonic() - started < AT_MOST_S
    until = time.monotonic() + AT_MOST_LOADING_S
    while Path(f"/proc/{engine}").exists():
        assert time.monotonic() < until, "the engine was left behind"
        time.sleep(0.1)


def _child(parent: int) -> int:
    """The engine that this process has started."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        found = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
        found += [
            child
            for task in Path(f"/proc/{parent}/task").iterdir()
            for child in (task / "children").read_text(encoding="ascii").split()
        ]
        if found:
            return int(found[0])
        time.sleep(0.1)
    raise AssertionError("no engine was started")
