"""Remarks of a return stand beside what they are about: a row of the analysis, a score, the announced total."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.models import AnalysisRow, Assessment
from measures.models import Measure
from measures.services import delete_measure
from reports.apply import apply
from reports.approval_models import ReturnNote
from reports.models import Report
from reports.publication import perform
from reports.waivers import ask_for_all
from tests import factories
from tests.cast import Cast, load_catalogue

YEAR = "/m/99400001/2568"
REPORT = f"{YEAR}/report/analysis/"
PAGE = f"{REPORT}approval/"
ROWS = f"{YEAR}/analysis/"
SCORES = f"{YEAR}/scores/2567/"


@pytest.fixture
def submitted(cast: Cast) -> Report:
    load_catalogue()
    report = apply(factories.analysis_document(), cast.municipality, actor=cast.officer)
    ask_for_all(report, cast.officer, "รอประกาศผลรอบหลังการชี้แจง")
    return perform(report, "submit", cast.officer)


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def give_back(client: Client, report: Report, **pins: str) -> list[ReturnNote]:
    data = {"action": "return", "sha256": report.submitted_sha256, "comment": "", **pins}
    assert client.post(PAGE, data).status_code == 302
    report.refresh_from_db()
    return list(ReturnNote.objects.order_by("pk"))


def row_of(issue: int) -> AnalysisRow:
    return AnalysisRow.objects.get(issue__no=issue)


def test_the_approver_reads_the_analysis_and_the_scores(approver: Client, submitted: Report) -> None:
    page = text(approver, PAGE)
    assert "วิเคราะห์ประเด็นที่ 3" in page
    assert 'name="pin-analysis-3"' in page
    assert 'value="announced.total"' in page
    assert 'value="score.i1"' in page


def test_a_remark_on_the_analysis_stands_at_its_row(
    approver: Client, officer: Client, submitted: Report
) -> None:
    (note,) = give_back(approver, submitted, **{"pin-analysis-3": "ยังไม่บอกสาเหตุ"})
    row = row_of(3)
    assert (note.subject_type, note.subject_id) == ("analysis", row.pk)
    assert note.url == f"{ROWS}#row-{row.pk}"
    assert note.url in text(officer, REPORT)
    assert "ยังไม่บอกสาเหตุ" in text(officer, ROWS)
    assert "ยังไม่บอกสาเหตุ" in text(officer, f"{ROWS}{row.pk}/")
    assert "ยังไม่บอกสาเหตุ" not in text(officer, f"{ROWS}{row_of(4).pk}/")
    officer.post(f"{REPORT}notes/{note.pk}/")
    assert "ยังไม่บอกสาเหตุ" not in text(officer, ROWS)


@pytest.mark.parametrize(
    ("key", "field", "fragment"),
    [
        ("indicator-1", "score.i1", "score-i1"),
        ("indicator-1", "indicator.1", "indicator-1"),
        ("announced", "announced.total", "announced"),
        ("announced", "announced.level", "announced"),
        ("announced", "", "announced"),
    ],
)
def test_a_remark_on_a_figure_stands_at_its_field(
    approver: Client, officer: Client, submitted: Report, key: str, field: str, fragment: str
) -> None:
    (note,) = give_back(approver, submitted, **{f"pin-{key}": "ไม่ตรงกับประกาศ", f"field-{key}": field})
    assert (note.subject_type, note.subject_id) == ("assessment", Assessment.objects.get().pk)
    assert note.field == field
    assert note.url == f"{SCORES}#{fragment}"
    page = text(officer, SCORES)
    assert page.count("ไม่ตรงกับประกาศ") == 1
    assert f'id="{fragment}"' in page
    officer.post(f"{REPORT}notes/{note.pk}/")
    assert "ไม่ตรงกับประกาศ" not in text(officer, SCORES)


def test_remarks_alone_are_told_once(approver: Client, officer: Client, submitted: Report) -> None:
    give_back(approver, submitted, **{"pin-analysis-3": "ยังไม่บอกสาเหตุ", "pin-measure-1-1": "ระบุจำนวน"})
    assert text(officer, REPORT).count("ยังไม่บอกสาเหตุ") == 1


def test_a_field_of_another_indicator_is_none(approver: Client, submitted: Report) -> None:
    (note,) = give_back(approver, submitted, **{"pin-indicator-1": "ดู", "field-indicator-1": "score.O9"})
    assert note.field == ""


def test_approving_closes_all_remarks(
    approver: Client, officer: Client, cast: Cast, submitted: Report
) -> None:
    give_back(approver, submitted, **{"pin-analysis-3": "ยังไม่บอกสาเหตุ"})
    perform(submitted, "submit", cast.officer)
    assert "ยังไม่บอกสาเหตุ" in text(officer, ROWS)
    grants = {f"waiver-{each.pk}": "granted" for each in submitted.waivers.all()}
    submitted.refresh_from_db()
    data = {"action": "approve", "sha256": submitted.submitted_sha256, "comment": "", **grants}
    assert approver.post(PAGE, data).status_code == 302
    assert "ยังไม่บอกสาเหตุ" not in text(officer, ROWS)


def test_a_remark_on_a_measure_that_was_deleted_leads_to_the_list(
    approver: Client, officer: Client, cast: Cast, submitted: Report
) -> None:
    (note,) = give_back(approver, submitted, **{"pin-measure-1-1": "ซ้ำกับข้ออื่น"})
    delete_measure(Measure.objects.get(pk=note.subject_id), actor=cast.officer)
    page = text(officer, REPORT)
    assert "ซ้ำกับข้ออื่น" in page
    assert f"/measures/{note.subject_id}/" not in page


def test_more_remarks_ask_no_more(approver: Client, officer: Client, cast: Cast, submitted: Report) -> None:
    text(officer, ROWS)
    counts = []
    for pins in ({"pin-analysis-1": "หนึ่ง"}, {f"pin-analysis-{no}": f"ข้อ {no}" for no in range(2, 7)}):
        give_back(approver, submitted, **pins)
        with CaptureQueriesContext(connection) as queries:
            text(officer, ROWS)
        counts.append(len(queries))
        perform(submitted, "submit", cast.officer)
        submitted.refresh_from_db()
    assert counts[0] == counts[1]
