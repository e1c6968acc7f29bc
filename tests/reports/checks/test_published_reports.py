"""Three published reports: each finding of an error with its verdict, and nothing else called an error.

The documents lie beside some checkouts only; the tests say so when they do not.
"""

import re
from pathlib import Path

import pytest

from reports.checks import registry
from reports.checks.finding import Finding
from reports.readers.reading import Reading
from reports.readers.text import read_text
from tests.reports.checks.drafts import FRAMES

ERRORS = {
    "rang-wai-2568-results.txt": {
        # The scores 99.34 and 99.57 of line 19 differ by 0.23; the sentence says 0.19.
        ("score-difference", 1, "outcome", "๐.๑๙"),
        # The first column holds the title of the issue in every row; the measure stands in the second.
        ("component-missing", None, "title", None),
    },
    "na-klang-2567-analysis.txt": {
        # i14 is 89.27 in two rows of the analysis and 88.27 in this one.
        ("score-conflict", None, "items", "๘๘.๒๗"),
        # O15 is the announcement of procurement in line 79, and here "การขับเคลื่อนจริยธรรม", which is O21.
        ("item-code", None, "items", "O๑๕"),
    },
    "sai-khao-2567-results.txt": set(),
}
OTHERS = {
    "rang-wai-2568-results.txt": {
        ("score-difference", "warning", "เพิ่มขึ้น", 22),  # by how much is not said: 1.61
        ("item-code", "warning", "ข้อ ๒๗ – ๒๘", 34),  # numbers of the list up to 2566
    },
    "na-klang-2567-analysis.txt": {
        ("level", "warning", "ผ่านดี", 30),  # 64.80
        ("level", "warning", "ผ่านดีเยี่ยม", 31),  # 89.51
        ("score-mean", "warning", "๖๔.๘๐", 30),  # i10, i11 and i12 give 64.66
        ("score-missing", "warning", None, 60),  # O13 has a remark and no score
        ("score-reason", "warning", "๐.๐๐", 80),  # O16: the remark beside it is empty, the one above praises
        ("item-title", "warning", "ข้อมูลการติดต่อหน่วยงาน", 64),  # O3 is อำนาจหน้าที่, this is O4
        ("item-title", "warning", "ผลการดำเนินงานที่สำคัญของหน่วยงาน", 64),  # O4 is ข้อมูลการติดต่อ
        ("item-issue", "info", None, 50),  # e5 under issue 1
        ("item-issue", "info", None, 74),  # i14, i15 and i14 under issues 5 and 6
        ("item-issue", "info", None, 75),
        ("item-issue", "info", None, 83),
        ("item-missing", "info", None, None),  # i4–i9, i13, e1–e3 and more stand nowhere
        ("component-missing", "warning", None, None),  # the plan has no column for the follow-up
    },
    "sai-khao-2567-results.txt": {("level", "info", "ผ่านดี", 6)},  # 90.68: the instruments are not given
}

STRUCTURE = (
    "agency", "agency-name", "issue-number", "issue-title", "measure-outcomes", "measure-title", "outcome-advice",
    "period-day", "period-doubled", "period-order", "period-outside", "period-part", "period-quarter",
    "period-unreadable", "place", "year-evidence", "year-mixed", "year-title", "year-weekend",
)  # fmt: skip
"""Codes whose verdicts stand in `test_published_structure.py`."""
ELSEWHERE = (*STRUCTURE, "text-")
"""… and those of the texts in `test_published_texts.py`."""


def reading(folder: Path, name: str) -> Reading:
    return read_text((folder / name).read_bytes(), frames=FRAMES)


def found_in(folder: Path, name: str) -> list[Finding]:
    return registry.run(reading(folder, name).document, FRAMES, language="en")


@pytest.mark.parametrize("name", ERRORS)
def test_what_is_called_an_error_is_one(name: str, shared_sources: Path) -> None:
    found = {
        (each.code, each.where.section, each.where.field, each.where.quote)
        for each in found_in(shared_sources, name)
        if each.severity == "error" and not each.code.startswith(ELSEWHERE)
    }
    assert found == ERRORS[name]


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_doubtful_is_said_mildly(name: str, shared_sources: Path) -> None:
    found = {
        (each.code, each.severity, each.where.quote, each.where.line)
        for each in found_in(shared_sources, name)
        if each.severity != "error" and not each.code.startswith(ELSEWHERE)
    }
    assert found == OTHERS[name]


@pytest.mark.parametrize("name", ERRORS)
def test_quotes_stand_in_the_document_and_doubts_at_their_lines(name: str, shared_sources: Path) -> None:
    read = reading(shared_sources, name)
    lines = (shared_sources / name).read_text(encoding="utf-8").splitlines()
    for each in registry.run_all(read.document, FRAMES, read.warnings, language="en"):
        if each.code.startswith("read-"):
            assert each.where.line
        elif each.where.quote and each.where.line:
            row = "".join(
                lines[each.where.line - 1 : each.where.line + 3]
            )  # rows that continue are one measure
            assert shown(each.where.quote) in shown(row)


def shown(text: str) -> str:
    """What a reader of the file sees, without white space."""
    return re.sub(r"<[^>]+>|\s", "", text)
