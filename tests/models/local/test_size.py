"""How much of a download has come, while its files come and go."""

import shutil
from pathlib import Path
from threading import Event, Thread

from appling.models.local.fetch.packages import _size


def test_folders_may_go_away_while_they_are_counted(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"12345")
    stop = Event()

    def come_and_go() -> None:
        while not stop.is_set():
            for name in "abcdefgh":
                (tmp_path / name / "deep").mkdir(parents=True, exist_ok=True)
                (tmp_path / name / "deep" / "file").write_bytes(b"1")
            for name in "abcdefgh":
                shutil.rmtree(tmp_path / name)

    coming = Thread(target=come_and_go)
    coming.start()
    try:
        assert all(5 <= _size(tmp_path) <= 13 for _ in range(500))
    finally:
        stop.set()
        coming.join()
