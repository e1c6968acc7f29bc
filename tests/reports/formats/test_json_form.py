"""The JSON form is the report itself: frozen, hashed and readable for ever."""

import dataclasses
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from ita_portal.thai.periods import parse_period
from reports.document import FORMAT, Document, IndicatorScore, Measure, Municipality, Result, Section, Span
from reports.formats import json_form
from reports.formats.json_form import FormatError, dumps, loads
from reports.formats.upgrades import UPGRADES
from reports.layouts import BY_ISSUE
from tests.strategies import documents

FIXTURES = Path(json_form.__file__).parent

A_REPORT = Document(
    kind="results",
    layout=BY_ISSUE,
    municipality=Municipality("99010101", "ท่าน้ำใส", "subdistrict", "เมือง", "ตัวอย่าง"),
    action_year=2568,
    covers=Span(date(2024, 10, 1), date(2025, 9, 30)),
    result=Result(2568, Decimal("90.5"), indicators=(IndicatorScore(1, "การปฏิบัติหน้าที่"),)),
    sections=(
        Section(
            1,
            "กระบวนการ",
            measures=(
                Measure(title="ก", period=parse_period("ไตรมาสที่ ๑", 2568), extra=(("งบประมาณ", "-"),)),
            ),
        ),
    ),
)


@settings(max_examples=60)
@given(documents())
def test_a_document_comes_back_from_json_as_it_was(document):
    assert loads(dumps(document)) == document
    assert loads(dumps(document, pretty=True)) == document


def test_the_canonical_form_is_sorted_utf8_without_white_space():
    data = dumps(A_REPORT)
    text = data.decode()
    assert "กระบวนการ" in text
    assert (
        data
        == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    )


def test_scores_are_strings_with_two_decimals_and_an_empty_score_is_null():
    tree = json.loads(dumps(A_REPORT))
    assert tree["result"]["total"] == "90.50"
    assert tree["result"]["indicators"][0]["score"] is None


def test_a_number_is_never_rounded_on_its_way_out():
    for written, expected in (("82.105", "82.105"), ("1E+2", "100.00"), ("-0", "0.00"), ("7.1000", "7.10")):
        document = dataclasses.replace(A_REPORT, result=Result(total=Decimal(written)))
        assert json.loads(dumps(document))["result"]["total"] == expected


def test_dates_are_iso_and_the_covered_time_has_a_start_and_an_end():
    tree = json.loads(dumps(A_REPORT))
    assert tree["covers"] == {"start": "2024-10-01", "end": "2025-09-30"}
    assert tree["sections"][0]["measures"][0]["extra"] == [["งบประมาณ", "-"]]
    assert tree["sections"][0]["measures"][0]["period"]["end"] == "2024-12-31"


def test_the_same_text_in_two_unicode_spellings_has_one_canonical_form():
    composed = dataclasses.replace(A_REPORT, title="é")
    decomposed = dataclasses.replace(A_REPORT, title="e\u0301")
    assert dumps(composed) == dumps(decomposed)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"format": 99}, "unknown format 99"),
        ({"format": True}, "unknown format True"),
        ({"format": None}, "unknown format None"),
        ({"kind": "plan"}, "report.kind"),
        ({"wages": 1}, "unknown key 'wages'"),
        ({"action_year": "2568"}, "report.action_year"),
        ({"covers": {"start": "1/10/2567", "end": "2025-09-30"}}, "report.covers.start"),
        ({"covers": {"start": "2024-10-01"}}, "'end' is missing"),
        ({"result": {"total": 90.5}}, "report.result.total"),
        ({"result": {"total": "ninety"}}, "report.result.total"),
        ({"sections": {}}, "report.sections"),
        ({"sections": [{"measures": [{"extra": [["ก"]]}]}]}, "report.sections[0].measures[0].extra[0]"),
    ],
)
def test_json_that_is_no_report_is_refused_with_the_place(change, complaint):
    tree = {**json.loads(dumps(A_REPORT)), **change}
    with pytest.raises(FormatError) as refusal:
        loads(json.dumps(tree).encode())
    assert complaint in str(refusal.value)


@pytest.mark.parametrize("data", [b"", b"[1, 2]", b"\xff\xfe\x00", b'{"format": NaN}', b"[" * 100_000])
def test_bytes_that_are_no_json_object_are_refused(data):
    with pytest.raises(FormatError):
        loads(data)


def holds(tree: object, part: object) -> bool:
    """Whether a JSON tree says everything that another says; it may have further keys."""
    if isinstance(part, dict) and isinstance(tree, dict):
        return all(key in tree and holds(tree[key], value) for key, value in part.items())
    if isinstance(part, list) and isinstance(tree, list):
        return len(tree) == len(part) and all(map(holds, tree, part))
    return tree == part


@pytest.mark.parametrize("version", range(1, FORMAT + 1))
def test_a_report_published_in_any_format_can_still_be_read(version):
    frozen = (FIXTURES / f"v{version}.json").read_bytes()
    document = loads(frozen)
    assert document.format == version or version < FORMAT
    assert document.municipality.name
    assert document.measure_count == 2
    if version == FORMAT:
        assert holds(json.loads(dumps(document)), json.loads(frozen))


def test_every_step_between_formats_has_an_upgrade():
    assert set(UPGRADES) == set(range(1, FORMAT))
