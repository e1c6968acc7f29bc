"""What is kept of a text is its findings, not their place and not their language."""

from dataclasses import replace

from reports.checks.registry import run
from tests.reports.checks.drafts import FRAMES, measure, results_report, section

CODES = ("text-digits", "link-address", "personal-data", "text-cut", "text-numbering", "outcome-advice")
WRONG = "เบิกจ่ายแล้ว ๒๕67 บาท ดูได้ที่ http//www.example.go.th โทร ๐๘๑-๒๓๔-๕๖๗๘ และ"


def test_the_same_text_in_another_cell_is_found_there() -> None:
    before = run(results_report(section(1, measure(output=WRONG))), FRAMES, language="en", codes=CODES)
    after = run(
        results_report(section(3, measure(), measure(2, outcome=WRONG))), FRAMES, language="en", codes=CODES
    )

    assert [each.code for each in before] == [each.code for each in after]
    assert len(after) == 4
    assert {(each.where.measure, each.where.field) for each in after} == {(2, "outcome")}
    assert all(each.where.path and each.where.path[-2:] == (1, "outcome") for each in after)
    assert [each.where.quote for each in before] == [each.where.quote for each in after]


def test_the_same_text_is_told_in_the_language_asked_for() -> None:
    document = results_report(section(1, measure(output=WRONG)))
    english = run(document, FRAMES, language="en", codes=CODES)
    thai = run(document, FRAMES, language="th", codes=CODES)

    assert [each.code for each in thai] == [each.code for each in english]
    assert not {each.message for each in thai} & {each.message for each in english}


def test_a_finding_goes_when_its_cell_is_mended() -> None:
    wrong = results_report(section(1, measure(output="๒๕67 บาท")))
    right = replace(wrong, sections=(section(1, measure(output="๒๕๖๗ บาท")),))

    assert run(wrong, FRAMES, codes=("text-digits",))
    assert run(right, FRAMES, codes=("text-digits",)) == []
