"""A report's own JSON comes back in through the browser: whole, under its year, and only as what it is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from measures.models import Measure
from reports.document import Document
from reports.formats.json_form import dumps
from reports.models import ImportDraft
from tests.cast import CODE, YEAR, Cast, Work
from tests.reports.checks.drafts import measure, results_report, section

pytestmark = pytest.mark.django_db
PAGE = f"/m/{CODE}/{YEAR}/import/"
FIRST_FORMAT = Path(__file__).parents[2] / "reports" / "formats" / "v1.json"


def report(**changes: Any) -> Document:
    sections = (section(1, measure(1, title="จัดทำคู่มือ")), *(section(no) for no in range(2, 8)))
    return replace(results_report(*sections), action_year=YEAR, assessed_year=YEAR - 1, **changes)


def send(client: Client, data: bytes, **fields: str) -> Any:
    return client.post(PAGE, {"file": SimpleUploadedFile("report.json", data), **fields}, follow=True)


def test_it_is_looked_at_and_saved_like_any_other_file(officer: Client, work: Work) -> None:
    page = send(officer, dumps(report()))
    assert "จัดทำคู่มือ" in page.content.decode()
    draft = ImportDraft.objects.get()
    officer.post(f"{PAGE}{draft.pk}/", {"do": "save", "mode": "merge", "measure": "0-0"})
    assert Measure.objects.filter(section__plan__action_year=YEAR, title="จัดทำคู่มือ").exists()


def test_a_report_of_another_year_says_so_before_it_is_saved(officer: Client, work: Work) -> None:
    other = replace(report(), action_year=YEAR - 1, assessed_year=YEAR - 2)
    assert str(YEAR - 1) in send(officer, dumps(other)).content.decode()
    draft = ImportDraft.objects.get()
    assert [each["code"] for each in draft.reading["warnings"]] == ["read-year-differs"]


def test_the_report_of_another_municipality_says_whose_it_is(officer: Client, work: Work, cast: Cast) -> None:
    theirs = report()
    theirs = replace(theirs, municipality=replace(theirs.municipality, name="บ้านอื่น", code=""))
    assert "ไฟล์เขียนว่า “บ้านอื่น”" in send(officer, dumps(theirs)).content.decode()


def test_one_of_the_same_name_elsewhere_is_told_by_its_code(officer: Client, work: Work, cast: Cast) -> None:
    ours, theirs = cast.municipality.record_on(), cast.other.record_on()
    assert ours is not None
    assert theirs is not None
    document = report()
    same = replace(document.municipality, name=ours.name, kind=ours.kind, code=theirs.code_id)
    said = send(officer, dumps(replace(document, municipality=same))).content.decode()
    assert f"รหัส {theirs.code_id}" in said


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (dumps(report()), "analysis", "ไฟล์นี้เป็นรายงานผลการดำเนินการ"),
        (b'{"name": "left-pad"}', "", "ไฟล์ JSON นี้ไม่ใช่รายงานของระบบนี้"),
        (json.dumps({"format": 99}).encode(), "", "ไฟล์ JSON นี้ไม่ใช่รายงานของระบบนี้"),
    ],
    ids=["other kind", "no report", "later format"],
)
def test_what_it_is_not_is_said_beside_the_field(
    officer: Client, work: Work, data: bytes, kind: str, said: str
) -> None:
    response = send(officer, data, kind=kind)
    assert response.status_code == 422
    assert said in response.context["form"].errors["file"][0]


def test_a_report_of_the_first_format_is_read(officer: Client, work: Work) -> None:
    response = send(officer, FIRST_FORMAT.read_bytes())
    assert response.status_code == 200
    assert ImportDraft.objects.exists()
