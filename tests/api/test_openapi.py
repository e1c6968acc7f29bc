"""The description of the interface: whole, in both languages, and shown by a page that needs no other site."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve
from django.utils.translation import gettext, override

from ita_portal.access import TABLE, Public
from tests.cast import CODE

PATH = "/api/v1/openapi.json"


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


@pytest.fixture
def schema(client: Client, db: None) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{PATH}?lang=en").json()
    return found


def test_it_names_the_licence(schema: dict[str, Any]) -> None:
    assert schema["info"]["license"]["url"].startswith("https://creativecommons.org/licenses/by/4.0")


def test_every_schema_and_every_operation_says_what_it_is(schema: dict[str, Any]) -> None:
    schemas = schema["components"]["schemas"]
    silent = [name for name, each in schemas.items() if not each.get("description") and "[" not in name]
    assert [each for each in silent if not each.startswith("Page_")] == []
    assert [path for path, _method, each in operations(schema) if not each.get("summary")] == []


def test_every_description_has_its_thai(schema: dict[str, Any]) -> None:
    def texts(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            for key, value in node.items():
                if key in ("description", "summary") and isinstance(value, str):
                    yield value
                else:
                    yield from texts(value)
        elif isinstance(node, list):
            for each in node:
                yield from texts(each)

    with override("th"):
        english = {each for each in texts(schema) if gettext(each) == each}
    assert english <= {each.phrase for each in HTTPStatus}


def test_operations_have_names_for_clients(schema: dict[str, Any]) -> None:
    names = [operation["operationId"] for _path, _method, operation in operations(schema)]
    assert len(set(names)) == len(names)
    assert "save_own_scores" in names


def test_it_is_told_in_the_language_of_the_reader(client: Client, db: None) -> None:
    assert client.get(PATH).json()["info"]["title"] != client.get(f"{PATH}?lang=en").json()["info"]["title"]


def test_every_operation_takes_the_language_and_only_those_of_drafts_need_a_token(
    schema: dict[str, Any],
) -> None:
    for path, method, operation in operations(schema):
        assert "lang" in {each["name"] for each in operation["parameters"]}, (path, method)
        assert all(each.get("description") for each in operation["parameters"]), (path, method)
        assert "default" in operation["responses"]
        assert bool(operation.get("security")) == path.startswith("/api/v1/own/"), (path, method)
        assert method == "get" or path.startswith("/api/v1/own/")


def test_every_request_that_writes_may_be_sent_again(schema: dict[str, Any]) -> None:
    for path, method, operation in operations(schema):
        headers = {each["name"] for each in operation["parameters"] if each["in"] == "header"}
        assert headers == (set() if method == "get" else {"Idempotency-Key"}), (path, method)


def test_the_access_table_says_the_same_of_every_route(schema: dict[str, Any]) -> None:
    asked = {
        name.removeprefix("api-v1:")
        for name, row in TABLE.items()
        if name.startswith("api-v1:") and row.read is Public.PROGRAM
    }
    values = {"code": CODE, "year": "2568", "kind": "results", "number": "1", "pk": "1"}
    with_token = {
        resolve(path.format(**values)).url_name
        for path, _method, operation in operations(schema)
        if operation.get("security")
    }
    assert with_token == asked


def test_the_page_shows_it_with_its_own_scripts_alone(client: Client, db: None) -> None:
    response = client.get("/api/v1/docs")
    page = response.content.decode()
    assert 'data-schema="/api/v1/openapi.json"' in page
    assert "//cdn" not in page
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert not response.cookies
    assert 'data-schema="/api/v1/openapi.json?lang=en"' in client.get("/api/v1/docs?lang=en").content.decode()
