"""Opens a model by its name."""

import os
from collections.abc import Callable
from pathlib import Path

from appling.models.base import LanguageModel
from appling.models.errors import NoModel
from appling.models.local import DEFAULT, KNOWN, LocalModel

OnProgress = Callable[[int, int], None]


def open_model(
    name: str | None, home_models_dir: Path, on_progress: OnProgress | None = None
) -> LanguageModel:
    asked = name or DEFAULT.name
    states = home_models_dir / "cache"
    if asked.lower().endswith(".gguf"):
        return LocalModel(Path(asked).expanduser(), states, name=asked)
    for known in KNOWN:
        if known.name == asked:
            given = os.environ.get("APPLING_MODEL_FILE")
            file = Path(given) if given else home_models_dir / known.file
            return LocalModel(file, states, name=asked)
    raise NoModel(f"There is no model called {asked}.", "See `appling models`.")
