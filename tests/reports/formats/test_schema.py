"""The published JSON Schema says what a report's JSON is, neither more nor less."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator, FormatChecker

from reports import document as parts
from reports.document import FORMAT, Document
from reports.formats import json_form
from reports.formats.described import DESCRIPTIONS
from reports.formats.json_form import dumps
from reports.formats.schema import address_of, schema
from reports.layouts import Column, Layout
from reports.readers.text import read_text
from tests.reports.readers.years import FRAMES
from tests.reports.writers.demo import PLAN, RESULTS
from tests.strategies import documents

VALIDATOR = Draft202012Validator(schema(), format_checker=FormatChecker())
FILES = sorted((Path(__file__).parents[2] / "documents").glob("*.txt"))
FIXTURE = Path(json_form.__file__).parent / f"v{FORMAT}.json"


def complaints(document: Document) -> list[str]:
    return [each.message for each in VALIDATOR.iter_errors(json.loads(dumps(document)))]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@given(documents())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_report_is_as_it_says(document: Document) -> None:
    assert complaints(document) == []


@pytest.mark.parametrize("document", [PLAN, RESULTS], ids=["plan", "results"])
def test_a_believable_report_is_as_it_says(document: Document) -> None:
    assert complaints(document) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_imported_report_is_as_it_says(path: Path) -> None:
    assert complaints(read_text(path.read_bytes(), frames=FRAMES).document) == []


def test_the_report_that_is_kept_of_this_format_is_as_it_says() -> None:
    assert not list(VALIDATOR.iter_errors(json.loads(FIXTURE.read_bytes())))


def changes() -> Iterator[Any]:
    """Reports that are none, each by one thing."""
    right = json.loads(dumps(RESULTS))
    for name, place, value in (
        ("a score as a number", ("result", "total"), 93.9),
        ("a score with one decimal", ("result", "total"), "93.9"),
        ("a year as a text", ("action_year",), "2568"),
        ("a date of no calendar", ("dated",), "2568-13-40"),
        ("another kind", ("kind",), "budget"),
        ("a field of another system", ("colour",), "red"),
        ("a measure without brackets", ("sections",), {"title": "ก"}),
        ("another format", ("format",), 99),
    ):
        wrong = copy.deepcopy(right)
        target = wrong
        for step in place[:-1]:
            target = target[step]
        target[place[-1]] = value
        yield pytest.param(wrong, id=name)
    without = copy.deepcopy(right)
    del without["sections"]
    yield pytest.param(without, id="no measures at all")


@pytest.mark.parametrize("wrong", list(changes()))
def test_what_is_no_report_is_not(wrong: Any) -> None:
    assert list(VALIDATOR.iter_errors(wrong))


def test_every_part_is_described_and_nothing_else() -> None:
    kinds = {
        each.__name__: each for each in vars(parts).values() if isinstance(each, type) and is_dataclass(each)
    }
    kinds |= {"Layout": Layout, "Column": Column}
    told = set(schema()["$defs"]) | {"Document"}
    assert told <= set(DESCRIPTIONS)
    assert told == set(kinds)
    for name in DESCRIPTIONS:
        kind, _, field = name.partition(".")
        assert not field or field in {each.name for each in fields(kinds[kind])}, name


def test_it_stands_at_an_address_that_stays(client: Client) -> None:
    response = client.get("/r/schema/report-1.json")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/schema+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.json() == schema()
    assert response.json()["$id"] == address_of(1) == "/r/schema/report-1.json"
    again = client.get("/r/schema/report-1.json", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    assert not response.cookies


def test_a_format_that_there_never_was_has_none(client: Client) -> None:
    assert client.get("/r/schema/report-99.json").status_code == 404
