"""Headings of issues: number and title belong together, each issue stands once."""

from dataclasses import replace

import pytest

from reports.checks.finding import Finding
from reports.document import Document, Section
from tests.reports.checks.drafts import (
    ISSUES,
    analysis_report,
    analysis_row,
    findings,
    measure,
    results_report,
    section,
)

CODES = ("issue-number", "issue-title")


def headed(*heads: tuple[int, str, str], **changes: int) -> Document:
    """A report whose sections are (issue, number as written, heading as written)."""
    sections = (
        section(issue, number_as_written=number, heading_as_written=title) for issue, number, title in heads
    )
    return results_report(*sections, **changes)


def seven(**changed: tuple[int, str, str]) -> list[tuple[int, str, str]]:
    """The seven headings as the catalogue has them, some of them changed ("n4=…")."""
    return [changed.get(f"n{no}", (no, f"ประเด็นที่ {no}", title)) for no, title in ISSUES.items()]


def said(found: list[Finding]) -> list[tuple[str, str, str | None]]:
    return [(each.code, each.severity, each.where.quote) for each in found]


def test_headings_of_the_catalogue_are_right() -> None:
    assert findings(headed(*seven()), *CODES) == []


@pytest.mark.parametrize(
    "title",
    [
        "การให้บริการและระบบ E-Service",
        "การให้บริการตามภารกิจและระบบ E-Service",
        "การให้บริการ และระบบ E - Service",
        "การ ให้บริ การและระบบ e-service",
        "การให้บริการและระบบ E-Service (ต่อ)",
        "ด้านการให้บริการและระบบ E-Service",
        "",
    ],
)
@pytest.mark.parametrize("number", ["ประเด็นที่ ๒", "ประเด็นที่ 2 :", "๒.", "ประเด็นที่๒", ""])
def test_other_names_spaces_and_marks_are_no_mistake(number: str, title: str) -> None:
    assert findings(headed(*seven(n2=(2, number, title))), *CODES) == []


def test_the_title_of_another_issue_is_mended() -> None:
    (each,) = findings(headed(*seven(n4=(4, "ประเด็นที่ ๔", ISSUES[3]))), *CODES)
    assert said([each]) == [("issue-title", "error", ISSUES[3])]
    assert (each.replacement, each.where.issue, each.where.field) == (ISSUES[4], 4, "heading")


@pytest.mark.parametrize(
    ("number", "right"),
    [("ประเด็นที่ ๒", "ประเด็นที่ ๖"), ("ประเด็นที่ 2.", "ประเด็นที่ 6."), ("6.2 ประเด็นที่ 2", "6.2 ประเด็นที่ 6")],
)
def test_the_number_of_another_issue_is_mended_in_its_own_digits(number: str, right: str) -> None:
    (each,) = findings(headed(*seven(n6=(6, number, ISSUES[6]))), *CODES)
    assert said([each]) == [("issue-number", "error", number)]
    assert each.replacement == right


def test_an_own_numbering_of_sections_is_no_issues_number() -> None:
    assert findings(headed(*seven(n3=(3, "๔.", ISSUES[3]))), *CODES) == []


def test_an_abbreviated_title_is_a_hint_and_an_unknown_one_a_doubt() -> None:
    short = "ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสาร"
    (each,) = findings(headed(*seven(n3=(3, "ประเด็นที่ ๓", short))), *CODES)
    assert (each.code, each.severity, each.replacement) == ("issue-title", "info", ISSUES[3])
    (each,) = findings(headed(*seven(n3=(3, "ประเด็นที่ ๓", "การพัฒนาเว็บไซต์"))), *CODES)
    assert (each.code, each.severity) == ("issue-title", "warning")


def test_an_issue_that_the_year_does_not_have_is_doubtful() -> None:
    heads = [*seven(), (None, "ประเด็นที่ ๙", "อื่น ๆ")]
    (each,) = findings(headed(*heads), *CODES)  # type: ignore[arg-type]
    assert (each.code, each.severity) == ("issue-number", "warning")


def test_an_issue_headed_twice_is_named_with_the_one_that_is_missing() -> None:
    heads = [head for head in seven() if head[0] != 6]
    heads.insert(5, (3, "ประเด็นที่ ๓", ISSUES[3]))
    (each,) = findings(headed(*heads), *CODES)
    assert (each.code, each.severity, each.where.section) == ("issue-number", "warning", 6)
    assert "(6)" in each.fix


def test_a_heading_over_the_next_part_of_its_table_is_no_second_issue() -> None:
    heads = seven()
    heads.insert(3, (3, "ประเด็นที่ 3", ISSUES[3]))
    heads.insert(6, (5, "ประเด็นที่ 5", ISSUES[5] + " (ต่อ)"))
    assert findings(headed(*heads), *CODES) == []


def test_the_analysis_is_read_as_the_plan_is() -> None:
    rows = [
        replace(analysis_row(no), number_as_written=f"ประเด็นที่ {no}", heading_as_written=title)
        for no, title in ISSUES.items()
    ]
    rows[4] = replace(rows[4], number_as_written="ประเด็นที่ ๗")
    (each,) = findings(analysis_report(analysis=tuple(rows)), *CODES)
    assert (each.code, each.where.field, each.replacement) == (
        "issue-number",
        "analysis_number",
        "ประเด็นที่ ๕",
    )


def test_rows_of_one_issue_need_its_heading_once() -> None:
    first = replace(analysis_row(1), number_as_written="ประเด็นที่ ๑", heading_as_written=ISSUES[1])
    rows = (first, analysis_row(1), first, *(analysis_row(no) for no in range(2, 8)))
    assert findings(analysis_report(analysis=rows), *CODES) == []


@pytest.mark.parametrize("years", [{"year": 2580}, {"year": 2566, "evaluation_year": 2566}])
def test_a_year_without_a_catalogue_of_issues_is_not_judged(years: dict[str, int]) -> None:
    document = headed(*seven(n4=(4, "ประเด็นที่ ๔", ISSUES[3])), **years)
    assert findings(document, *CODES) == []


def test_a_list_without_issues_has_no_headings_to_judge() -> None:
    assert findings(results_report(Section(measures=(measure(1),))), *CODES) == []
