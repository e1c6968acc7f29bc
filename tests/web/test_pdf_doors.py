"""A PDF comes in through every door a Word file comes in through."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from reports.models import ImportDraft
from tests.cast import Work
from tests.reports.readers.pdf_files import LANDSCAPE, Page, pdf
from tests.web.test_import_page import PAGE, address_of, brought, send

pytestmark = pytest.mark.django_db


def report() -> bytes:
    page = Page(size=LANDSCAPE)
    page.lines(50, 60, ["รายงานผลการดำเนินการตามมาตรการ", "ปีงบประมาณ ๒๕๖๘", "เทศบาลตำบลตัวอย่าง"])
    page.text(50, 140, "ประเด็นที่ ๒ การให้บริการและระบบ E-Service")
    head = ("ที่", "มาตรการ", "ระยะเวลา", "ผลการดำเนินการ", "ผลลัพธ์")
    row = ("๑", "เพิ่มบริการออนไลน์", "๓๒ ม.ค. ๖๘", "เปิดระบบแล้ว", "ลดเวลาเดินทาง")
    page.table(50, 160, (40, 160, 120, 160, 120), [head, row])
    return pdf(Page(size=LANDSCAPE).text(50, 200, "บันทึกข้อความ"), page)


def scan() -> bytes:
    return pdf(Page().picture())


class TestTheOfficersPage:
    def test_what_was_understood_is_shown_with_the_page_of_what_was_not(
        self, officer: Client, work: Work
    ) -> None:
        draft = brought(officer, report(), name="รายงาน.pdf")
        page = officer.get(address_of(draft)).content.decode()
        assert "เพิ่มบริการออนไลน์" in page
        assert "หน้า 2 · ตารางที่ 1 แถวที่ 2" in page

    def test_a_scan_is_refused_in_thai_beside_the_field(self, officer: Client, work: Work) -> None:
        response = send(officer, scan(), name="สแกน.pdf")
        assert response.status_code == 422
        assert "ไฟล์ PDF นี้เป็นภาพสแกน" in response.content.decode()
        assert not ImportDraft.objects.exists()

    def test_the_page_offers_it(self, officer: Client, work: Work) -> None:
        assert ".pdf" in officer.get(PAGE).content.decode()


def test_anybody_may_have_one_checked(client: Client) -> None:
    answer = client.post("/check/", {"file": SimpleUploadedFile("report.pdf", report())})
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "หน้า 2 · ตารางที่ 1 แถวที่ 2" in said


def test_the_command_line_checks_one(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(report())
    out = StringIO()
    call_command("check_report", path, "--json", stdout=out)
    places = [each["where"] for each in json.loads(out.getvalue())["findings"]]
    assert any((place.get("page"), place.get("table"), place.get("row")) == (2, 1, 2) for place in places)
