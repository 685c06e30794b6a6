"""The description of the API says what the API does."""

from collections.abc import Iterator
from typing import Any

from tests.runtime.conftest import Club, blueprint, read_app

from appling.runtime.openapi import document
from appling.runtime.routes import routes


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key == "$ref")
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_it_names_every_address_of_the_api_and_no_other() -> None:
    app = read_app(blueprint("bikes"))
    said = {
        (method.upper(), path)
        for path, operations in document(app)["paths"].items()
        for method in operations
        if method != "parameters"
    }
    assert said == {
        (route.method, route.pattern) for route in routes(app) if route.pattern.startswith("/api/")
    }


def test_its_references_lead_somewhere() -> None:
    made = document(read_app(blueprint("bikes")))
    assert made["openapi"] == "3.1.0"
    found = set(references(made))
    assert found
    for reference in found:
        node: Any = made
        for step in reference.removeprefix("#/").split("/"):
            node = node[step]
    assert made["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_it_shows_what_a_row_has_and_what_may_be_sent(club: Club) -> None:
    schemas = club.guest.get("/openapi.json").json()["components"]["schemas"]
    row = club.owner.api("GET", "/api/loan/1").json()
    assert set(schemas["loan"]["properties"]) == set(row)
    taken = schemas["loan_values"]["properties"]
    assert set(taken) == {"bike", "borrower", "due", "stars", "note", "receipt", "returned"}
    assert taken["stars"]["type"] == ["number", "null"] or "integer" in taken["stars"]["type"]
    assert schemas["loan_values"]["additionalProperties"] is False


def test_an_app_without_accounts_has_no_sign_in() -> None:
    paths = document(read_app("app Notes\n\nthing Note\n  text: text\n"))["paths"]
    assert {path for path in paths if "/-/" in path} == {"/api/-/hook/{token}", "/api/-/search"}
