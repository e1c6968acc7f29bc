"""Taking an imported file back: what it replaced returns as it was, unless somebody has worked on it since."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from assessments.models import AnalysisRow, Assessment, ItemScore
from assessments.services import save_scores
from measures.models import Citation, Evidence, Measure, Plan
from measures.services import add_measure, update_measure
from reports.import_models import ImportUndo
from reports.import_rows import rows_of_year
from reports.models import Report, State
from tests.cast import CODE, YEAR, Cast, Work
from tests.reports.readers.word_files import p, tbl, word_file
from tests.web.test_import_page import ANALYSIS, FIRST, HEAD, PAGE, RESULTS, address_of, brought
from trail.models import Event

ALL = {"do": "save", "measure": ["0-0", "0-1", "1-0"], "text": "1", "scores": "1", "analysis": "1"}


def everything(cast: Cast) -> Any:
    """All rows of the year as they stand, without what counts on: versions and times of change."""
    found = rows_of_year(cast.municipality, (YEAR - 1, YEAR), ("results", YEAR)) | rows_of_year(
        cast.municipality, (), ("analysis", YEAR - 1)
    )
    return {
        key: {name: value for name, value in row["fields"].items() if name not in ("updated_at", "version")}
        for key, row in found.items()
    }


def saved(client: Client, data: bytes = RESULTS, *, kind: str = "results", **form: Any) -> ImportUndo:
    draft = brought(client, data, kind=kind)
    response = client.post(address_of(draft), {**ALL, "mode": "replace", **form})
    assert response.status_code == 302, response.content.decode()
    return ImportUndo.objects.latest("pk")


def take_back(client: Client, undo: ImportUndo) -> str:
    response = client.post(f"{PAGE}{undo.pk}/undo/", follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.fixture
def full(work: Work) -> Work:
    """A year of work in which a measure has all that can belong to it."""
    Evidence.objects.create(measure=work.measure, title="ภาพถ่าย", url="https://example.org/1")
    item = ItemScore.objects.filter(assessment=work.assessment).first()
    assert item is not None
    Citation.objects.create(
        measure=work.measure,
        field="outcome",
        item=item.item,
        year_before=YEAR - 1,
        year_now=YEAR,
        sentence="คะแนนดีขึ้น",
    )
    return work


@pytest.mark.parametrize("mode", ["merge", "replace"])
def test_everything_is_as_it_was(officer: Client, cast: Cast, full: Work, mode: str) -> None:
    before = everything(cast)
    undo = saved(officer, mode=mode)
    assert everything(cast) != before
    assert "กลับไปเป็นเหมือนก่อนบันทึกไฟล์" in take_back(officer, undo)
    assert everything(cast) == before
    event = Event.objects.get(action="report-import-undone")
    assert (event.actor, event.after["import"]) == (cast.officer, undo.event_id)


def test_the_moment_at_which_a_row_was_made_comes_back_to_the_microsecond(
    officer: Client, cast: Cast, full: Work
) -> None:
    made = timezone.now().replace(microsecond=345)
    Assessment.objects.filter(pk=full.assessment.pk).update(created_at=made)
    undo = saved(officer, ANALYSIS, kind="analysis", measure=[])
    take_back(officer, undo)
    assert Assessment.objects.get(pk=full.assessment.pk).created_at == made


@pytest.mark.parametrize("mode", ["merge", "replace"])
def test_scores_and_analysis_come_back_too(officer: Client, cast: Cast, full: Work, mode: str) -> None:
    before = everything(cast)
    undo = saved(officer, ANALYSIS, kind="analysis", mode=mode, measure=[])
    assert everything(cast) != before
    take_back(officer, undo)
    assert everything(cast) == before


def test_a_year_that_the_file_began_is_empty_again(officer: Client, cast: Cast, work: Work) -> None:
    Report.objects.filter(kind="results").delete()
    Plan.objects.all().delete()
    undo = saved(officer)
    assert Report.objects.filter(kind="results").exists()
    take_back(officer, undo)
    assert not Report.objects.filter(kind="results").exists()
    assert not Plan.objects.exists()


def test_the_message_and_the_page_offer_it(officer: Client, work: Work) -> None:
    draft = brought(officer)
    page = officer.post(address_of(draft), {**ALL, "mode": "merge"}, follow=True).content.decode()
    undo = ImportUndo.objects.get()
    assert f'action="{PAGE}{undo.pk}/undo/"' in page
    assert f'action="{PAGE}{undo.pk}/undo/"' in officer.get(PAGE).content.decode()
    take_back(officer, undo)
    assert f"{undo.pk}/undo/" not in officer.get(PAGE).content.decode()


def test_what_somebody_worked_on_since_is_not_lost(officer: Client, cast: Cast, work: Work) -> None:
    undo = saved(officer)
    measure = Measure.objects.get(title="จัดทำคู่มือ")
    update_measure(measure, {"output": "จัดทำแล้ว ๒ เล่ม"}, actor=cast.officer)
    before = everything(cast)
    page = take_back(officer, undo)
    assert "จัดทำคู่มือ" in page
    assert "แก้หลังจากบันทึกไฟล์" in page
    assert everything(cast) == before


def test_a_score_typed_since_is_not_lost(officer: Client, cast: Cast, work: Work) -> None:
    undo = saved(officer, ANALYSIS, kind="analysis", measure=[])
    assessment = Assessment.objects.get(assessed_year=YEAR - 1)
    save_scores(assessment, {"i1": "77.00"}, actor=cast.officer)
    before = everything(cast)
    take_back(officer, undo)
    assert everything(cast) == before


def test_a_measure_added_to_what_the_file_brought_is_not_lost(
    officer: Client, cast: Cast, work: Work
) -> None:
    flat = word_file(p("รายงานผล ปี ๒๕๖๘") + tbl(HEAD, FIRST))
    undo = saved(officer, flat, mode="merge", measure=["0-0"])
    section = Measure.objects.get(title="อบรมเจ้าหน้าที่").section
    add_measure(section, {"title": "เพิ่มภายหลัง"}, actor=cast.officer)
    before = everything(cast)
    assert "เพิ่มภายหลัง" in take_back(officer, undo)
    assert everything(cast) == before


def test_what_is_elsewhere_may_have_changed(officer: Client, cast: Cast, work: Work) -> None:
    undo = saved(officer, mode="merge")
    update_measure(work.measure, {"outcome": "ผู้รับบริการพอใจ"}, actor=cast.officer)
    assert "กลับไปเป็นเหมือนก่อนบันทึกไฟล์" in take_back(officer, undo)
    work.measure.refresh_from_db()
    assert work.measure.outcome == "ผู้รับบริการพอใจ"


def test_twice_is_once(officer: Client, cast: Cast, work: Work) -> None:
    undo = saved(officer)
    take_back(officer, undo)
    assert "เลิกทำไปแล้ว" in take_back(officer, undo)
    assert Event.objects.filter(action="report-import-undone").count() == 1


def test_a_submitted_report_stays(officer: Client, cast: Cast, work: Work) -> None:
    undo = saved(officer)
    Report.objects.filter(kind="results").update(
        state=State.SUBMITTED,
        submitted_document=b"{}",
        submitted_sha256="0" * 64,
        submitted_at=timezone.now(),
        submitted_by=cast.officer,
    )
    titles = set(Measure.objects.values_list("title", flat=True))
    assert "รออนุมัติ" in take_back(officer, undo)
    assert set(Measure.objects.values_list("title", flat=True)) == titles


def test_a_page_opened_in_between_notices(officer: Client, cast: Cast, work: Work) -> None:
    row = AnalysisRow.objects.get()
    undo = saved(officer, ANALYSIS, kind="analysis", mode="replace", measure=[])
    versions = set(AnalysisRow.objects.values_list("version", flat=True))
    take_back(officer, undo)
    row.refresh_from_db()
    assert row.version > max(versions)


def test_only_the_municipality_itself_takes_back(
    officer: Client, approver: Client, cast: Cast, work: Work
) -> None:
    undo = saved(officer)
    assert approver.post(f"{PAGE}{undo.pk}/undo/").status_code == 403
    assert officer.post(f"/m/{CODE}/{YEAR + 1}/import/{undo.pk}/undo/").status_code == 404
    ImportUndo.objects.update(municipality=cast.other)
    assert officer.post(f"{PAGE}{undo.pk}/undo/").status_code == 404
    assert re.search("จัดทำคู่มือ", " ".join(Measure.objects.values_list("title", flat=True)))
