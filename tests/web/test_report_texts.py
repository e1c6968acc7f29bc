"""The text around the tables is changed where a finding leads: paragraph by paragraph, with or without a script."""

from __future__ import annotations

import pytest
from django.test import Client

from editing.texts import text_hash
from reports.document import Block
from reports.models import Report
from reports.services import set_front_matter
from tests.cast import CODE, YEAR, Cast, Work
from tests.web.conftest import sign_in

WRONG = "ข้อ i1 ปี ๒๕๖๗ ได้ ๙๐.๐๐ คะแนน ปี ๒๕๖๘ ได้ ๙๓.๕๐ คะแนน เพิ่มขึ้น ๓.๐๕ คะแนน"
HERE = f"/m/{CODE}/{YEAR}/report/results/"
TEXTS = f"{HERE}texts/"


@pytest.fixture
def report(work: Work, cast: Cast) -> Report:
    blocks = (Block(text="นำ"), Block(kind="table", rows=(("ก", "ข"),)), Block(text=WRONG))
    return set_front_matter(work.results, blocks={"before": blocks}, actor=cast.officer)


def stored(report: Report) -> list[str]:
    report.refresh_from_db()
    return [each["text"] for each in report.blocks["before"]]


def test_a_finding_in_the_opening_leads_to_its_paragraph(officer: Client, report: Report) -> None:
    page = officer.get(HERE).content.decode()
    assert "ข้อความนำ ย่อหน้าที่ 3" in page
    assert "texts/?at=" in page
    assert "#text-before-2" in page
    assert 'id="text-before-2"' in officer.get(TEXTS).content.decode()


def test_a_table_is_not_offered_as_a_text(officer: Client, report: Report) -> None:
    assert 'id="text-before-1"' not in officer.get(TEXTS).content.decode()


def test_the_paragraphs_are_saved_with_one_button(officer: Client, report: Report) -> None:
    sent = {"text-before.0": "คำนำ", "base-before.0": text_hash("นำ")}
    sent |= {"text-before.2": "ย่อหน้า\r\nสอง", "base-before.2": text_hash(WRONG)}
    assert officer.post(TEXTS, sent)["Location"] == TEXTS
    assert stored(report) == ["คำนำ", "", "ย่อหน้า\nสอง"]


def test_a_text_that_somebody_changed_is_not_overwritten_and_nothing_typed_is_lost(
    officer: Client, report: Report
) -> None:
    answer = officer.post(TEXTS, {"text-before.0": "ของฉัน", "base-before.0": text_hash("เก่ากว่านั้น")})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "ของฉัน</textarea>" in page
    assert "มีผู้อื่นแก้ข้อความนี้เป็น: นำ" in page
    assert stored(report)[0] == "นำ"


def test_who_reads_only_sees_the_texts_without_fields(report: Report, cast: Cast) -> None:
    client = sign_in(Client(), cast.approver)
    page = client.get(TEXTS).content.decode()
    assert WRONG in page
    assert "<textarea" not in page
    assert client.post(TEXTS, {}).status_code == 403


def test_a_report_without_such_text_says_so(officer: Client, work: Work) -> None:
    assert "ไม่มีข้อความนอกตาราง" in officer.get(TEXTS).content.decode()
    assert "texts/" not in officer.get(HERE).content.decode()


def test_its_findings_stand_beside_the_paragraph(officer: Client, report: Report) -> None:
    page = officer.get(f"/m/{CODE}/{YEAR}/findings/?page=texts").content.decode()
    assert f'data-subject="report:{report.pk}" data-field="before.2"' in page
