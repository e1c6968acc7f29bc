"""What one document says otherwise than another."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reports.differences import differences
from reports.document import Document, Measure
from tests.factories import analysis_document, document_measure, results_document


def first_issue(*measures: Measure) -> Document:
    sections = results_document().sections
    return results_document(sections=(replace(sections[0], measures=measures), *sections[1:]))


def test_the_same_document_has_no_differences() -> None:
    assert not differences(results_document(), results_document())


def test_a_changed_field_has_both_texts() -> None:
    found = differences(
        first_issue(document_measure(1)), first_issue(document_measure(1, output="๑. ประชุม 2 ครั้ง"))
    )
    (change,) = found.measures
    assert (change.kind, change.issue, change.section, change.number) == ("changed", 1, 1, 1)
    (said,) = change.fields
    assert (said.field, said.before, said.after) == ("output", "๑. ประชุมแล้ว\n๒. เผยแพร่แล้ว", "๑. ประชุม 2 ครั้ง")


def test_a_measure_that_moved_or_was_renamed_is_the_same_measure() -> None:
    one, two = document_measure(1, title="อบรมการจัดซื้อจัดจ้าง"), document_measure(1, title="ปรับปรุงเว็บไซต์")
    assert not differences(first_issue(one, two), first_issue(two, one))
    renamed = replace(one, title="อบรมเรื่องการจัดซื้อจัดจ้าง")
    (change,) = differences(first_issue(one, two), first_issue(renamed, two)).measures
    assert (change.kind, [each.field for each in change.fields]) == ("changed", ["title"])


def test_what_came_and_what_went_are_told_apart() -> None:
    one, two = document_measure(1, title="อบรมการจัดซื้อจัดจ้าง"), document_measure(1, title="ปรับปรุงเว็บไซต์")
    found = differences(first_issue(one), first_issue(two))
    assert [(each.kind, each.title) for each in found.measures] == [
        ("added", "ปรับปรุงเว็บไซต์"),
        ("removed", "อบรมการจัดซื้อจัดจ้าง"),
    ]
    assert (found.added, found.removed, found.changed) == (1, 1, 0)


def test_scores_of_one_year_are_compared_by_item() -> None:
    before = analysis_document()
    items = (replace(before.result.items[0], score=Decimal("90.00")), before.result.items[1])
    after = replace(before, result=replace(before.result, items=items, total=Decimal("83.00")))
    assert [
        (each.kind, each.name, each.before, each.after) for each in differences(before, after).figures
    ] == [
        ("total", "", "82.11", "83.00"),
        ("item", "i1", "89.27", "90.00"),
    ]


def test_items_of_two_years_are_not_compared() -> None:
    before, after = analysis_document(2566), analysis_document(2567)
    items = (replace(after.result.items[0], score=Decimal("90.00")),)
    after = replace(after, result=replace(after.result, items=items))
    assert not [each for each in differences(before, after).figures if each.kind == "item"]


def test_a_changed_analysis_names_its_issue() -> None:
    before = analysis_document()
    rows = (replace(before.analysis[0], remark="เปลี่ยนแล้ว"), *before.analysis[1:])
    (text,) = differences(before, replace(before, analysis=rows)).texts
    assert (text.place, text.issue, text.after) == ("remark", 1, "เปลี่ยนแล้ว")
