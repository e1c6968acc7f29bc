"""Numbered lists: a number left out or repeated is found; lists that begin anew or go on are in order."""

import pytest

from tests.reports.checks.drafts import findings, measure, results_report, section

CODE = "text-numbering"


def found(text: str, before: str = "") -> list[tuple[str | None, str | None]]:
    report = results_report(
        section(1, measure(1, procedure=before or "ประชุมคณะทำงาน"), measure(2, procedure=text)),
        *(section(no) for no in range(2, 8)),
    )
    return [(each.where.quote, each.replacement) for each in findings(report, CODE)]


@pytest.mark.parametrize(
    ("text", "quote", "right"),
    [
        ("๑. ประชุม\n๒. จัดทำ\n๔. เผยแพร่\n๕. รายงาน", "๔.", None),
        ("1) ประชุม\n2) จัดทำ\n2) เผยแพร่\n3) รายงาน", "2)", None),
        ("(๑) ประชุม\n(๓) จัดทำ", "(๓)", None),
        ("๑. ประชุม\n๒. จัดทำ\n๓. เผยแพร่\n๒. รายงาน", "๒.", None),
        ("๓. จัดทำ\n๔. เผยแพร่", "๓.", None),
        ("๑. ประชุม\n๒) จัดทำ\n๓. เผยแพร่", "๒)", "๒."),
        ("๑) ประชุม\n๒) จัดทำ\n๓. เผยแพร่", "๓.", "๓)"),
        ("๑. ประชุม\nที่ประชุมเห็นชอบ\n๓. จัดทำ", "๓.", None),
    ],
)
def test_a_break_is_found_once(text: str, quote: str, right: str | None) -> None:
    assert found(text) == [(quote, right)]


@pytest.mark.parametrize(
    "text",
    [
        "๑. ประชุม\n๒. จัดทำ\n๓. เผยแพร่",
        "๑. แผน\n- ประชุม\n- จัดทำ\n๒. ผล",
        "๑. แผน\n๑) ประชุม\n๒) จัดทำ\n๒. ผล\n๑) รายงาน",
        "๑. การป้องกัน\nวิธีดำเนินการ\n๑. ประชุม\n๒. จัดทำ",
        "๑. ประชุม\n๒. จัดทำ\n**ขั้นที่สอง**\n๑. เผยแพร่\n๒. รายงาน",
        "๑.๑ ประชุม\n๑.๒ จัดทำ\n๒.๑ เผยแพร่",
        "๒. เผยแพร่คู่มือ",
        "ก. ประชุม\nข. จัดทำ",
        "- ประชุม\n- จัดทำ",
        "๙๙.๓๔ คะแนน\n๒.๕ ล้านบาท",
        "๑.ประชุม\n๒.จัดทำ",
        "๑. ประชุม\n  ๑. วาระแรก\n  ๒. วาระที่สอง\n๒. จัดทำ",
    ],
)
def test_lists_in_order_are_no_finding(text: str) -> None:
    assert found(text) == []


def test_a_list_that_goes_on_from_the_row_above_is_in_order() -> None:
    assert found("๓. เผยแพร่\n๔. รายงาน", before="๑. ประชุม\n๒. จัดทำ") == []


def test_measures_of_one_table_are_numbered_one_after_the_other() -> None:
    def report(*numbers: str) -> list[tuple[int | None, str | None]]:
        rows = [measure(no, number_as_written=written) for no, written in enumerate(numbers, start=1)]
        document = results_report(section(1, *rows), *(section(no) for no in range(2, 8)))
        return [(each.where.measure, each.where.quote) for each in findings(document, CODE)]

    assert report("๑", "๒", "๓") == []
    assert report("๔", "๕") == []
    assert report("๑", "๒", "๔") == [(3, "๔")]
    assert report("1.", "1.", "2.") == [(2, "1.")]
    assert report("", "๑.๑", "๑.๒") == []


def test_a_row_that_continues_another_repeats_its_number() -> None:
    rows = (measure(1, number_as_written="๑"), measure(1, number_as_written="๑", title="จัดทำคู่มือ (ต่อ)"))
    document = results_report(section(1, *rows), *(section(no) for no in range(2, 8)))
    assert findings(document, CODE) == []
