"""The model hub is asked first; what it can't give comes from elsewhere."""

import hashlib
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from tests.models.conftest import Serve
from tests.models.local.index import CONTENT, TINY

from appling.models import BadHash, DownloadFailed, Progress
from appling.models.local.fetch import fetch


def hub(content: bytes, status: int = 200) -> Starlette:
    """A hub with one file, which it also gives from the middle."""

    async def file(request: Request) -> Response:
        if status != 200:
            return Response(status_code=status)
        headers = {
            "ETag": f'"{hashlib.sha256(content).hexdigest()}"',
            "X-Repo-Commit": "0" * 40,
            "Accept-Ranges": "bytes",
        }
        wanted = request.headers.get("range")
        start = int(wanted.removeprefix("bytes=").split("-")[0]) if wanted else 0
        body = content[start:]
        if request.method == "HEAD":
            return Response(headers={**headers, "Content-Length": str(len(content))})
        if wanted:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        return Response(body, 206 if wanted else 200, headers)

    return Starlette(routes=[Route("/someone/tiny/resolve/main/tiny.gguf", file, methods=["GET", "HEAD"])])


@pytest.fixture(autouse=True)
def no_index(closed_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", closed_address)
    monkeypatch.setenv("PIP_RETRIES", "0")


def test_the_hub_s_file_is_taken(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", serve(hub(CONTENT)))
    seen: list[Progress] = []
    assert fetch(TINY, tmp_path, seen.append).read_bytes() == CONTENT
    assert seen
    assert seen[-1].source == "hub"


def test_a_wrong_file_of_the_hub_is_refused(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", serve(hub(CONTENT[::-1])))
    with pytest.raises(BadHash):
        fetch(TINY, tmp_path)
    assert not (tmp_path / TINY.file).exists()


@pytest.mark.parametrize("status", [401, 404, 503])
def test_a_hub_without_the_file_is_passed_over(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", serve(hub(CONTENT, status)))
    with pytest.raises(DownloadFailed, match=f"the model hub answers {status}"):
        fetch(TINY, tmp_path)
