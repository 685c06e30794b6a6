"""The API does what its own description says: driven from `openapi.json` against a running server."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.promises import count, examples
from tests.runtime.conftest import Place, world_at
from tests.security.apps import GROUPS, Source, group
from tests.security.serving import served
from tests.security.stage import TODAY

from appling.blueprint.model.app import OWNER, VISITOR

AS_DESCRIBED = "The API is as described: calls made from openapi.json against a running server"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ACCOUNTS = "/api/-/"


@pytest.mark.parametrize("name", GROUPS)
def test_the_api_is_as_described(name: str, tmp_path: Path) -> None:
    for index, source in enumerate(group(name, few=1, many=8, every=False)):
        with running(source, tmp_path / str(index)) as (place, port):
            roles = [VISITOR, *(role.key for role in place.app.roles), OWNER]
            for role in roles[-examples(1, 100) :]:
                count(AS_DESCRIBED, drive(place, port, role))


@contextmanager
def running(source: Source, folder: Path) -> Iterator[tuple[Place, int]]:
    with world_at(folder) as world:
        place = world.make(source.text)
        place.store.add_samples(TODAY, per_thing=3)
        with served(world.home) as port:
            yield place, port


def drive(place: Place, port: int, role: str) -> int:
    """Calls of every operation as somebody of this role, with what fits its description and what does not."""
    headers = {"Host": f"{place.key}.localhost:{port}"}
    url = f"http://127.0.0.1:{port}"
    if role != VISITOR:
        person = place.store.people.create("Kim", None, role)
        headers["Authorization"] = f"Bearer {place.store.people.start_session(person.id)[0]}"
    described = httpx.get(f"{url}/openapi.json", headers=headers).json()
    schema = openapi.from_dict(described)
    tried = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        if not operation.path.startswith(ACCOUNTS):
            for mode in GenerationMode.POSITIVE, GenerationMode.NEGATIVE:
                tried += call_all(operation, mode, url, headers)
    return tried


def call_all(operation: APIOperation, mode: GenerationMode, url: str, headers: dict[str, str]) -> int:
    """What fits is sent to a row that there is, so that not every answer is that there is none."""
    tried = 0
    fits = mode is GenerationMode.POSITIVE
    known = {"path_parameters": {"id": 1}} if fits and "{id}" in operation.path else {}

    @settings(
        max_examples=examples(2, 20),
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode, **known))
    def call(case: schemathesis.Case) -> None:
        nonlocal tried
        tried += 1
        response = case.call(base_url=url, headers=headers)
        case.validate_response(response, checks=CHECKS, headers=headers)

    with nullcontext() if fits else suppress(Unsatisfiable):
        call()
    return tried


def test_no_call_works_with_a_session_that_is_none(tmp_path: Path) -> None:
    source = group("cases", few=1, many=1)[0]
    with running(source, tmp_path) as (place, port):
        url = f"http://127.0.0.1:{port}"
        headers = {"Host": f"{place.key}.localhost:{port}", "Authorization": "Bearer nobody"}
        described = httpx.get(f"{url}/openapi.json", headers=headers).json()
        tried = 0
        for path, operations in described["paths"].items():
            for method in operations.keys() - {"parameters"}:
                address = url + path.replace("{id}", "1")
                status = httpx.request(method.upper(), address, headers=headers).status_code
                assert status == 401, (method, path, status)
                tried += 1
        count(AS_DESCRIBED, tried)
