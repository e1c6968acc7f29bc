"""Anybody drops a report file and reads what is wrong; nothing is kept, and no file can hurt."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports import file_check
from reports.file_check import Checked, NotChecked, checked
from reports.models import ImportDraft, StoredFile
from reports.writers.docx import write_docx
from tests.reports.checks.drafts import FRAMES, measure, results_report, section
from tests.reports.readers.book_files import HEAD, book

pytestmark = pytest.mark.django_db

WRONG = "ข้อ e๗ ผลการประเมิน ITA ปี ๒๕๖๗ ได้คะแนน ๙๔.๐๑ คะแนน ปี ๒๕๖๘ ได้คะแนน ๙๕.๑๕ คะแนน เพิ่มขึ้น ๒.๑๔ คะแนน"
TEXT = "\n".join(
    (
        "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
        "เทศบาลตำบลบ้านตัวอย่าง อำเภอเมือง จังหวัดร้อยเอ็ด",
        "",
        "ประเด็นที่ ๑ กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",
        "",
        "ลำดับ\tมาตรการ/กิจกรรม\tระยะเวลาในการดำเนินการ\tผู้รับผิดชอบ\tสรุปผลการดำเนินการ\tผลลัพธ์หรือความสำเร็จในการดำเนินการ",
        f"๑\tจัดทำคู่มือการให้บริการ\t๑ ต.ค. ๖๗ - ๓๐ ก.ย. ๖๘\tสำนักปลัด\tจัดทำแล้ว ๓ เล่ม\t{WRONG}",
    )
)


def ask(client: Client, data: bytes, filename: str = "report.txt", **fields: str) -> Any:
    return client.post("/check/", {"file": SimpleUploadedFile(filename, data), **fields})


def read(text: str | bytes, **told: Any) -> Checked:
    return checked(text.encode() if isinstance(text, str) else text, FRAMES, **told)


def test_a_file_is_checked_at_once_and_forgotten(
    settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    def kept() -> tuple[int, int, int]:
        files = list(Path(settings.MEDIA_ROOT).rglob("*"))
        return StoredFile.objects.count(), ImportDraft.objects.count(), len(files)

    before = kept()
    with CaptureQueriesContext(connection) as queries, caplog.at_level("DEBUG"):
        response = ask(Client(enforce_csrf_checks=True), TEXT.encode(), "secret-name.txt")
    assert response.status_code == 200
    said = response.content.decode()
    assert '<mark class="is-error">๒.๑๔</mark>' in said
    for part in (
        "score-difference",
        "บรรทัด 7",
        "๑.๑๔",
        "issue-missing",
        "บ้านตัวอย่าง",
        "ผลตรวจ secret-name.txt",
    ):
        assert part in said
    assert kept() == before
    written = [each["sql"] for each in queries if each["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert all("cache" in each for each in written)
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    assert "จัดทำคู่มือ" not in caplog.text
    assert "secret-name" not in caplog.text


def test_findings_of_a_word_file_are_in_the_language_of_the_page(client: Client) -> None:
    document = results_report(section(1, measure(1, outcome=WRONG)), *(section(no) for no in range(2, 8)))
    file = SimpleUploadedFile("report.docx", write_docx(document))
    said = client.post("/check/?lang=en", {"file": file}).content.decode()
    assert "๒.๑๔" in said
    assert "Findings in report.docx" in said


def test_findings_of_an_excel_file_name_the_sheet_and_the_row(client: Client) -> None:
    title = ("รายงานผลการดำเนินการ เทศบาลตำบลบ้านตัวอย่าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",)
    row = (1, "ทำคู่มือ", "1. ร่าง", "กองคลัง", "ตลอดปี", "ประกาศแล้ว", WRONG)
    file = SimpleUploadedFile("report.xlsx", book(title, (), HEAD, row))
    said = client.post("/check/", {"file": file}).content.decode()
    assert "๒.๑๔" in said
    assert "ผลตรวจ report.xlsx" in said
    assert "แผ่นงานที่ 1 แถวที่ 4" in said
    assert "บรรทัด" not in said


def test_a_file_that_takes_too_long_is_given_up(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_check, "SECONDS", 0.5)
    response = ask(client, TEXT.encode())
    assert response.status_code == 422
    assert "ซับซ้อนเกินกว่าจะตรวจ" in response.content.decode()


def test_a_clean_report_is_called_clean() -> None:
    assert read(write_docx(results_report())).counts[0] == ("error", 0)


def test_the_own_name_can_be_told() -> None:
    nameless = TEXT.replace("เทศบาลตำบลบ้านตัวอย่าง อำเภอเมือง จังหวัดร้อยเอ็ด", "").replace(
        "สำนักปลัด", "เทศบาลตำบลหนองแดง"
    )
    found = read(nameless, name="เทศบาลตำบลบ้านตัวอย่าง")
    assert found.own_name == "บ้านตัวอย่าง"
    assert "เทศบาลตำบลหนองแดง" in {each.quote for each in found.told if each.code == "agency"}
    with pytest.raises(NotChecked) as refused:
        read(TEXT, name="ตัวอย่าง")
    assert refused.value.field == "name"


def test_many_findings_are_counted_and_the_first_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_check, "MOST_TOLD", 2)
    found = read(TEXT)
    assert len(found.told) == 2
    assert found.untold == sum(count for _severity, count in found.counts) - 2 > 0


class TestRefusals:
    @pytest.mark.parametrize("sent", [{}, {"file": ""}, {"file": "text, no file"}])
    def test_no_file_is_said_beside_the_field(self, client: Client, sent: dict[str, str]) -> None:
        response = client.post("/check/", sent)
        assert response.status_code == 422
        assert "เลือกไฟล์ก่อน" in response.content.decode()
        assert 'aria-invalid="true"' in response.content.decode()

    @pytest.mark.parametrize(
        "data",
        [
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 stream",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"\x00\x01\x02\x03" * 50,
            b"PK\x03\x04 broken",
            b" \n ",
        ],
    )
    def test_what_is_no_report_is_refused_kindly(self, data: bytes) -> None:
        with pytest.raises(NotChecked):
            read(data)

    def test_a_file_that_unpacks_to_gigabytes_is_refused(self) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", b"<w>" + b"a" * 60_000_000)
        assert len(packed.getvalue()) < 100_000
        with pytest.raises(NotChecked):
            read(packed.getvalue())

    def test_a_book_is_refused_before_it_is_checked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(file_check, "MOST_LETTERS", 100)
        with pytest.raises(NotChecked):
            read(TEXT)

    def test_too_large_is_refused(self, client: Client) -> None:
        response = ask(client, b"x" * (file_check.LARGEST + 1))
        assert response.status_code == 413
        assert "ไฟล์ใหญ่กว่า 10 MB" in response.content.decode()

    @pytest.mark.parametrize(("field", "value"), [("kind", "novel"), ("year", "๑๒๓"), ("year", "2599")])
    def test_a_choice_that_is_not_there_is_said_beside_its_field(
        self, client: Client, field: str, value: str
    ) -> None:
        response = ask(client, TEXT.encode(), **{field: value})
        assert response.status_code == 422
        assert f'id="{field}-error"' in response.content.decode()

    def test_too_many_files_from_one_place_have_to_wait(self, client: Client, settings: LazySettings) -> None:
        settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "check": "1/m/ip"}
        client.post("/check/")
        assert client.post("/check/").status_code == 429

    def test_only_so_many_are_checked_at_once(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        class Taken:
            def acquire(self, timeout: float) -> bool:
                return False

        monkeypatch.setattr(file_check, "_free", Taken())
        assert ask(client, TEXT.encode()).status_code == 503


def test_the_home_page_leads_there(client: Client) -> None:
    assert 'href="/check/"' in client.get("/").content.decode()
    page = client.get("/check/")
    assert page.status_code == 200
    assert "ตรวจไฟล์รายงาน" in page.content.decode()
