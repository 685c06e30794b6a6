"""What apps cost that nobody uses, and how long it takes to make, wake and burn one."""

import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.store import Home
from bench.runtime.servers import BLUEPRINT, fetch, serving

APPS, TIMED = 500, 30


@dataclass(frozen=True)
class Idle:
    """Resident memory in kB; times are medians in milliseconds."""

    one_app: int
    all_apps: int
    made: float
    woken: float
    burnt: float

    @property
    def each(self) -> float:
        """What an app adds that was opened once; a home keeps the latest open and forgets the others."""
        return (self.all_apps - self.one_app) / (APPS - 1)


def measure(folder: Path) -> Idle:
    """A new home of many apps, each opened once in one server."""
    source = BLUEPRINT.replace("member may see\n", "visitor may see\n")
    checked = check(source, vocabulary())
    assert checked.app is not None, checked.diagnostics
    home = Home(folder)
    keys: list[str] = []
    made = []
    for _ in range(APPS):
        start = time.perf_counter()
        keys.append(home.create(checked.app, source).key)
        made.append(time.perf_counter() - start)
    woken = []
    with serving(folder) as (port, pid):
        fetch(port, f"{keys[0]}.localhost:{port}", "/data/club")
        one_app = _resident(pid)
        for key in keys[1:]:
            start = time.perf_counter()
            fetch(port, f"{key}.localhost:{port}", "/data/club")
            woken.append(time.perf_counter() - start)
        all_apps = _resident(pid)
    burnt = []
    for key in keys[:TIMED]:
        start = time.perf_counter()
        home.burn(key)
        burnt.append(time.perf_counter() - start)
    home.close()
    return Idle(one_app, all_apps, _median(made), _median(woken), _median(burnt))


def _median(seconds: list[float]) -> float:
    return statistics.median(seconds[:TIMED]) * 1000


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS:")))
