"""Beside each field stands what the checks find in it, once, with the way to mend it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from measures.services import update_measure
from reports.models import Report
from tests.cast import CODE, YEAR, Cast, Work
from tests.web.conftest import sign_in

WRONG = "ข้อ i1 ปี ๒๕๖๗ ได้ ๙๐.๐๐ คะแนน ปี ๒๕๖๘ ได้ ๙๓.๕๐ คะแนน เพิ่มขึ้น ๓.๐๕ คะแนน"


@pytest.fixture(autouse=True)
def wrong(work: Work, cast: Cast) -> None:
    update_measure(work.measure, {"outcome": WRONG, "procedure": WRONG}, actor=cast.officer)


def beside(client: Client, page: str) -> str:
    answer = client.get(reverse("findings_beside", args=(CODE, YEAR)), {"page": page})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_finding_names_the_field_it_is_about(officer: Client, work: Work) -> None:
    text = beside(officer, "results")
    assert f'data-subject="measure:{work.measure.pk}" data-field="outcome"' in text
    assert "แก้เป็น ๓.๕๐" in text


def test_what_both_documents_have_is_told_once(officer: Client, work: Work) -> None:
    text = beside(officer, "measures")
    name = f'data-subject="measure:{work.measure.pk}" data-field="procedure" data-anchor'
    assert text.count(name) == 1


def test_each_page_has_its_own_part(officer: Client) -> None:
    assert "score-difference" not in beside(officer, "analysis")
    assert "score-difference" not in beside(officer, "scores")
    assert "data-finding" not in beside(officer, "nonsense")


def test_the_page_of_the_layout_has_what_is_found_in_its_own_fields(officer: Client, work: Work) -> None:
    Report.objects.filter(pk=work.results.pk).update(title="รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๔")
    text = beside(officer, "layout-results")
    assert 'data-anchor="id_title"' in text
    assert "year-title" in text
    assert "score-difference" not in text
    assert "data-finding=" not in beside(officer, "layout-analysis")


def test_a_report_in_approval_has_nothing_to_mend_beside_its_fields(officer: Client, work: Work) -> None:
    Report.objects.filter(pk__in=[work.analysis.pk, work.results.pk]).delete()
    assert "data-finding" not in beside(officer, "results")


def test_who_only_reads_gets_no_buttons(work: Work, cast: Cast) -> None:
    text = beside(sign_in(Client(), cast.approver), "results")
    assert "score-difference" in text
    assert "<form" not in text


@pytest.mark.parametrize(
    "page", ["measures/", "results/", "analysis/", f"scores/{YEAR - 1}/", "report/results/layout/"]
)
def test_every_page_of_entry_asks_for_its_findings(officer: Client, page: str) -> None:
    text = officer.get(f"/m/{CODE}/{YEAR}/{page}").content.decode()
    assert "data-findings-url" in text
    assert "portal/findings" in text


def test_a_page_without_fields_asks_for_none(officer: Client) -> None:
    assert "data-findings-url" not in officer.get(f"/m/{CODE}/{YEAR}/").content.decode()
