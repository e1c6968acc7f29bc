"""A framework as a workbook: every shipped year comes back as it went out, every mistake has its cell."""

import copy
import io

import openpyxl
import pytest
from django.utils import translation

from catalogue.frame_data import shipped_files
from catalogue.loading import read_framework
from catalogue.spreadsheets import UnreadableWorkbook, read_workbook, sheet_problem, workbook_bytes
from catalogue.validation import framework_problems, storing_problems

YEARS = list(shipped_files())
LABELS = {"items": "ข้อ", "items.title": "ชื่อ [พิเศษ]", "framework.name": "ชื่อ"}


@pytest.fixture
def data():
    return read_framework(shipped_files()[2568])


def changed(content, sheet, cell, value):
    """The workbook as somebody saved it again after writing one cell."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    next(each for each in book if each.title.split(" ")[0] == sheet)[cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("year", YEARS)
def test_every_shipped_year_comes_back_as_it_went_out(year):
    data = read_framework(shipped_files()[year])
    read = read_workbook(workbook_bytes(data, LABELS))
    assert read.problems == ()
    assert read.data == data


def test_texts_that_look_like_something_else_stay_texts(data):
    data["items"][0]["title"] = '=HYPERLINK("http://example.org")'
    data["items"][1]["title"] = "0012"
    data["items"][2]["aliases"] = ["สอง\nบรรทัด", "a\\nb", "c\\"]
    data["notes"] = ["yes", "1.50"]
    assert read_workbook(workbook_bytes(data, {})).data == data


def test_a_workbook_saved_by_a_spreadsheet_program_reads_the_same(data):
    content = changed(workbook_bytes(data, {}), "items", "D2", data["items"][0]["title"])
    assert read_workbook(content).data == data


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "place"),
    [
        ("instruments", "D3", "สามสิบ", ("instruments", 3, "weight")),
        ("items", "F5", "maybe", ("items", 5, "paraphrase")),
        ("items", "G4", "หนึ่ง", ("items", 4, "issues")),
        ("bands", "D2", 101, ("bands", 2, "min_total")),
        ("milestones", "C2", "วันไหนสักวัน", ("milestones", 2, "start")),
        ("framework", "B2", "ปีนี้", ("framework", 2, "evaluation_year")),
        ("components", "A3", "other", ("components", 3, "kind")),
    ],
)
def test_a_wrong_cell_is_named_by_sheet_row_and_column(data, sheet, cell, value, place):
    read = read_workbook(changed(workbook_bytes(data, {}), sheet, cell, value))
    assert place in [(each.sheet, each.row, each.column) for each in read.problems]


def test_what_the_data_says_wrong_is_found_in_its_cell(data):
    wrong = copy.deepcopy(data)
    wrong["items"][7]["indicator"] = 77
    wrong["document_requirements"][1]["components"][1]["field"] = "no such field"
    read = read_workbook(workbook_bytes(wrong, {}))
    places = [sheet_problem(each, read) for each in storing_problems(read.data)]
    before = len(data["document_requirements"][0]["components"])
    assert [(each.sheet, each.row, each.column) for each in places] == [("components", before + 3, "field")]
    wrong["document_requirements"][1]["components"][1]["field"] = "output"
    wrong["document_requirements"][1]["components"][2]["field"] = None
    read = read_workbook(workbook_bytes(wrong, {}))
    places = [sheet_problem(each, read) for each in framework_problems(read.data)]
    assert ("items", 9, "indicator") in [(each.sheet, each.row, each.column) for each in places]


def test_dates_typed_as_dates_and_in_the_buddhist_era_are_understood(data):
    content = changed(workbook_bytes(data, {}), "milestones", "C2", "๑ ม.ค. ๒๕๖๘")
    assert read_workbook(content).data["milestones"][0]["start"] == "2025-01-01"


def test_a_missing_sheet_and_column_are_named(data):
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(data, {})))
    del book["issues"]
    book["items"]["D1"] = "something"
    out = io.BytesIO()
    book.save(out)
    found = {(each.sheet, each.column) for each in read_workbook(out.getvalue()).problems}
    assert {("issues", ""), ("items", "title")} <= found


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text"])
def test_no_workbook_is_refused(content):
    with pytest.raises(UnreadableWorkbook), translation.override("en"):
        read_workbook(content)


def test_another_workbook_is_refused():
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(UnreadableWorkbook, match="framework"):
        read_workbook(out.getvalue())
