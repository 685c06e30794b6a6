"""How many examples a property tries, and that it is counted."""

import os

from hypothesis import HealthCheck, Phase, settings
from tests.promises import FULL

BLUEPRINTS = "Accepted means it runs: generated blueprints"
REQUESTS = "Accepted means it runs: requests of every role, on empty, sample and odd rows"
ACCESS = "Access exactly as granted: what a role asked for, by page, API, search, count, picker and file"
REFUSED = "Where the checker refuses, it says why and where"
SALVAGED = "Salvage ends in an app that runs, or says why not"
ANY_TEXT = "Any text and bytes: parser, checker and mender neither crash nor stall"
FORMATTED = "The formatter's laws: parses again to the same, stable, keeps comments"
AS_JSON = "The JSON form says the same"
EXPRESSIONS = "An expression means the same in SQL and in Python"


def tried(few: int, many: int) -> settings:
    """`few` examples, always the same, in every run; `many` new ones in the full form.

    With APPLING_SHRINK=1 a case that fails is made as small as can be, which may take minutes.
    """
    full = os.environ.get(FULL) == "1"
    return settings(
        max_examples=int(os.environ.get("APPLING_EXAMPLES", many)) if full else few,
        derandomize=not full,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink)
        if os.environ.get("APPLING_SHRINK") == "1"
        else (Phase.generate,),
        suppress_health_check=list(HealthCheck),
        print_blob=full,
    )
