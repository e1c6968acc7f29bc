"""Number and date of a document: entered by the officer, printed, frozen; its date decides who signs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from municipalities.models import Executive
from reports.apply import apply
from reports.build import build
from reports.formats.json_form import dumps, loads
from reports.services import set_front_matter
from reports.writers.docx import write_docx
from reports.writers.html import write_html
from tests.cast import CODE, YEAR, Cast, Work
from tests.reports.writers.demo import RESULTS

PAGE = f"/m/{CODE}/{YEAR}/report/results/layout/"


def held(cast: Cast, name: str, since: str, until: str | None, acting_for: str = "") -> None:
    Executive.objects.create(
        municipality=cast.municipality,
        office=Executive.Office.HEAD,
        name=name,
        position="นายกเทศมนตรี" if not acting_for else "ปลัดเทศบาล",
        acting_for=acting_for,
        valid_from=since,
        valid_until=until,
    )


@pytest.mark.django_db
class TestTheOfficer:
    def test_enters_them_once_and_finds_them_again(self, officer: Client, work: Work) -> None:
        fields = {
            "layout": work.results.layout["name"], "title": "รายงาน", "digits": "thai", "font_size": "16",
            "intro": "", "document_number": "ทข ๗๑๘๐๑/๑๒๓", "document_date": "20 มี.ค. 2568",
        }  # fmt: skip
        assert officer.post(PAGE, fields).status_code == 302
        work.results.refresh_from_db()
        assert work.results.document_date == date(2025, 3, 20)
        page = officer.get(PAGE).content.decode()
        assert "ทข ๗๑๘๐๑/๑๒๓" in page
        assert build(work.results).number == "ทข ๗๑๘๐๑/๑๒๓"

    def test_is_told_beside_the_field_that_a_date_is_none(self, officer: Client, work: Work) -> None:
        fields = {"layout": work.results.layout["name"], "digits": "thai", "font_size": "16"}
        response = officer.post(PAGE, {**fields, "document_number": "๑", "document_date": "วันพุธ"})
        assert response.status_code == 422
        page = response.content.decode()
        assert "วันพุธ" in page
        assert 'id="error_1_id_document_date"' in page or "id_document_date_error" in page


@pytest.mark.django_db
class TestWhoSigns:
    def test_is_who_held_the_office_on_the_date_of_the_document(self, work: Work, cast: Cast) -> None:
        held(cast, "นายเก่า ก่อนหน้า", "2020-01-01", "2025-03-31")
        held(cast, "นางใหม่ ต่อมา", "2025-04-01", None)
        for day, name in ((date(2025, 3, 31), "นายเก่า ก่อนหน้า"), (date(2025, 4, 1), "นางใหม่ ต่อมา")):
            report = set_front_matter(work.results, registered=("๑", day))
            assert [each.name for each in build(report).signatures] == [name]

    def test_may_be_acting_for_the_holder(self, work: Work, cast: Cast) -> None:
        held(cast, "นายเก่า ก่อนหน้า", "2020-01-01", None)
        held(cast, "นายปลัด แทน", "2025-03-01", "2025-03-31", acting_for="นายกเทศมนตรี")
        report = set_front_matter(work.results, registered=("", date(2025, 3, 20)))
        (signed,) = build(report).signatures
        assert (signed.name, signed.acting_for) == ("นายปลัด แทน", "นายกเทศมนตรี")


def test_they_stand_on_the_cover_of_page_and_word_file() -> None:
    document = replace(RESULTS, number="ทข 71801/123", dated=date(2026, 3, 20))
    page = write_html(document).decode()
    assert "ที่ ทข 71801/123 ลงวันที่ ๒๐ มีนาคม ๒๕๖๙" in page
    assert write_docx(document) != write_docx(RESULTS)


def test_a_document_without_them_says_nothing_of_them() -> None:
    assert "ลงวันที่" not in write_html(RESULTS).decode()


@pytest.mark.django_db
def test_they_come_back_from_data_and_database_as_they_were(work: Work, cast: Cast) -> None:
    document = replace(build(work.results), number="ทข 71801/123", dated=date(2025, 3, 20))
    assert loads(dumps(document)) == document
    report = apply(document, cast.municipality, mode="replace")
    again = build(report)
    assert (again.number, again.dated) == (document.number, document.dated)
