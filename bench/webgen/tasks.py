"""The tasks of the benchmark, read where the data lies; checks name a case by task and index."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Task:
    """A request with its cases: what to do and what then holds; the kind is `ui`, `api` or `db`."""

    id: str
    brief: str
    cases: dict[str, tuple[str, ...]]


def folder() -> Path:
    return Path(os.environ.get("APPLING_WEBGEN", ROOT.parent / "shared" / "webgen"))


def read_tasks(file: Path | None = None) -> list[Task]:
    """All tasks, in the order of the file."""
    lines = (file or folder() / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [_task(json.loads(line)) for line in lines if line.strip()]


def _task(data: dict) -> Task:
    ui = tuple(f"{each['task']} => {each['expected_result']}" for each in data["ui_instruct"])
    api = tuple(f"{each['instruction']} => {each['expected_result']}" for each in data["backend_test_cases"])
    return Task(data["id"], data["instruction"], {"ui": ui, "api": api, "db": tuple(data["data_structures"])})
