"""The three real reports that lie beside some checkouts: read whole, with nothing lost and every cell in its column."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from catalogue.frame import Frame
from reports.document import Document
from reports.formats.json_form import dumps, loads
from reports.layouts import BY_ISSUE, OUTPUT_OUTCOME
from reports.readers.reading import Reading
from reports.readers.text import read_text
from tests.reports.readers.fidelity import lost

NAMES = ("na-klang-2567-analysis", "rang-wai-2568-results", "sai-khao-2567-results")


def read(folder: Path, name: str, frames: Mapping[int, Frame]) -> Reading:
    return read_text((folder / f"{name}.txt").read_bytes(), frames=frames)


@pytest.fixture
def na_klang(shared_sources, frames) -> Reading:
    return read(shared_sources, NAMES[0], frames)


@pytest.fixture
def rang_wai(shared_sources, frames) -> Reading:
    return read(shared_sources, NAMES[1], frames)


@pytest.fixture
def sai_khao(shared_sources, frames) -> Reading:
    return read(shared_sources, NAMES[2], frames)


def years(document: Document) -> tuple[int | None, ...]:
    return document.assessed_year, document.action_year, document.evaluation_year


def codes(reading: Reading) -> list[str]:
    return [warning.code for warning in reading.warnings]


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_and_no_paragraph_of_a_real_report_is_lost(shared_sources, frames, name):
    source = (shared_sources / f"{name}.txt").read_text(encoding="utf-8")
    document = read(shared_sources, name, frames).document
    assert lost(source, document) == []
    assert loads(dumps(document)) == document
    assert not document.notes


def test_rang_wai_has_one_measure_per_issue_and_the_issues_title_as_heading(rang_wai):
    document = rang_wai.document
    assert [section.issue for section in document.sections] == [1, 2, 3, 4, 5, 6, 7]
    assert [len(section.measures) for section in document.sections] == [1] * 7
    assert all(section.measures[0].title == "" for section in document.sections)
    assert document.sections[4].heading_as_written.startswith("กระบวนการ สร้างความ โปร่งใสใน การ ใช้")
    assert document.layout.name == OUTPUT_OUTCOME.name
    assert document.layout.columns == OUTPUT_OUTCOME.columns
    assert document.sections[1].headings[0].text.startswith("มาตรการ/โครงการหรือกิจกรรมที่ดำเนินการ")
    assert document.sections[1].headings[0].text.endswith("ความโปร่งภายในหน่วยงาน")


def test_rang_wais_torn_last_row_joins_the_measure_above(rang_wai):
    last = rang_wai.document.sections[-1].measures[0]
    assert last.source_lines == (37, 40)
    assert "(No Gift Policy)\nผลการประเมิน ITA" in last.outcome
    (joined,) = [warning for warning in rang_wai.warnings if warning.code == "read-row-joined"]
    assert joined.lines == (37, 40)
    assert "37" in joined.message
    assert "40" in joined.message


def test_rang_wais_cover_and_periods(rang_wai):
    document = rang_wai.document
    assert (document.kind, years(document)) == ("results", (2567, 2568, 2569))
    who = document.municipality
    assert (who.kind, who.name, who.district, who.province) == ("subdistrict", "รางหวาย", "พนมทวน", "กาญจนบุรี")
    for section in document.sections:
        period = section.measures[0].period
        assert (period.start, period.end) == (date(2024, 10, 1), date(2025, 9, 30))
    assert "cover" in document.layout.parts
    assert document.sections[0].measures[0].responsible == ("สำนักปลัด", "ทุกกอง")
    assert document.sections[0].measures[0].responsible_as_written == "สำนักปลัด/ ทุกกอง"


def test_sai_khaos_second_third_issue_is_the_fourth(sai_khao):
    document = sai_khao.document
    assert [section.issue for section in document.sections] == [1, 2, 3, 4, 5, 6, 7]
    fourth = document.sections[3]
    assert fourth.number_as_written == "ประเด็นที่ ๔"
    assert fourth.heading_as_written == "ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ"
    assert fourth.title == "กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ"
    assert [w.line for w in sai_khao.warnings if w.code == "read-issue-conflict"] == [28]


def test_sai_khaos_rows_stay_rows_with_each_cell_in_its_column(sai_khao):
    document = sai_khao.document
    assert [len(section.measures) for section in document.sections] == [4, 1, 1, 1, 1, 1, 2]
    assert document.layout.name == BY_ISSUE.name
    fourth = document.sections[0].measures[3]
    assert fourth.number_as_written == "๔"
    assert fourth.title == ". การสร้างความโปร่งใสเกี่ยวกับการดำเนินงานและการใช้จ่ายงบประมาณ"
    assert fourth.output.count("\n") == 2
    assert fourth.outcome.startswith("๑) มีแผนดำเนินงาน")
    assert fourth.period.text == "ไตรมาสที่ ๑ - ๔"
    continued = document.sections[6].measures[1]
    assert (continued.number_as_written, continued.title[-5:]) == ("๑", "(ต่อ)")
    assert "read-row-continued" in codes(sai_khao)


def test_sai_khaos_total_and_level_come_from_its_prose(sai_khao):
    result = sai_khao.document.result
    assert (result.year, result.total, result.total_as_written, result.level) == (
        2567,
        Decimal("90.68"),
        "๙๐.๖๘",
        "ผ่านดี",
    )


def test_na_klangs_result_and_indicators(na_klang):
    document = na_klang.document
    assert (document.kind, years(document)) == ("analysis", (2567, 2568, 2568))
    result = document.result
    assert (result.total, result.level, result.line) == (Decimal("82.11"), "ต้องปรับปรุง", 8)
    assert [each.no for each in result.indicators] == list(range(1, 11))
    fourth = result.indicators[3]
    assert (fourth.score, fourth.level_as_written) == (Decimal("64.80"), "ผ่านดี")
    assert fourth.name_as_written == "การใช้ทรัพย์สินของทางราชการ"
    assert fourth.name == "การใช้ทรัพย์สินของราชการ"


def test_na_klangs_analysis_keeps_every_row_and_resolves_every_item(na_klang):
    document = na_klang.document
    rows = document.analysis
    first = rows[0]
    assert (first.issue, first.number_as_written, first.source_lines) == (1, "ประเด็นที่ ๑", (48, 49))
    assert [(item.item, item.score) for item in first.items] == [
        ("i1", Decimal("89.27")),
        ("i2", Decimal("90.00")),
        ("i3", Decimal("98.78")),
    ]
    assert first.items[0].code_as_written == "1๑"
    in_cell = next(row for row in rows if row.source_lines == (63,))
    assert [item.item for item in in_cell.items] == ["e4", "e5", "e6"]
    assert (in_cell.issue, in_cell.instrument) == (3, "")
    label = next(row for row in rows if row.source_lines == (98,))
    assert (label.instrument, label.items) == ("OIT", ())
    assert rows[-1].items[0].item == "O35"
    without = next(row for row in rows if row.source_lines == (60,))
    assert without.items[0].score is None
    assert len(document.result.items) == 31
    assert [w.line for w in na_klang.warnings if w.code == "read-item-conflict"] == [83]


def test_na_klangs_plan_has_all_seven_issues_though_two_headings_are_wrong(na_klang):
    document = na_klang.document
    assert [section.issue for section in document.sections] == [1, 2, 3, 4, 5, 6, 7]
    assert [len(section.measures) for section in document.sections] == [3, 1, 1, 1, 2, 1, 1]
    assert document.sections[0].number_as_written == ""
    assert document.sections[5].number_as_written == "ประเด็นที่ ๒"
    assert "read-issue-inferred" in codes(na_klang)
    assert [column.field for column in document.layout.columns] == [
        "title",
        "responsible",
        "procedure",
        "period",
    ]
    assert document.layout.name == "as-imported"
    typo = document.sections[5].headings[0].text
    assert "วิธีิการ" in typo
