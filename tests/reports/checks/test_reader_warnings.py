"""A reader's doubts are findings too: same words, a place, how to mend them."""

from dataclasses import replace

from reports.checks import registry
from reports.checks.finding import Where
from reports.checks.reader_warnings import FIXES, RESOLVED
from reports.document import AnalysisItem, AnalysisRow
from reports.readers.messages import WARNINGS
from reports.readers.reading import Warning as ReaderWarning
from tests.reports.checks.drafts import FRAMES, ISSUES, analysis_report, results_report, section

JOINED = ReaderWarning(
    "read-row-joined", (("line", 40), ("above", 37)), line=40, quote="ผลการประเมิน", lines=(37, 40)
)


def test_a_doubt_becomes_a_warning_at_its_line() -> None:
    (found,) = registry.from_warnings([JOINED], language="en")
    assert (found.code, found.severity) == ("read-row-joined", "warning")
    assert found.message == "Line 40 has no first cells: it was joined to the row of line 37."
    assert found.where == Where(line=40, quote="ผลการประเมิน")
    assert found.fix


def test_what_was_understood_without_doubt_is_only_information() -> None:
    code = ReaderWarning("read-item-code", (("written", "1๑"), ("item", "i1")), line=49)
    assert [each.severity for each in registry.from_warnings([code])] == ["info"]


def test_two_doubts_at_one_place_stay_two() -> None:
    unknown = [
        ReaderWarning("read-column-unknown", (("heading", heading),), line=3)
        for heading in ("งบประมาณ", "หมายเหตุ")
    ]
    found = registry.run_all(results_report(), FRAMES, unknown, language="en")
    assert len(found) == 2


def test_doubts_and_findings_come_in_one_order() -> None:
    document = results_report(*(section(no) for no in ISSUES if no != 3))
    found = registry.run_all(document, FRAMES, [JOINED], language="en")
    assert [each.code for each in found] == ["issue-missing", "read-row-joined"]


def test_the_codes_named_here_are_codes_of_the_reader() -> None:
    assert set(FIXES) | RESOLVED <= set(WARNINGS)


def test_a_doubt_that_a_check_tells_at_its_line_is_told_once() -> None:
    sections = [section(no) for no in ISSUES]
    sections[5] = replace(sections[5], number_as_written="ประเด็นที่ ๒", line=132)
    params = (("written", "ประเด็นที่ ๒"), ("number", 2), ("title", 6), ("issue", 6))
    doubts = [ReaderWarning("read-issue-conflict", params, line=line) for line in (132, 140)]
    found = registry.run_all(results_report(*sections), FRAMES, doubts, language="en")
    assert [(each.code, each.where.line) for each in found] == [
        ("issue-number", 132),
        ("read-issue-conflict", 140),
    ]


def test_a_score_that_is_none_is_told_once_also_where_a_file_has_no_lines() -> None:
    item = AnalysisItem("i1", None, "i1", "ข้อคำถาม", "๙๕๑.๕")
    document = analysis_report(analysis=(AnalysisRow(issue=1, items=(item,), remark="ควรพัฒนาต่อไป"),))
    doubt = ReaderWarning("read-score", (("written", "๙๕๑.๕"),), quote="๙๕๑.๕")
    found = [each.code for each in registry.run_all(document, FRAMES, [doubt], language="en")]
    assert found.count("score-range") == 1
    assert "read-score" not in found
