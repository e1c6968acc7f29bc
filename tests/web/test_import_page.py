"""Bringing in a Word file: what is shown is what is saved, and only what is ticked."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import ItemScore
from measures.models import Measure, Section
from reports.importing import KEPT_FOR
from reports.models import ImportDraft, Report, State
from tests.cast import CODE, OTHER_CODE, YEAR, Cast, Work
from tests.reports.readers.book_files import HEAD as BOOK_HEAD
from tests.reports.readers.book_files import book
from tests.reports.readers.word_files import p, tbl, tr, word_file
from trail.models import Event

PAGE = f"/m/{CODE}/{YEAR}/import/"
HEAD = tr("ที่", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ", "ผลลัพธ์")
FIRST = tr("๑", "อบรมเจ้าหน้าที่", "๑. จัดอบรม", "กองคลัง", "ต.ค. ๖๗", "อบรมแล้ว", "ทุกคนทราบ")
SECOND = tr("๒", "จัดทำคู่มือ", "๑. ร่าง", "กองช่าง", "ม.ค. ๖๘", "จัดทำแล้ว", "ใช้จริง")
THIRD = tr("๑", "เปิดช่องทางร้องเรียน", "๑. เปิด", "สำนักปลัด", "ก.พ. ๖๘", "เปิดแล้ว", "ไม่มีเรื่อง")
RESULTS = word_file(
    p("รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘")
    + p("เทศบาลตำบลตัวอย่าง")
    + p("ประเด็นที่ ๑ กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ")
    + tbl(HEAD, FIRST, SECOND)
    + p("ประเด็นที่ ๒ การให้บริการและระบบ E-Service")
    + tbl(HEAD, THIRD, tr("", "", "๒. ติดตาม", "", "", "", ""))
    + p("หมายเหตุท้ายเล่ม")
    + tbl(tr("ก", "ข"), tr("ค", "ง"))
)
ANALYSIS = word_file(
    p("การวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗")
    + p("ประเด็นที่ ๑ กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ")
    + tbl(
        tr("เครื่องมือ", "ข้อคำถาม", "คะแนน", "การวิเคราะห์"),
        tr("IIT", "i1 ปฏิบัติงานตามขั้นตอน", "๘๑.๕๐", "ควรปรับปรุง"),
        tr("IIT", "i2 ให้บริการเท่าเทียม", "๙๐.๐๐", "ดี"),
    )
)


def send(client: Client, data: bytes, *, kind: str = "", name: str = "รายงาน.docx") -> Any:
    return client.post(PAGE, {"file": SimpleUploadedFile(name, data), "kind": kind})


def brought(client: Client, data: bytes = RESULTS, **options: str) -> ImportDraft:
    """The draft of a file that was sent."""
    response = send(client, data, **options)
    assert response.status_code == 302, response.content.decode()
    return ImportDraft.objects.get(pk=int(response.url.rstrip("/").rpartition("/")[2]))


def address_of(draft: ImportDraft) -> str:
    return f"{PAGE}{draft.pk}/"


def titles() -> list[tuple[int | None, str]]:
    rows = Measure.objects.filter(section__plan__action_year=YEAR)
    return list(
        rows.order_by("section__position", "position", "pk").values_list("section__issue__no", "title")
    )


class TestTakingAFile:
    def test_a_workbook_is_understood_as_a_word_file_is(self, officer: Client, work: Work) -> None:
        title = ("รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",)
        issue = ("ประเด็นที่ ๒ การให้บริการและระบบ E-Service",)
        row = (1, "เพิ่มบริการออนไลน์", "1. สำรวจ", "กองคลัง", "ตลอดปี", "เปิดแล้ว", "ลดเวลาเดินทาง")
        draft = brought(officer, book(title, (), issue, BOOK_HEAD, row), name="ร่าง.xlsx")
        assert "เพิ่มบริการออนไลน์" in officer.get(address_of(draft)).content.decode()

    def test_nothing_is_in_the_plan_before_it_is_saved(self, officer: Client, work: Work) -> None:
        before = (titles(), Report.objects.count(), Event.objects.count())
        draft = brought(officer)
        assert officer.get(address_of(draft)).status_code == 200
        assert (titles(), Report.objects.count(), Event.objects.count()) == before
        assert (draft.kind, draft.filename, draft.action_year) == ("results", "รายงาน.docx", YEAR)

    def test_the_page_shows_every_measure_and_what_was_not_understood_with_its_place(
        self, officer: Client, work: Work
    ) -> None:
        page = officer.get(address_of(brought(officer))).content.decode()
        for text in ("อบรมเจ้าหน้าที่", "จัดทำคู่มือ", "เปิดช่องทางร้องเรียน", "กองคลัง", "ทุกคนทราบ"):
            assert text in page
        assert "ตารางที่ 2 แถวที่ 3 ไม่มีข้อความในช่องแรก" in page
        assert "ตารางที่ 3" in page
        assert len(re.findall('name="measure" value="[0-9]+-[0-9]+" checked', page)) == 3

    def test_it_waits_until_somebody_comes_back(self, officer: Client, work: Work) -> None:
        draft = brought(officer)
        assert address_of(draft) in officer.get(PAGE).content.decode()

    def test_the_kind_can_be_said(self, officer: Client, work: Work) -> None:
        assert brought(officer, kind="analysis").kind == "analysis"

    def test_another_municipality_in_the_file_is_pointed_out(self, officer: Client, work: Work) -> None:
        data = word_file(p("รายงานผล ประจำปี ๒๕๖๘ เทศบาลตำบลอื่นใด") + tbl(HEAD, FIRST))
        assert "อื่นใด" in officer.get(address_of(brought(officer, data))).content.decode()

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            pytest.param(b"\xd0\xcf\x11\xe0" + b"\0" * 100, "บันทึกเป็น .docx", id="doc"),
            pytest.param(b"MZ\x90\x00" + b"\x00\x01" * 100, "ไม่ใช่ไฟล์ข้อความ", id="exe"),
            pytest.param(word_file(p("ไม่มีตาราง")), "ไม่มีตาราง", id="no-table"),
            pytest.param(b"", "ไฟล์ว่าง", id="empty"),
            pytest.param(b"x" * 20_000_001, "20 MB", id="large"),
        ],
    )
    def test_what_cannot_be_read_is_said_beside_the_field(
        self, officer: Client, work: Work, data: bytes, said: str
    ) -> None:
        response = send(officer, data)
        assert response.status_code == 422
        found = re.search(r'id="file-error"[^>]*>(.*?)</p>', response.content.decode(), re.DOTALL)
        assert found
        assert said in found[1]
        assert not ImportDraft.objects.exists()

    def test_no_file_is_an_error_too(self, officer: Client, work: Work) -> None:
        assert officer.post(PAGE, {}).status_code == 422

    def test_old_drafts_are_purged_when_a_new_file_comes(self, officer: Client, work: Work) -> None:
        old = brought(officer)
        ImportDraft.objects.update(created_at=timezone.now() - KEPT_FOR - timedelta(hours=1))
        new = brought(officer)
        assert list(ImportDraft.objects.values_list("pk", flat=True)) == [new.pk] != [old.pk]

    def test_they_are_purged_without_a_new_file_too(self, officer: Client, work: Work) -> None:
        brought(officer)
        ImportDraft.objects.update(created_at=timezone.now() - KEPT_FOR - timedelta(hours=1))
        call_command("reap_tasks")
        assert not ImportDraft.objects.exists()

    def test_only_the_municipality_itself_sees_it(self, officer: Client, cast: Cast, work: Work) -> None:
        draft = brought(officer)
        ImportDraft.objects.update(municipality=cast.other)
        assert officer.get(address_of(draft)).status_code == 404
        assert officer.get(f"/m/{OTHER_CODE}/{YEAR}/import/").status_code == 404

    def test_a_draft_of_another_year_is_not_here(self, officer: Client, work: Work) -> None:
        draft = brought(officer)
        assert officer.get(f"/m/{CODE}/{YEAR + 1}/import/{draft.pk}/").status_code == 404

    def test_queries_do_not_grow_with_the_measures(self, officer: Client, work: Work) -> None:
        counts = []
        for rows in ([FIRST], [FIRST] * 40):
            draft = brought(officer, word_file(p("รายงานผล ปี ๒๕๖๘") + tbl(HEAD, *rows)))
            with CaptureQueriesContext(connection) as queries:
                officer.get(address_of(draft))
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestSaving:
    def test_everything_is_saved_beside_what_is_there(self, officer: Client, cast: Cast, work: Work) -> None:
        before = titles()
        draft = brought(officer)
        response = officer.post(
            address_of(draft), {"do": "save", "measure": ["0-0", "0-1", "1-0"], "text": "1", "mode": "merge"}
        )
        assert response.status_code == 302
        assert set(titles()) == {
            *before, (1, "อบรมเจ้าหน้าที่"), (1, "จัดทำคู่มือ"), (2, "เปิดช่องทางร้องเรียน"),
        }  # fmt: skip
        assert not ImportDraft.objects.exists()
        event = Event.objects.get(action="report-imported")
        assert (event.actor, event.after["measures"]) == (cast.officer, 3)

    def test_only_what_is_ticked_is_saved(self, officer: Client, work: Work) -> None:
        before = titles()
        officer.post(address_of(brought(officer)), {"do": "save", "measure": ["0-1"], "mode": "merge"})
        assert set(titles()) - set(before) == {(1, "จัดทำคู่มือ")}

    def test_replacing_touches_only_the_issues_that_were_ticked(self, officer: Client, work: Work) -> None:
        officer.post(
            address_of(brought(officer)),
            {"do": "save", "measure": ["0-0", "0-1", "1-0"], "mode": "merge"},
        )
        other = word_file(
            p("รายงานผล ปี ๒๕๖๘")
            + p("ประเด็นที่ ๒ การให้บริการและระบบ E-Service")
            + tbl(HEAD, tr("๑", "ปรับปรุงเว็บไซต์", "๑. ทำ", "กองคลัง", "มี.ค. ๖๘", "ทำแล้ว", "ดี"))
        )
        first = [each for each in titles() if each[0] != 2]
        draft = brought(officer, other, kind="results")
        officer.post(address_of(draft), {"do": "save", "measure": ["0-0"], "mode": "replace"})
        assert [each for each in titles() if each[0] != 2] == first
        assert [each for each in titles() if each[0] == 2] == [(2, "ปรับปรุงเว็บไซต์")]
        event = Event.objects.filter(action="report-imported").latest("pk")
        assert [each["title"] for each in event.before["measures"]] == ["เปิดช่องทางร้องเรียน"]

    def test_issues_stay_in_their_order(self, officer: Client, work: Work) -> None:
        officer.post(address_of(brought(officer)), {"do": "save", "measure": ["1-0"], "mode": "replace"})
        numbers = list(
            Section.objects.filter(plan__action_year=YEAR, issue__isnull=False)
            .order_by("position")
            .values_list("issue__no", flat=True)
        )
        assert numbers == sorted(numbers)

    def test_scores_are_taken_only_when_ticked(self, officer: Client, work: Work) -> None:
        ItemScore.objects.filter(assessment__assessed_year=YEAR - 1).update(score=None)

        def score() -> Decimal | None:
            found = ItemScore.objects.filter(item__code="i1", assessment__assessed_year=YEAR - 1)
            return found.values_list("score", flat=True).first()

        officer.post(address_of(brought(officer, ANALYSIS)), {"do": "save", "analysis": "1"})
        assert score() is None
        officer.post(address_of(brought(officer, ANALYSIS)), {"do": "save", "scores": "1"})
        assert score() == Decimal("81.50")

    def test_nothing_ticked_is_said_and_nothing_lost(self, officer: Client, work: Work) -> None:
        draft = brought(officer)
        response = officer.post(address_of(draft), {"do": "save", "mode": "replace"})
        assert response.status_code == 422
        page = response.content.decode()
        assert "เลือกสิ่งที่จะบันทึกก่อน" in page
        assert 'value="replace" checked' in page
        assert 'value="0-0" checked' not in page
        assert ImportDraft.objects.filter(pk=draft.pk).exists()

    def test_a_report_in_approval_refuses_with_the_reason(
        self, officer: Client, cast: Cast, work: Work
    ) -> None:
        draft, before = brought(officer), titles()
        Report.objects.filter(pk=work.results.pk).update(
            state=State.SUBMITTED,
            submitted_document=b"{}",
            submitted_sha256="0" * 64,
            submitted_at=timezone.now(),
            submitted_by=cast.officer,
        )
        assert 'value="save"' not in officer.get(address_of(draft)).content.decode()
        response = officer.post(address_of(draft), {"do": "save", "measure": ["1-0"], "mode": "merge"})
        assert response.status_code == 409
        assert "รออนุมัติ" in response.content.decode()
        assert titles() == before
        assert ImportDraft.objects.filter(pk=draft.pk).exists()

    def test_pressing_save_twice_saves_once(self, officer: Client, work: Work) -> None:
        draft = brought(officer)
        form = {"do": "save", "measure": ["0-0"], "mode": "merge"}
        officer.post(address_of(draft), form)
        saved = titles()
        assert officer.post(address_of(draft), form).status_code == 404
        assert titles() == saved

    def test_it_can_be_put_away(self, officer: Client, work: Work) -> None:
        before = titles()
        officer.post(address_of(brought(officer)), {"do": "discard"})
        assert not ImportDraft.objects.exists()
        assert titles() == before

    @pytest.mark.parametrize("odd", ["9-9", "x", "0-0-0", "-1-0", "99999999999-1"])
    def test_ticks_that_mean_nothing_take_nothing(self, officer: Client, work: Work, odd: str) -> None:
        before = titles()
        officer.post(address_of(brought(officer)), {"do": "save", "measure": [odd], "mode": "merge"})
        assert titles() == before
