"""Issues: each missing one is a finding; a year that has none misses none."""

from dataclasses import replace

from reports.document import Section
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

CODE = "issue-missing"


def test_two_missing_issues_are_two_errors_in_their_order() -> None:
    found = findings(results_report(*(section(no) for no in ISSUES if no not in (3, 6))))
    assert [(each.code, each.severity, each.where.issue) for each in found] == [
        (CODE, "error", 3),
        (CODE, "error", 6),
    ]
    assert ISSUES[6] in found[1].message


def test_an_issue_with_a_heading_but_no_measure_is_missing_at_its_heading() -> None:
    sections = [section(no) for no in ISSUES]
    sections[3] = replace(sections[3], measures=(), line=40)
    (found,) = findings(results_report(*sections), CODE)
    assert (found.where.section, found.where.issue, found.where.line) == (4, 4, 40)
    assert "heading" in found.message


def test_an_empty_report_misses_all_seven() -> None:
    document = results_report(Section())
    assert [each.where.issue for each in findings(document, CODE)] == list(ISSUES)


def test_a_flat_list_in_a_year_of_issues_is_one_error_that_says_what_to_do() -> None:
    document = results_report(section(None, *(measure(no) for no in range(1, 15))))
    (found,) = findings(document)
    assert found.code == CODE
    assert "14" in found.message
    assert all(title in found.fix for title in ISSUES.values())


def test_a_flat_list_of_2566_is_right() -> None:
    document = results_report(
        section(None, *(measure(no, period=OF_2566) for no in range(1, 15))), year=2566, evaluation_year=2566
    )
    assert findings(document) == []


def test_the_same_list_for_the_evaluation_of_2567_is_not() -> None:
    document = results_report(section(None, measure(1, period=OF_2566)), year=2566, evaluation_year=2567)
    assert [each.code for each in findings(document)] == [CODE]


def test_measures_without_an_issue_are_offered_for_the_missing_one() -> None:
    sections = (section(None, measure(1), measure(2)), *(section(no) for no in range(2, 8)))
    (found,) = findings(results_report(*sections), CODE)
    assert found.where.issue == 1
    assert "2 measures" in found.fix


def test_an_analysis_treats_an_issue_by_its_analysis_or_its_plan() -> None:
    document = analysis_report(
        analysis=tuple(analysis_row(no) for no in ISSUES if no not in (2, 4)),
        sections=tuple(section(no) for no in ISSUES if no not in (4, 5)),
    )
    assert [each.where.issue for each in findings(document, CODE)] == [4]


def test_a_year_that_is_not_in_the_catalogue_yet_follows_the_newest_framework() -> None:
    document = results_report(*(section(no) for no in ISSUES if no != 7), year=2572)
    assert [each.where.issue for each in findings(document, CODE)] == [7]


def test_without_a_year_only_a_report_with_issues_is_measured_by_them() -> None:
    unknown = {"action_year": None, "assessed_year": None}
    flat = results_report(section(None, measure(1)), **unknown)
    assert findings(flat, CODE) == []
    by_issue = results_report(*(section(no) for no in ISSUES if no != 1), **unknown)
    assert [each.where.issue for each in findings(by_issue, CODE)] == [1]
