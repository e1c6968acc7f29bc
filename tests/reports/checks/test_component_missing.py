"""Required components: each empty one is found once, nothing is asked that the year did not ask for."""

from dataclasses import replace

import pytest

from ita_portal.thai.periods import Period
from reports.document import Block, Document, Heading, Section
from tests.reports.checks.drafts import (
    ISSUES,
    OF_2566,
    analysis_report,
    analysis_row,
    findings,
    measure,
    results_report,
    section,
)

CODE = "component-missing"


def found_places(document: Document) -> list[tuple[int | None, int | None, str | None, str]]:
    return [
        (each.where.section, each.where.measure, each.where.field, each.severity)
        for each in findings(document, CODE)
    ]


def with_first(*measures: object) -> Document:
    first = section(1, *measures)  # type: ignore[arg-type]
    return results_report(first, *(section(no) for no in range(2, 8)))


def test_complete_reports_have_no_finding_at_all() -> None:
    assert findings(results_report()) == []
    assert findings(analysis_report()) == []


@pytest.mark.parametrize("field", ["title", "output", "outcome"])
@pytest.mark.parametrize("empty", ["", "  ", "-", "–", "....................", "____"])
def test_an_empty_component_of_one_measure_is_one_error(field: str, empty: str) -> None:
    document = with_first(measure(1), measure(2, **{field: empty}, source_lines=(14,)))
    (found,) = findings(document, CODE)
    assert found.severity == "error"
    assert (found.where.section, found.where.issue, found.where.measure) == (1, 1, 2)
    assert (found.where.field, found.where.line) == (field, 14)


def test_a_measure_is_called_by_its_issue_also_when_an_issue_is_missing() -> None:
    report = results_report(
        *(section(no) for no in (1, 2, 3, 4, 5)), section(7, measure(1), measure(2, outcome=""))
    )
    (found,) = [each for each in findings(report) if each.code == "component-missing"]
    assert (found.where.section, found.where.issue, found.where.measure) == (6, 7, 2)
    assert "7/2" in found.message


def test_fields_that_are_not_required_may_be_empty() -> None:
    assert (
        findings(with_first(measure(1, procedure="", suggestion="", responsible=(), period=Period(""))), CODE)
        == []
    )


def test_a_component_that_no_measure_has_is_one_finding() -> None:
    sections = tuple(section(no, measure(no, title="")) for no in ISSUES)
    (found,) = findings(results_report(*sections), CODE)
    assert (found.where.section, found.where.measure, found.where.field) == (None, None, "title")
    assert "7" in found.message


def test_a_table_without_the_column_is_one_finding_for_the_table() -> None:
    headings = (Heading("title", "มาตรการ"), Heading("output", "ผลการดำเนินการ"))
    second = section(2, measure(1, outcome=""), measure(2, outcome=""), headings=headings, line=30)
    document = results_report(section(1), second, *(section(no) for no in range(3, 8)))
    (found,) = findings(document, CODE)
    assert (found.where.section, found.where.measure, found.where.field) == (2, None, "outcome")


def test_a_table_with_the_column_has_one_finding_per_empty_cell() -> None:
    headings = (Heading("title", "มาตรการ"), Heading("outcome", "ผลลัพธ์"))
    second = section(2, measure(1, outcome=""), measure(2, outcome=""), headings=headings)
    document = results_report(section(1), second, *(section(no) for no in range(3, 8)))
    assert found_places(document) == [(2, 1, "outcome", "error"), (2, 2, "outcome", "error")]


def test_a_measure_without_any_text_is_one_finding() -> None:
    empty = measure(
        2, title="", procedure="", output="", outcome="", follow_up="", responsible=(), period=Period("")
    )
    assert found_places(with_first(measure(1), empty)) == [(1, 2, None, "error")]


def test_a_continued_row_shares_what_the_row_above_has() -> None:
    whole = measure(1, number_as_written="๑")
    more = measure(1, number_as_written="๑", title="จัดทำคู่มือการให้บริการ เล่มที่ 1 (ต่อ)", output="")
    assert findings(with_first(whole, more), CODE) == []
    lacking = with_first(replace(whole, output=""), more)
    assert found_places(lacking) == [(1, 1, "output", "error")]


def test_an_extra_column_is_offered_as_the_missing_one() -> None:
    sections = tuple(
        section(no, measure(no, outcome="", extra=(("ตัวชี้วัดความสำเร็จ", "ร้อยละ ๙๐"),))) for no in ISSUES
    )
    (found,) = findings(results_report(*sections), CODE)
    assert "ตัวชี้วัดความสำเร็จ" in found.fix


@pytest.mark.parametrize(
    ("field", "extra"),
    [
        ("outcome", (("ผลสำเร็จที่เกิดขึ้น", "ร้องเรียนลดลงเหลือ ๒ เรื่อง"),)),
        ("output", (("สรุปผลงาน", "เผยแพร่แล้ว"),)),
    ],
)
def test_an_unknown_column_that_plainly_holds_the_component_counts(
    field: str, extra: tuple[tuple[str, str], ...]
) -> None:
    assert findings(with_first(measure(1, **{field: ""}, extra=extra)), CODE) == []


