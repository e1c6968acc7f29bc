"""Findings told in lines: where a row was joined of several lines, the line that has the words is named."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from reports.checks.finding import Finding, Where
from reports.checks.texts import texts_of
from reports.document import Document
from reports.findings_told import on_their_lines, told
from reports.places import words_around, words_of_place
from tests.reports.checks.drafts import measure, results_report, section

FILE = "หัวเรื่อง\nคู่มือ\tเผยแพร่แล้ว\nต่อ\tพิมพ์ผิด\n"


def finding(quote: str) -> tuple[Finding, Document]:
    output = "เผยแพร่แล้ว\nพิมพ์ผิด"
    document = results_report(section(1, measure(1, output=output, source_lines=(2, 3))))
    text = next(each for each in texts_of(document) if each.text == output)
    start = output.index(quote)
    where = text.at(start, start + len(quote))
    return Finding("text-cut", "warning", "คำผิด", "แก้คำ", where), document


def test_the_line_of_the_words_is_named() -> None:
    for quote, line in (("เผยแพร่", 2), ("พิมพ์ผิด", 3)):
        found, document = finding(quote)
        (placed,) = on_their_lines([found], document, FILE)
        assert found.where.line == 2
        assert placed.where.line == line


def test_words_that_both_lines_have_stay_on_the_first() -> None:
    found, document = finding("พิมพ์ผิด")
    (placed,) = on_their_lines([found], document, FILE.replace("เผยแพร่แล้ว", "พิมพ์ผิด"))
    assert placed.where.line == 2


def test_a_finding_without_words_keeps_its_line() -> None:
    found, document = finding("พิมพ์ผิด")
    bare = replace(found, where=replace(found.where, quote=None, start=None, end=None))
    assert on_their_lines([bare], document, FILE) == [bare]


def test_the_words_around_never_begin_or_end_amid_a_letter() -> None:
    for length in range(40, 60):
        output = "ที่นี้ผู้ซื้อ" * 5 + "ก" * (length % 7) + "พิมพ์ผิด" + "ที่นี้ผู้ซื้อ" * 5
        document = results_report(section(1, measure(1, output=output)))
        text = next(each for each in texts_of(document) if each.text == output)
        start = output.index("พิมพ์ผิด")
        before, after = words_around(text.at(start, start + len("พิมพ์ผิด")), document)
        assert before.startswith("…")
        assert unicodedata.category(before[1]) != "Mn"
        left = output[start + len("พิมพ์ผิด") + len(after.rstrip("…")) :]
        assert unicodedata.category(left[0]) != "Mn"


def test_nothing_found_is_said() -> None:
    assert list(told([], results_report())) == ["ไม่พบจุดที่ต้องแก้"]


def test_a_component_that_no_measure_has_is_not_placed_in_the_title_of_the_report() -> None:
    document = results_report()
    assert words_of_place(Where(field="title"), document) == "ชื่อมาตรการ"
    assert words_of_place(Where(field="title", path=("title",)), document) == "ชื่อรายงาน"
