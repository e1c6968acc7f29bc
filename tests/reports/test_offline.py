"""A report as a form that is filled in without the portal and comes back."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from docx import Document as WordFile
from openpyxl import load_workbook

from assessments.models import ItemScore
from assessments.services import get_or_create_assessment, save_scores
from catalogue.queries import frames_in_force
from measures.models import Measure as MeasureRow
from measures.models import Plan
from reports.document import Measure
from reports.files import render
from reports.importing import begin_import, document_of, save_import
from reports.offline import offline_form, says_nothing, without_blank_rows
from reports.reading_files import read_report
from reports.selection import everything
from reports.services import get_or_create_report
from tests.cast import CODE, YEAR, Cast, load_catalogue, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def begun(cast: Cast) -> Cast:
    """The results report of a year is begun; of the year before two items have their scores."""
    before = get_or_create_assessment(cast.municipality, YEAR - 1)
    save_scores(before, {"i1": "89.27", "i2": "90"}, actor=cast.officer)
    get_or_create_report(cast.municipality, "results", YEAR, actor=cast.officer)
    return cast


def form(cast: Cast) -> Any:
    return offline_form(get_or_create_report(cast.municipality, "results", YEAR))


def test_asks_for_every_item_of_its_year_beside_last_years_score(begun: Cast) -> None:
    items = form(begun).result.items
    assert [each.code for each in items] == [each.code for each in frames_in_force()[YEAR].items]
    first = items[0]
    assert (first.code, first.before, first.score) == ("i1", Decimal("89.27"), None)
    assert {each.no for each in form(begun).result.indicators} == set(range(1, 11))


def test_keeps_what_was_entered_already(begun: Cast) -> None:
    assessment = get_or_create_assessment(begun.municipality, YEAR)
    save_scores(assessment, {"i2": "91.5"}, actor=begun.officer)
    scores = {each.code: each.score for each in form(begun).result.items}
    assert scores["i2"] == Decimal("91.50")
    assert scores["i1"] is None


def test_has_room_for_measures_under_every_issue(begun: Cast) -> None:
    sections = form(begun).sections
    assert [each.issue for each in sections] == [1, 2, 3, 4, 5, 6, 7]
    assert all(len(each.measures) >= 3 for each in sections)


def test_filled_in_excel_it_comes_back_and_empty_rows_say_nothing(begun: Cast) -> None:
    book = load_workbook(io.BytesIO(render(form(begun), "xlsx").data), rich_text=True)
    _fill_in(book, "i1", "92.68")
    out = io.BytesIO()
    _first_measure(book, 2, "เปิดบริการออนไลน์ของกองคลัง")
    book.save(out)
    draft = begin_import(
        begun.municipality, YEAR, out.getvalue(), filename="แบบ.xlsx", kind="results", actor=begun.officer
    )
    document = document_of(draft)
    assert [
        (each.issue, [m.title for m in each.measures]) for each in document.sections if each.measures
    ] == [(2, ["เปิดบริการออนไลน์ของกองคลัง"])]
    save_import(draft, everything(document), mode="merge", actor=begun.officer)
    stored = ItemScore.objects.filter(assessment__assessed_year=YEAR, score__isnull=False)
    assert [(each.item.code, each.score) for each in stored] == [("i1", Decimal("92.68"))]
    titles = MeasureRow.objects.filter(section__plan__municipality=begun.municipality)
    assert [each.title for each in titles] == ["เปิดบริการออนไลน์ของกองคลัง"]
    assert Plan.objects.get(municipality=begun.municipality, action_year=YEAR).sections.count() == 7


def _fill_in(book: Any, code: str, score: str) -> None:
    """Type a score of an item where the sheet has room for it."""
    for sheet in book:
        names: list[Any] = []
        for row in sheet.iter_rows():
            values = [str(cell.value) if cell.value is not None else "" for cell in row]
            if values[0].startswith("table"):
                names = values if values[0] == "table items" else []
            elif names and values[0] == "row" and values[names.index("code")] == code:
                row[names.index("score")].value = Decimal(score)
                return
    raise AssertionError("the file has no such item")


def _first_measure(book: Any, issue: int, title: str) -> None:
    [sheet] = [each for each in book if each.title == f"ประเด็นที่ {issue}"]
    names: list[str] = []
    for row in sheet.iter_rows():
        values = [str(cell.value) if cell.value is not None else "" for cell in row]
        if values[0].startswith("table"):
            names = values
        elif names and values[0].startswith("row"):
            row[names.index("title")].value = title
            return
    raise AssertionError("the sheet has no empty row")


def test_filled_in_word_it_comes_back(begun: Cast) -> None:
    file = WordFile(io.BytesIO(render(form(begun), "docx").data))
    tables = [each for each in file.tables if "มาตรการ" in each.rows[0].cells[0].text]
    assert len(tables) == 7
    tables[3].rows[1].cells[0].text = "ทำทะเบียนทรัพย์สินให้ครบ"
    out = io.BytesIO()
    file.save(out)
    reading = read_report(out.getvalue(), frames=frames_in_force(), kind="results", key_year=YEAR)
    document = without_blank_rows(reading.document)
    assert [
        (each.issue, [m.title for m in each.measures]) for each in document.sections if each.measures
    ] == [(4, ["ทำทะเบียนทรัพย์สินให้ครบ"])]


def test_not_filled_in_it_changes_nothing(begun: Cast) -> None:
    for extension in ("xlsx", "docx"):
        data = render(form(begun), extension).data
        reading = read_report(data, frames=frames_in_force(), kind="results", key_year=YEAR)
        assert not without_blank_rows(reading.document).measure_count
        assert all(each.score is None for each in reading.document.result.items)


@pytest.mark.parametrize(
    ("fields", "nothing"),
    [
        ({}, True),
        ({"title": " - ", "output": "……"}, True),
        ({"title": "ประชุม"}, False),
        ({"responsible": ("กองคลัง",)}, False),
        ({"items": ("i1",)}, False),
        ({"extra": (("หมายเหตุ", "ทำแล้ว"),)}, False),
    ],
)
def test_a_row_says_nothing_only_when_every_cell_is_empty(fields: dict[str, Any], nothing: bool) -> None:
    assert says_nothing(replace(Measure(), **fields)) is nothing


class TestInTheBrowser:
    @pytest.mark.parametrize("extension", ["xlsx", "docx"])
    def test_the_officer_downloads_it(self, begun: Cast, client: Client, extension: str) -> None:
        client.force_login(begun.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
        page = client.get(f"/m/{CODE}/{YEAR}/report/results/").content.decode()
        address = f"/m/{CODE}/{YEAR}/report/results/offline.{extension}"
        assert address in page
        answer = client.get(address)
        assert answer.status_code == 200
        assert f"offline.{extension}" in answer.headers["Content-Disposition"]

    def test_a_stranger_does_not(self, begun: Cast, client: Client) -> None:
        client.force_login(begun.outsider, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.get(f"/m/{CODE}/{YEAR}/report/results/offline.xlsx").status_code == 404


def test_the_command_drops_empty_rows_too(begun: Cast, tmp_path: Any, capsys: Any) -> None:
    path = tmp_path / "form.xlsx"
    book = load_workbook(io.BytesIO(render(form(begun), "xlsx").data), rich_text=True)
    _first_measure(book, 1, "ลดขั้นตอนการรับคำร้อง")
    book.save(path)
    call_command(
        "import_report", str(path), "--municipality", CODE, "--fiscal-year", str(YEAR), "--merge", "--json"
    )
    assert '"measures": 1' in capsys.readouterr().out