def test_ticks_in_columns_of_quarters_are_a_period() -> None:
    ticks = (("ไตรมาส ๑", "✓"), ("ไตรมาส ๒", ""), ("ไตรมาส ๓", ""), ("ไตรมาส ๔", "✓"))
    plan = tuple(section(no, measure(no, period=Period(""), extra=ticks)) for no in ISSUES)
    assert findings(analysis_report(sections=plan), CODE) == []
    no_tick = tuple((heading, "") for heading, _tick in ticks)
    plan = tuple(section(no, measure(no, period=Period(""), extra=no_tick)) for no in ISSUES)
    assert found_places(analysis_report(sections=plan)) == [(None, None, "period", "error")]


@pytest.mark.parametrize("field", ["title", "procedure", "responsible", "period"])
def test_a_plan_needs_what_who_how_and_when(field: str) -> None:
    empty: object = {"responsible": (), "period": Period("")}.get(field, "")
    document = analysis_report(
        sections=(section(1, measure(1, **{field: empty})), *(section(no) for no in range(2, 8)))
    )
    assert found_places(document) == [(1, 1, field, "error")]


def test_what_no_official_source_confirms_is_a_warning() -> None:
    sections = tuple(section(no, measure(no, follow_up="")) for no in ISSUES)
    (found,) = findings(analysis_report(sections=sections), CODE)
    assert (found.severity, found.where.field) == ("warning", "follow_up")


def test_the_next_year_stays_as_strict_as_the_year_its_wording_was_taken_over_from() -> None:
    document = results_report(
        section(1, measure(1, outcome="")), *(section(no) for no in range(2, 8)), year=2569
    )
    assert found_places(document) == [(1, 1, "outcome", "error")]


def test_2566_did_not_ask_for_outcomes() -> None:
    flat = results_report(
        section(None, *(measure(no, outcome="", period=OF_2566) for no in (1, 2))),
        year=2566,
        evaluation_year=2566,
    )
    assert findings(flat) == []
    without_result = results_report(
        section(None, measure(1, outcome="", output="", period=OF_2566), measure(2, period=OF_2566)),
        year=2566,
        evaluation_year=2566,
    )
    assert found_places(without_result) == [(1, 1, "output", "error")]


def test_a_report_without_issues_needs_at_least_one_measure() -> None:
    document = results_report(Section(), year=2566, evaluation_year=2566)
    assert found_places(document) == [(None, None, "title", "error")]


def test_one_merged_cell_of_a_file_counts_for_all_its_rows() -> None:
    rows = [measure(1, source_lines=(10,))] + [
        measure(no, responsible=(), period=Period(""), source_lines=(10 + no,)) for no in (2, 3)
    ]
    document = analysis_report(sections=(section(1, *rows), *(section(no) for no in range(2, 8))))
    assert findings(document, CODE) == []


def test_a_blank_below_a_filled_cell_of_a_file_is_only_a_warning() -> None:
    rows = [measure(1, source_lines=(10,)), measure(2, responsible=(), source_lines=(11,))]
    document = analysis_report(sections=(section(1, *rows), *(section(no) for no in range(2, 8))))
    assert found_places(document) == [(1, 2, "responsible", "warning")]


def test_an_issue_without_analysis_is_named() -> None:
    rows = tuple(analysis_row(no, remark="-" if no == 3 else "คะแนนดีขึ้นเพราะมีคู่มือ") for no in ISSUES)
    (found,) = findings(analysis_report(analysis=rows), CODE)
    assert (found.where.issue, found.where.field, found.severity) == (3, "remark", "error")
    assert ISSUES[3] in found.message


def test_an_analysis_in_paragraphs_above_the_table_counts() -> None:
    rows = tuple(analysis_row(no) for no in ISSUES if no != 3)
    prose = (Block(text="ผลการประเมินพบว่าประชาชนรับรู้ข้อมูลข่าวสารได้ง่ายขึ้น จึงควรรักษาช่องทางเดิมไว้"),)
    sections = tuple(section(no, before=prose if no == 3 else ()) for no in ISSUES)
    assert findings(analysis_report(analysis=rows, sections=sections), CODE) == []


def test_an_analysis_without_any_remark_or_without_any_plan_is_one_finding() -> None:
    (no_remark,) = findings(analysis_report(analysis=()), CODE)
    assert (no_remark.where.field, no_remark.where.issue) == ("remark", None)
    (no_plan,) = findings(analysis_report(sections=()), CODE)
    assert (no_plan.where.field, no_plan.where.issue) == ("title", None)


def test_an_issue_that_is_analysed_but_not_planned_is_named() -> None:
    document = analysis_report(sections=tuple(section(no) for no in ISSUES if no != 5))
    (found,) = findings(document)
    assert (found.code, found.where.issue, found.where.field) == (CODE, 5, "title")


def test_a_plan_that_is_one_list_is_one_error_not_one_per_issue() -> None:
    plan = Section(measures=tuple(measure(no) for no in range(1, 8)), line=40)
    (found,) = findings(replace(analysis_report(), sections=(plan,)), CODE)
    assert (found.where.section, found.where.field, found.where.line) == (1, "title", 40)
    assert "7" in found.message
