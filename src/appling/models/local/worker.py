"""The process that holds a local model: it loads, says where it listens, and lives as long as its parent.

Run as a script, so that it loads nothing of ours, with the settings as one JSON line on standard input. It
answers on a socket file that only its user can open; where there are none, on a random port of this
machine behind a secret.
"""

import json
import os
import shutil
import sys
import threading
from typing import Any


def main() -> None:
    """Load the model, print its address, and answer until the parent goes."""
    settings = json.loads(sys.stdin.readline())
    waiting = threading.Thread(target=end_with_parent, args=(settings["folder"],))
    waiting.start()
    try:
        server = load(settings)
    except Exception as error:
        print(json.dumps({"error": str(error)}), flush=True)  # noqa: T201
        os._exit(1)
    print(json.dumps({"address": server.listening_address}), flush=True)  # noqa: T201
    waiting.join()


def end_with_parent(folder: str) -> None:
    """Wait until nobody holds the other end of standard input; while a model loads, nothing runs here."""
    sys.stdin.read()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def load(settings: dict[str, Any]) -> Any:
    """The running server of llama.cpp for these settings."""
    import xllamacpp  # type: ignore[import-untyped]

    params = xllamacpp.CommonParams()
    params.model.path = settings["model"]
    params.n_ctx = settings["context"]
    params.n_batch = params.n_ubatch = settings["batch"]
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = settings["threads"]
    params.slot_save_path = settings["states"]
    params.hostnames = [settings["host"]]
    params.api_keys = [settings["secret"]]
    params.cache_ram_mib = 0
    params.n_parallel = 1
    params.verbosity = 0
    params.ui = False
    return xllamacpp.Server(params)


if __name__ == "__main__":
    main()
