"""What tests of security share: an app with accounts in a home of its own."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.promises import examples
from tests.runtime.conftest import Client, Place, World, world_at
from tests.security.apps import named

PASSWORD = "tandem-in-the-rain"
EVERY_RUN = ("test_access_matrix", "test_row_scopes", "test_field_rights", "test_isolation", "test_ids")
"""What is tried in every run, each test with its first parameter."""
SOMETIMES = 3
"""So many parameters of a test are tried with the slow ones."""


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[str], Place]]:
    """Makes a live app of a blueprint; several share one home."""
    with world_at(tmp_path / "home") as world:
        yield world.make


@pytest.fixture
def notes(make: Callable[[str], Place]) -> Place:
    return make(named("notes").text)


@pytest.fixture
def shop(make: Callable[[str], Place]) -> Place:
    return make(named("shop").text)


def sign_up(place: Place, email: str = "kim@example.org", password: str = PASSWORD) -> Client:
    """Somebody who has just made an account."""
    client = place.visitor()
    client.get("/-/sign-up")
    answer = client.post("/-/sign-up", {"name": "Kim", "email": email, "password": password})
    assert answer.status_code == 303, answer.text
    client.get("/-/account")
    client.person = place.rows("_people")[-1]["_id"]
    return client


def sign_in(place: Place, password: str = PASSWORD, email: str = "kim@example.org") -> tuple[Client, int]:
    """A new browser, and the status of its try."""
    client = place.visitor()
    client.get("/-/sign-in")
    answer = client.post("/-/sign-in", {"email": email, "password": password})
    return client, answer.status_code


def session_of(client: Client, place: Place) -> str:
    return str(client.http.cookies.get(f"session_{place.key}") or "")


def with_session(place: Place, token: str) -> Client:
    """A thief's browser."""
    client = place.visitor()
    client.http.cookies.set(f"session_{place.key}", token)
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/-/account").status_code == 200


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A home of several apps."""
    with world_at(tmp_path / "world") as made:
        yield made


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Some are tried in every run, more with the slow ones, and all in the full form."""
    seen: Counter[str] = Counter()
    left_out: list[pytest.Item] = []
    for item in items:
        if Path(__file__).parent in item.path.parents:
            test = item.nodeid.partition("[")[0]
            seen[test] += 1
            by_itself = item.get_closest_marker("browser") is not None
            if not by_itself and (item.path.stem not in EVERY_RUN or seen[test] > 1):
                item.add_marker(pytest.mark.slow)
            if seen[test] > examples(SOMETIMES, 1_000_000):
                left_out.append(item)
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
