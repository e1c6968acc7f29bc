"""personal-data: what belongs to a person is found in every text before it is public for ever."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.document import Document, Evidence
from tests.reports.checks.drafts import findings, results_report, with_intro

CODE = "personal-data"


def with_title_of_evidence(title: str) -> Document:
    report = results_report()
    section = report.sections[0]
    measure = replace(section.measures[0], evidence=(Evidence(title, "https://www.example.go.th/1"),))
    changed = replace(section, measures=(measure, *section.measures[1:]))
    return replace(report, sections=(changed, *report.sections[1:]))


@pytest.mark.parametrize("written", ["1-2345-67890-12-1", "๑๒๓๔๕๖๗๘๙๐๑๒๑"])
def test_an_id_number_is_an_error_at_its_place(written: str) -> None:
    (found,) = findings(with_intro(f"ผู้รับผิดชอบ เลขประจำตัว {written} ครับ"), CODE)
    assert found.severity == "error"
    assert found.where.quote == written


@pytest.mark.parametrize("written", ["โทร 081-234-5678", "เลขที่บัญชี 123-4-56789-0"])
def test_mobile_and_account_numbers_are_warnings_that_quote_them(written: str) -> None:
    (found,) = findings(with_intro(written), CODE)
    assert found.severity == "warning"
    assert found.where.quote
    assert found.where.quote in found.message


def test_titles_of_evidence_are_looked_at() -> None:
    (found,) = findings(with_title_of_evidence("สำเนาบัตร 1234567890121"), CODE)
    assert found.where.field == "evidence"
    assert found.where.measure == 1


def test_the_telephone_of_an_office_and_figures_are_silent() -> None:
    assert not findings(with_intro("โทร ๐-๔๓๑๒-๓๔๕๖ งบ 1,234,567 บาท ปี 2567"), CODE)
