"""The invented reports of tests/documents: each has the damage that its comment here names, and is read whole."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from reports.readers.reading import Reading
from reports.readers.text import read_text
from tests.reports.readers.years import FRAMES

FOLDER = Path(__file__).resolve().parents[2] / "documents"

# name: (kind, assessed, action, evaluation year, municipality, issue → measures, layout, warnings)
EXPECTED = {
    # One flat list of the 2566 form, six-month round, a page without its header, a signature.
    "flat-2566-results": (
        "results", 2565, 2566, 2566, ("sao", "ดอนแก้วใส"), {None: 7}, "results-suggestions",
        {"read-table-continued": 1},
    ),
    # Columns in another order, Arabic digits, spaces and a typo inside headings, three columns of its own.
    "other-columns-2568-results": (
        "results", 2567, 2568, 2569, ("town", "หนองฟ้าคราม"), {1: 2, 2: 1, 3: 1}, "as-imported", {},
    ),
    # A memo in front, a header of three rows, issues in a column that is filled once per issue.
    "issue-column-2567-analysis": (
        "analysis", 2567, 2568, 2568, ("subdistrict", "ทุ่งลมโชย"), {1: 2, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1},
        "as-imported", {},
    ),
    # Two years of scores side by side, tables of trend and instruments, mistyped codes, scores that are none.
    "two-years-2568-analysis": (
        "analysis", 2568, 2569, 2569, ("pao", "ตัวอย่าง"), {1: 1}, "as-imported",
        {"read-score": 2, "read-item-code": 1, "read-item-scores": 1, "read-item-unknown": 1},
    ),
    # Cells cut in two by a page break, a page without its header, blank numbers, "(ต่อ)".
    "torn-pages-2568-results": (
        "results", 2567, 2568, 2569, ("subdistrict", "ธารใสเย็น"), {1: 3, 2: 2}, "as-imported",
        {"read-table-continued": 1, "read-row-joined": 1, "read-row-alone": 1},
    ),
    # Headings missing, misnumbered, misspelt, abbreviated; a list of the issues that heads nothing. UTF-16.
    "wrong-issues-2567-results": (
        "results", 2566, 2567, 2568, ("city", "สายลมอ่อน"), {1: 2, 2: 1, 3: 1, 4: 1, 5: 1, None: 1},
        "results-by-issue",
        {"read-issue-inferred": 2, "read-issue-conflict": 1, "read-issue-title": 1, "read-issue-unknown": 1},
    ),
    # The analysis in prose, quarters as columns to tick, a heading merged over all cells.
    "prose-2568-analysis": (
        "analysis", 2568, 2569, 2569, ("subdistrict", "คลองหอมดอก"), {1: 1, 2: 1, 4: 1}, "as-imported", {},
    ),
    # Rows with too few and too many cells, a script, tables nobody knows, a date that does not exist. BOM, CRLF.
    "ragged-2568-results": (
        "results", 2567, 2568, 2569, ("sao", "เนินทรายทอง"), {None: 4}, "results-steps-first",
        {"read-table": 2, "read-cells-missing": 1, "read-cells-extra": 1, "read-period": 1, "read-row-joined": 1,
         "read-issue-unknown": 1},
    ),
    # Words torn apart and sara am lost, one row per issue with its title in the measure's cell.
    "damaged-2568-results": (
        "results", 2567, 2568, 2569, ("subdistrict", "ริมธารทอง"), dict.fromkeys(range(1, 8), 1), "as-imported",
        {"read-issue-in-cell": 1, "read-table-continued": 1},
    ),
    # A merged header written out twice, the issue repeated in every row, half a year. TIS-620.
    "rounds-2569-results": (
        "results", 2568, 2569, 2570, ("subdistrict", "ท้องฟ้าใส"), {1: 2, 4: 1, 7: 1}, "as-imported", {},
    ),
}  # fmt: skip


def read(name: str) -> Reading:
    return read_text((FOLDER / f"{name}.txt").read_bytes(), frames=FRAMES)


def test_every_invented_report_has_its_expectation():
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_invented_report_is_read_as_a_person_would_read_it(name):
    kind, assessed, action, evaluation, who, sections, layout, warnings = EXPECTED[name]
    reading = read(name)
    document = reading.document
    assert (document.kind, document.assessed_year, document.action_year, document.evaluation_year) == (
        kind, assessed, action, evaluation,
    )  # fmt: skip
    assert (document.municipality.kind, document.municipality.name) == who
    counted: Counter[int | None] = Counter()
    for section in document.sections:
        counted[section.issue] += len(section.measures)
    assert dict(counted) == sections
    assert document.layout.name == layout
    assert Counter(warning.code for warning in reading.warnings) == Counter(warnings)


def test_every_warning_says_its_line_and_a_clear_sentence():
    for name in EXPECTED:
        lines = [warning.line for warning in read(name).warnings]
        assert lines == sorted(lines)
        for warning in read(name).warnings:
            assert warning.line
            assert warning.message.endswith(".")
            assert "%(" not in warning.message
            assert warning.as_dict()["code"].startswith("read-")


def test_a_cell_torn_inside_a_word_is_whole_again():
    first = read("torn-pages-2568-results").document.sections[0].measures[0]
    assert first.output.endswith("เพื่อเพิ่มประสิทธิภาพการให้บริการ")
    assert first.outcome == "ประชาชนทราบเวลาที่แน่นอน (ดูภาคผนวกและภาพถ่าย)"
    assert first.procedure == "๑. เขียนผัง\n๒. เสนอผู้บริหาร\n๓. เผยแพร่"
    assert (first.period.start, first.period.end) == (date(2024, 10, 1), date(2025, 3, 31))


def test_two_years_of_scores_are_both_kept():
    result = read("two-years-2568-analysis").document.result
    first = result.indicators[0]
    assert (first.score, first.before, first.before_as_written) == (
        Decimal("95.00"),
        Decimal("92.00"),
        "๙๒.๐๐",
    )
    assert first.extra == (("ผลคะแนน เพิ่ม/ลด", "+๓.๐๐"),)
    assert (result.indicators[2].score, result.indicators[2].score_as_written) == (None, "๑๐๑")
    items = {item.code: (item.score, item.before) for item in result.items}
    assert items["e5"] == (Decimal("92.00"), Decimal("87.00"))
    assert items["i2"] == (Decimal("89.50"), Decimal("90.00"))
    assert (result.total, result.level) == (Decimal("93.77"), "ผ่านดี")
    assert [each.year for each in result.trend] == [2566, 2567, 2568]


def test_an_analysis_in_prose_has_a_remark_for_each_issue():
    document = read("prose-2568-analysis").document
    assert [row.issue for row in document.analysis] == [1, 2, 3, 4]
    assert document.analysis[0].remark.endswith("จึงควรกำหนดเวลามาตรฐาน")
    assert document.sections_before[0].text == "การกำหนดวิธีการนำผลการวิเคราะห์ไปสู่การปฏิบัติ"


def test_headings_over_several_rows_are_kept_and_understood():
    document = read("issue-column-2567-analysis").document
    columns = [(column.field, column.heading) for column in document.layout.columns]
    assert columns[1] == ("procedure", "การดำเนินการ ขั้นตอน (๓)")
    assert columns[2] == ("period", "การดำเนินการ ระยะเวลา (๔)")
    assert ("issue", "ประเด็น\n(๑)") in [(each.field, each.text) for each in document.sections[0].headings]


def test_an_unknown_table_stays_in_its_place():
    document = read("ragged-2568-results").document
    assert document.before[-1].rows[1] == ("๑", "นายหนึ่ง ตัวอย่าง", "ประธาน")
    assert document.after[0].rows[1] == ("ภาพที่ ๑", "การประชุมคณะทำงาน")
