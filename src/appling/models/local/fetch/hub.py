"""The model hub as a source."""

import os
from pathlib import Path
from typing import Any

from appling.models.local.catalog import KnownModel
from appling.models.local.fetch.progress import Meter
from appling.models.local.fetch.source import Unreachable

_CONNECT_S = 4.0


def from_hub(known: KnownModel, work: Path, meter: Meter) -> Path:
    """Fetch by the hub's own library, which resumes; first a short knock, as the library tries for long."""
    import httpx
    from huggingface_hub import hf_hub_download, hf_hub_url
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    endpoint = os.environ.get("HF_ENDPOINT") or None
    address = hf_hub_url(known.hub.repo, known.hub.file, endpoint=endpoint)
    try:
        answer = httpx.head(address, timeout=_CONNECT_S, follow_redirects=False)
    except httpx.HTTPError as error:
        raise Unreachable(f"the model hub does not answer ({error})") from error
    if answer.is_error:
        raise Unreachable(f"the model hub answers {answer.status_code}")
    try:
        file = hf_hub_download(
            known.hub.repo,
            known.hub.file,
            local_dir=work,
            tqdm_class=_bar(meter),
            etag_timeout=_CONNECT_S,
            endpoint=endpoint,
        )
    except (HfHubHTTPError, LocalEntryNotFoundError, httpx.HTTPError) as error:
        raise Unreachable(f"the model hub broke off ({type(error).__name__})") from error
    return Path(file)


def _bar(meter: Meter) -> Any:
    """A progress bar, as the hub's library wants one, that only hands on the count."""
    from tqdm.auto import tqdm  # type: ignore[import-untyped]

    class Bar(tqdm):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            options.pop("name", None)
            super().__init__(*args, **{**options, "disable": True})
            self.n = options.get("initial", 0)

        def update(self, n: float | None = 1) -> bool | None:
            self.n += n or 0
            meter.show(int(self.n), "hub")
            return None

    return Bar
