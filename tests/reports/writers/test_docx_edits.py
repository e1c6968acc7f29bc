"""What an edit in Word reaches, and what it does not: field by field, with what falls with it."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ita_portal.thai.periods import Period
from reports.document import Block, Document, ItemScore, Measure, Section
from reports.formats.json_form import dumps
from reports.layouts import SHIPPED, Column
from reports.offline import without_blank_rows
from reports.word_marks import OWN_TABLE
from tests.reports.writers.demo import HANDBOOK, LOANS, PLAN, RESULTS
from tests.reports.writers.edited_words import (
    cell_of,
    come_back,
    edited,
    measures_of,
    read,
    row_of,
    rows_of,
    say,
    with_measure,
)

BY_ISSUE = next(each for each in SHIPPED if each.name == "results-by-issue")
FLAT = next(each for each in SHIPPED if each.name == "results-suggestions")


def paragraph(file: Any, text: str) -> Any:
    return next(each for each in file.paragraphs if text in each.text)


def heading(file: Any, text: str) -> Any:
    return next(
        each for each in file.paragraphs if text in each.text and each.style.name.startswith("Heading")
    )


def replaced(file: Any, old: str, new: str) -> None:
    """Find and replace, in all paragraphs outside of tables."""
    for each in file.paragraphs:
        for run in each.runs:
            run.text = run.text.replace(old, new)


def nothing(_file: Any) -> None:
    pass


def remove(row: Any) -> None:
    row._tr.getparent().remove(row._tr)


class TestScores:
    def test_an_indicator_s_new_score_takes_away_the_scores_of_its_items_and_what_was_computed(self) -> None:
        items = (
            ItemScore("i1", "ขั้นตอนและระยะเวลา", 1, Decimal("94.10"), remark="ดี"),
            ItemScore("i4", "การใช้งบประมาณ", 2, Decimal("93.65"), remark="พอใช้"),
        )
        document = replace(RESULTS, result=replace(RESULTS.result, items=items))
        again = come_back(document, lambda file: say(row_of(file, "การใช้งบประมาณ").cells[4], "๙๕.๐๐")).result
        ours = document.result
        second = again.indicators[1]
        assert (second.score, second.score_as_written, second.level_computed) == (
            Decimal("95.00"),
            "๙๕.๐๐",
            "",
        )
        assert (second.no_as_written, second.name_as_written, second.before) == (
            "",
            "",
            ours.indicators[1].before,
        )
        assert again.items == (items[0], replace(items[1], score=None))
        assert (again.total, again.total_computed, again.level_computed) == (ours.total, None, "")
        assert [each.computed for each in again.instruments] == [None, Decimal("89.96"), Decimal("97.86")]
        kept = (*again.indicators[:1], *again.indicators[2:])
        assert kept == (*ours.indicators[:1], *ours.indicators[2:])
        assert (again.trend, again.bands) == (ours.trend, ours.bands)

    def test_a_score_that_was_written_otherwise_does_not_outlive_a_new_one(self) -> None:
        written = replace(RESULTS.result.indicators[1], score_as_written="๙๓.๖๕ คะแนน", level_as_written="ดี")
        indicators = (RESULTS.result.indicators[0], written, *RESULTS.result.indicators[2:])
        document = replace(RESULTS, result=replace(RESULTS.result, indicators=indicators))
        again = come_back(document, lambda file: say(row_of(file, "การใช้งบประมาณ").cells[4], "๙๕.๐๐"))
        second = again.result.indicators[1]
        assert (second.score_as_written, second.level_as_written) == ("๙๕.๐๐", "ดี")

    def test_another_total_takes_away_the_year_s_point_of_the_trend(self) -> None:
        def edit(file: Any) -> None:
            row = next(each for each in rows_of(file) if each.cells[0].text == "คะแนนรวม")
            say(row.cells[4], "๙๒.๐๐")

        again, ours = come_back(RESULTS, edit).result, RESULTS.result
        assert (again.total, again.total_as_written, again.total_computed) == (
            Decimal("92.00"),
            "๙๒.๐๐",
            None,
        )
        assert [each.year for each in again.trend] == [2564, 2565, 2566, 2567]
        assert (again.indicators, again.items, again.level) == (ours.indicators, ours.items, ours.level)

    def test_an_item_s_score_in_the_analysis_is_its_score(self) -> None:
        items = (
            ItemScore("e9", "ช่องทาง", 8, Decimal("87.06"), before=Decimal("80.00"), before_codes=("e8",)),
        )
        document = replace(PLAN, result=replace(PLAN.result, items=items))
        again = come_back(document, lambda file: say(row_of(file, "ผู้รับบริการยังไม่ทราบ").cells[2], "๘๘.๐๐"))
        assert again.result.items == (replace(items[0], score=Decimal("88.00")),)
        (item,) = again.analysis[2].items
        assert (item.item, item.score, item.score_as_written) == ("e9", Decimal("88.00"), "๘๘.๐๐")
        assert again.analysis[:2] == PLAN.analysis[:2]


class TestAnalysis:
    def test_another_remark_leaves_the_items_alone(self) -> None:
        again = come_back(PLAN, lambda file: say(row_of(file, "ผู้รับบริการยังไม่ทราบ").cells[3], "ทราบแล้ว"))
        expected = (*PLAN.analysis[:2], replace(PLAN.analysis[2], remark="ทราบแล้ว"))
        assert again == replace(PLAN, analysis=expected)

    def test_a_row_taken_out_is_gone_and_the_item_keeps_its_score(self) -> None:
        again = come_back(PLAN, lambda file: remove(row_of(file, "แผนการจัดซื้อจัดจ้าง")))
        assert again == replace(PLAN, analysis=(PLAN.analysis[0], PLAN.analysis[2]))


class TestMeasures:
    def test_another_period_has_other_days(self) -> None:
        document = with_measure(
            RESULTS, HANDBOOK.title, period=replace(HANDBOOK.period, start=date(2024, 11, 1), style="dates")
        )
        again = come_back(
            document, lambda file: say(cell_of(file, document, HANDBOOK.title, "period"), "ไตรมาสที่ ๓")
        )
        expected = Period("ไตรมาสที่ ๓", date(2025, 4, 1), date(2025, 6, 30), "quarters")
        assert again == with_measure(document, HANDBOOK.title, period=expected)

    def test_other_units_are_those_that_are_written(self) -> None:
        document = with_measure(RESULTS, HANDBOOK.title, responsible_as_written="สนง.ปลัดฯ")
        again = come_back(
            document,
            lambda file: say(cell_of(file, document, HANDBOOK.title, "responsible"), "กองช่าง, กองคลัง"),
        )
        assert again == with_measure(
            document, HANDBOOK.title, responsible=("กองช่าง", "กองคลัง"), responsible_as_written=""
        )

    def test_rows_that_somebody_counted_anew_are_counted_by_the_layout_still(self) -> None:
        def edit(file: Any) -> None:
            remove(row_of(file, LOANS.title))
            say(row_of(file, "การสุ่มตรวจ").cells[0], "๑")

        again = come_back(replace(RESULTS, layout=BY_ISSUE), edit)
        (left,) = again.sections[2].measures
        assert left == RESULTS.sections[2].measures[1]

    def test_a_number_of_its_own_stays_and_another_one_is_as_written(self) -> None:
        document = with_measure(replace(RESULTS, layout=BY_ISSUE), HANDBOOK.title, number_as_written="๗")
        assert come_back(document, nothing) == document
        again = come_back(document, lambda file: say(row_of(file, HANDBOOK.title).cells[0], "๙"))
        assert again == with_measure(document, HANDBOOK.title, number_as_written="๙")

    def test_a_number_before_the_title_is_no_part_of_it(self) -> None:
        document = replace(RESULTS, layout=FLAT)
        again = come_back(
            document, lambda file: row_of(file, LOANS.title).cells[0].paragraphs[0].add_run("ใหม่")
        )
        assert again == with_measure(document, LOANS.title, title=LOANS.title + "ใหม่")

    def test_a_copied_row_brings_no_evidence_along(self) -> None:
        def edit(file: Any) -> None:
            row = row_of(file, LOANS.title)._tr
            row.addnext(copy.deepcopy(row))

        first, second, _cars = come_back(RESULTS, edit).sections[2].measures
        assert first == LOANS
        assert (second.title, second.evidence, second.items) == (LOANS.title, (), ())

    def test_a_row_moved_to_another_issue_belongs_to_it_with_its_evidence(self) -> None:
        def edit(file: Any) -> None:
            row_of(file, HANDBOOK.title)._tr.addnext(row_of(file, LOANS.title)._tr)

        again = come_back(RESULTS, edit)
        assert [each.issue for each in again.sections] == [1, 2, 4]
        assert again.sections[0].measures == (HANDBOOK, LOANS)
        assert again.sections[2].measures == RESULTS.sections[2].measures[1:]

    def test_a_column_that_somebody_adds_is_a_column_of_the_report(self) -> None:
        def edit(file: Any) -> None:
            for table in file.tables:
                if "มาตรการ" not in table.rows[0].cells[0].text or table.style.style_id == OWN_TABLE:
                    continue
                for number, row in enumerate(table.rows):
                    row._tr.append(copy.deepcopy(row.cells[-1]._tc))
                    say(row.cells[-1], "๑๒,๐๐๐ บาท" if number else "งบประมาณ")

        again = come_back(RESULTS, edit)
        assert [each.extra for each in measures_of(again)] == [(("งบประมาณ", "๑๒,๐๐๐ บาท"),)] * 4
        assert again.layout.columns[-1] == Column("extra:0", "งบประมาณ")
        assert [replace(each, extra=()) for each in measures_of(again)] == measures_of(RESULTS)

    def test_a_further_column_is_edited_text_by_text(self) -> None:
        extra = (("งบประมาณ", "๕,๐๐๐ บาท"), ("หมายเหตุ", "รอเอกสาร"))
        columns = (*RESULTS.layout.columns, Column("extra:0", "งบประมาณ"), Column("extra:1", "หมายเหตุ"))
        section = Section(1, measures=(replace(LOANS, extra=extra), replace(HANDBOOK, extra=extra)))
        document = replace(RESULTS, layout=replace(RESULTS.layout, columns=columns), sections=(section,))
        again = come_back(document, lambda file: say(row_of(file, HANDBOOK.title).cells[-1], "ครบแล้ว"))
        assert again == with_measure(document, HANDBOOK.title, extra=(extra[0], ("หมายเหตุ", "ครบแล้ว")))

    def test_a_row_that_was_left_empty_is_filled_in_and_the_other_empty_ones_say_nothing(self) -> None:
        section = Section(1, measures=(LOANS, Measure(), Measure()))
        document = replace(RESULTS, sections=(section,))

        def edit(file: Any) -> None:
            empty = next(row for row in rows_of(file)[-2:] if not row.cells[0].text)
            say(empty.cells[0], "เปิดศูนย์รับเรื่อง")

        again = without_blank_rows(come_back(document, edit))
        assert again.sections[0].measures == (LOANS, Measure(title="เปิดศูนย์รับเรื่อง"))


class TestFieldsWithoutAColumn:
    """A suggestion stands under its name in the cell of the outcome."""

    def edit(self, change: Any) -> Document:
        return come_back(
            RESULTS, lambda file: change(cell_of(file, RESULTS, LOANS.title, "outcome").paragraphs)
        )

    def test_the_cell_s_own_text_is_edited_alone(self) -> None:
        again = self.edit(lambda lines: lines[1].add_run(" (แก้ไข)"))
        assert again == with_measure(RESULTS, LOANS.title, outcome=LOANS.outcome + " (แก้ไข)")

    def test_the_text_under_the_name_is_edited_alone(self) -> None:
        again = self.edit(lambda lines: lines[-1].add_run(" ทุกครั้ง"))
        assert again == with_measure(RESULTS, LOANS.title, suggestion=LOANS.suggestion + " ทุกครั้ง")

    def test_taken_out_with_its_name_it_is_gone(self) -> None:
        again = self.edit(lambda lines: [each._p.getparent().remove(each._p) for each in lines[-2:]])
        assert again == with_measure(RESULTS, LOANS.title, suggestion="")

    def test_without_its_name_it_is_a_line_of_the_cell(self) -> None:
        again = self.edit(lambda lines: lines[-2]._p.getparent().remove(lines[-2]._p))
        measure = again.sections[2].measures[0]
        assert measure == replace(LOANS, outcome=f"{LOANS.outcome}\n{LOANS.suggestion}", suggestion="")


class TestTexts:
    TEXT = PLAN.before[1].text

    def test_an_edited_paragraph_keeps_its_place(self) -> None:
        again = come_back(PLAN, lambda file: paragraph(file, "ได้รับการประเมินทุกปี").add_run("เสมอ"))
        assert again == replace(PLAN, before=(PLAN.before[0], Block("paragraph", self.TEXT + "เสมอ")))

    def test_an_edited_heading_keeps_its_place(self) -> None:
        again = come_back(PLAN, lambda file: heading(file, "ความเป็นมา").add_run("ของเรา"))
        assert again == replace(PLAN, before=(Block("heading", "ความเป็นมาของเรา", 2), PLAN.before[1]))

    def test_an_added_paragraph_stands_beside_its_neighbour(self) -> None:
        again = come_back(
            PLAN, lambda file: paragraph(file, "ได้รับการประเมินทุกปี").insert_paragraph_before("ย่อหน้าใหม่ของเรา")
        )
        assert again == replace(
            PLAN, before=(PLAN.before[0], Block("paragraph", "ย่อหน้าใหม่ของเรา"), PLAN.before[1])
        )

    def test_a_deleted_paragraph_is_gone(self) -> None:
        def edit(file: Any) -> None:
            gone = paragraph(file, "ได้รับการประเมินทุกปี")._p
            gone.getparent().remove(gone)

        assert come_back(PLAN, edit) == replace(PLAN, before=PLAN.before[:1])

    def test_another_heading_is_as_written_and_its_issue_is_the_one_it_names(self) -> None:
        def edit(file: Any) -> None:
            first, *others = heading(file, "การให้บริการและระบบ").runs
            first.text = "ประเด็นที่ ๓ ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ"
            for each in others:
                each.text = ""

        section = come_back(RESULTS, edit).sections[1]
        assert (section.issue, section.number_as_written) == (3, "ประเด็นที่ ๓")
        assert section.measures == RESULTS.sections[1].measures

    def test_another_name_below_is_another_signature(self) -> None:
        again = come_back(RESULTS, lambda file: replaced(file, "อรุณี", "วันดี"))
        first, second = RESULTS.signatures
        assert again == replace(RESULTS, signatures=(replace(first, name="นางวันดี พร้อมตรวจ"), second))

    def test_another_number_of_the_register_is_read_from_the_cover(self) -> None:
        document = replace(RESULTS, number="ขก ๗๑๒๐๑/๙", dated=date(2026, 3, 1))
        again = come_back(
            document, lambda file: replaced(file, "๗๑๒๐๑/๙ ลงวันที่ ๑ มีนาคม", "๗๑๒๐๑/๑๐ ลงวันที่ ๒ เมษายน")
        )
        assert again == replace(document, number="ขก ๗๑๒๐๑/๑๐", dated=date(2026, 4, 2))

    def test_lists_that_the_portal_writes_are_told_not_to_be_read(self) -> None:
        def edit(file: Any) -> None:
            remove(
                next(
                    row for table in file.tables for row in table.rows if "หนังสือแจ้งเวียน" in row.cells[1].text
                )
            )

        reading = read(edited(RESULTS, edit))
        assert [each.code for each in reading.warnings] == ["read-own-edited"]
        assert reading.document == RESULTS


def test_where_an_edit_cannot_be_told_the_page_counts_alone_and_that_is_said() -> None:
    """A heading that no reader takes for one of an issue stands in another place of the page than of the report."""
    odd = Section(None, heading_as_written="งานอื่นใด", measures=(LOANS,))
    document = replace(RESULTS, sections=(odd, *RESULTS.sections[:2]))
    reading = read(edited(document, lambda file: heading(file, "งานอื่นใด").add_run("ของหน่วยงาน")))
    assert "read-memory-lost" in [each.code for each in reading.warnings]
    assert nothing_hidden(reading.document)


def test_a_measure_that_a_reader_joins_to_the_one_above_loses_what_is_hidden_only_with_a_word() -> None:
    """A row without a number and a title is the rest of the row above, for any reader of tables."""
    rest = Measure(procedure="ติดป้ายหน้าห้องเก็บพัสดุ", items=("i17",))
    document = replace(RESULTS, sections=(replace(RESULTS.sections[0], measures=(LOANS, rest)),))
    assert come_back(document, nothing) == document
    reading = read(edited(document, lambda file: say(row_of(file, "ติดป้าย").cells[2], "ติดป้ายใหม่")))
    assert [each.code for each in reading.warnings] == ["read-memory-row"]
    (measure,) = measures_of(reading.document)
    assert "ติดป้ายใหม่" in measure.output
    assert not measure.items


def nothing_hidden(document: Document) -> bool:
    """Whether a report has nothing that no page shows."""
    held = any(each.evidence or each.items for each in measures_of(document))
    known = document.result
    return not (held or known.items or known.trend or known.bands or document.municipality.code)


class TestAnotherReport:
    @pytest.mark.parametrize(
        ("old", "new"), [("ท่าน้ำใส", "หนองบัว"), ("๒๕๖๘", "๒๕๖๙"), ("จังหวัดขอนแก่น", "จังหวัดเลย")],
        ids=["municipality", "year", "province"],
    )  # fmt: skip
    def test_a_file_copied_from_another_report_brings_nothing_hidden_along(self, old: str, new: str) -> None:
        reading = read(edited(RESULTS, lambda file: replaced(file, old, new)))
        assert nothing_hidden(reading.document)
        assert [each.code for each in reading.warnings] == ["read-memory-other"]
        assert [each.title for each in measures_of(reading.document)] == [
            each.title for each in measures_of(RESULTS)
        ]

    @pytest.mark.parametrize("asked", [{"key_year": 2569}, {"kind": "analysis"}], ids=["year", "kind"])
    def test_a_file_taken_for_another_report_brings_nothing_hidden_along(self, asked: dict[str, Any]) -> None:
        assert nothing_hidden(come_back(RESULTS, nothing, **asked))

    def test_a_file_that_names_another_year_than_it_is_taken_for_brings_nothing_along(self) -> None:
        again = come_back(RESULTS, lambda file: replaced(file, "๒๕๖๘", "๒๕๖๙"), kind="results", key_year=2568)
        assert nothing_hidden(again)

    def test_the_memory_of_another_report_on_our_pages_is_not_believed(self) -> None:
        other = replace(
            RESULTS, title=RESULTS.title.replace("๒๕๖๘", "๒๕๖๗"), action_year=2567, assessed_year=2566
        )

        def edit(file: Any) -> None:
            part = next(each for each in file.part.package.iter_parts() if "customXml/item1" in each.partname)
            ours = json.dumps(
                json.loads(dumps(RESULTS)), ensure_ascii=False, sort_keys=True, separators=(",", ":")
            )
            theirs = dumps(other).decode()
            part._blob = part.blob.decode().replace(escaped(ours), escaped(theirs)).encode()

        again = come_back(RESULTS, edit)
        assert nothing_hidden(again)
        assert again.action_year == 2568


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
