"""How many of the features that sixty requests ask for a blueprint can say.

    python -m bench.asked                   now
    python -m bench.asked --source FOLDER   beside what the sources in another checkout say

What each request asks for was read by a person (briefs.toml). For each kind of feature there is a small
blueprint that says it, or the reason why none can (capabilities.toml). A feature counts as sayable when
its blueprint is accepted without a mend, and as an app is clicked through without a fault.
"""

import argparse
import json
import os
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

HERE = Path(__file__).parent
JUDGE = """
import json, sys
from appling.atoms import vocabulary
from appling.blueprint.checker import check
from appling.runtime import try_app
said = {}
for name, source in json.load(sys.stdin).items():
    app = check(source, vocabulary()).app
    said[name] = app is not None and try_app(app, source).ok
json.dump(said, sys.stdout)
"""


@dataclass(frozen=True)
class Feature:
    """One kind of feature: the blueprint that says it, or why there is none."""

    name: str
    says: str | None
    reason: str = ""


def features() -> dict[str, Feature]:
    """All kinds, `like` resolved."""
    written: Mapping[str, Mapping[str, str]] = tomllib.loads((HERE / "capabilities.toml").read_text("utf-8"))
    found = {}
    for name, entry in written.items():
        meant = entry
        while "like" in meant:
            meant = written[meant["like"]]
        says = dedent(meant["says"]).strip() + "\n" if "says" in meant else None
        found[name] = Feature(name, says, meant.get("not", ""))
    return found


def requests() -> dict[str, list[str]]:
    """What each request asks for, by the request's id."""
    found: dict[str, list[str]] = tomllib.loads((HERE / "briefs.toml").read_text("utf-8"))
    return found


def sayable(kinds: Mapping[str, Feature], source: Path) -> frozenset[str]:
    """The kinds whose blueprint the Appling of those sources accepts and serves."""
    written = {name: kind.says for name, kind in kinds.items() if kind.says is not None}
    answer = subprocess.run(
        [sys.executable, "-c", JUDGE],
        input=json.dumps(written),
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return frozenset(name for name, said in json.loads(answer).items() if said)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--source", type=Path, help="the src folder of another checkout, as “before”")
    arguments = parser.parse_args()
    kinds, asked = features(), requests()
    now = sayable(kinds, HERE.parents[1] / "src")
    before = sayable(kinds, arguments.source) if arguments.source else None
    times = Counter(name for names in asked.values() for name in names)
    print(f"{len(asked)} requests ask for {times.total()} features of {len(times)} kinds")
    if before is not None:
        print(_line("before", before, times, asked))
    print(_line("now", now, times, asked))
    print("\nWhat can't be said:")
    for name, count in times.most_common():
        if name not in now:
            print(f"{count:4}  {name}: {kinds[name].reason or 'its blueprint is refused'}")


def _line(when: str, said: frozenset[str], times: Counter[str], asked: Mapping[str, list[str]]) -> str:
    can = sum(count for name, count in times.items() if name in said)
    whole = sum(all(name in said for name in names) for names in asked.values())
    return f"{when:7} {can} of {times.total()} ({can / times.total():.0%}), {whole} requests whole"


if __name__ == "__main__":
    main()
