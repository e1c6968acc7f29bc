"""Numbering that ran on in one line is set apart; nothing else is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.celltext import plain, split_run_on


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("๑. จัดทำคู่มือ ๒. เผยแพร่ ๓. ติดตามผล", ["๑. จัดทำคู่มือ", "๒. เผยแพร่", "๓. ติดตามผล"]),
        ("๑) จัดทำ ๒) เผยแพร่", ["๑) จัดทำ", "๒) เผยแพร่"]),
        ("(1) จัดทำ (2) เผยแพร่", ["(1) จัดทำ", "(2) เผยแพร่"]),
        ("๑.จัดทำ     ๒.เผยแพร่", ["๑.จัดทำ", "๒.เผยแพร่"]),
        ("๘. จัดทำ ๙. เผยแพร่ ๑๐. ติดตาม", ["๘. จัดทำ", "๙. เผยแพร่", "๑๐. ติดตาม"]),
        ("๑. แผนปี พ.ศ. ๒๕๖๗ ๒. รายงาน", ["๑. แผนปี พ.ศ. ๒๕๖๗", "๒. รายงาน"]),
        ("๑. รายงานทุกไตรมาส ๒. ให้เจ้าหน้าที่ ๓. ติดตาม", ["๑. รายงานทุกไตรมาส", "๒. ให้เจ้าหน้าที่", "๓. ติดตาม"]),
        ("วิธีดำเนินการ ๑. ประชุม ๒. รายงาน", ["วิธีดำเนินการ", "๑. ประชุม", "๒. รายงาน"]),
        ("__วิธีดำเนินการ__ ๑. ประชุม ๒. รายงาน", ["__วิธีดำเนินการ__", "๑. ประชุม", "๒. รายงาน"]),
        ("**๑. ประชุม ๒. รายงาน**", ["**๑. ประชุม**", "**๒. รายงาน**"]),
        ("  ๑. ก่อน ๒. หลัง", ["  ๑. ก่อน", "  ๒. หลัง"]),
        ("๑. อ้างตามข้อ ๒. เดิม ๒. รายงาน", ["๑. อ้างตามข้อ ๒. เดิม", "๒. รายงาน"]),
        ("๑. ก ๑) ข ๒) ค ๒. ง", ["๑. ก ๑) ข ๒) ค", "๒. ง"]),
        ("บรรทัดแรก\n๑. ก่อน ๒. หลัง", ["บรรทัดแรก", "๑. ก่อน", "๒. หลัง"]),
    ],
)
def test_a_numbering_that_runs_on_becomes_lines(text: str, lines: list[str]) -> None:
    assert split_run_on(text).split("\n") == lines


@pytest.mark.parametrize(
    "text",
    [
        "แผนปี พ.ศ. ๒๕๖๗ ๒. รายงาน",
        "ไตรมาส ๑ ไตรมาส ๒",
        "ได้คะแนน ๑.๕ และ ๒.๕",
        "๑. ดำเนินการ ๓. เผยแพร่",
        "๑. ดำเนินการ ๒) เผยแพร่",
        "- ประชุม - รายงาน - ติดตาม",
        "ดำเนินการตามข้อ ๑. และ ๒. แล้ว",
        "๑. ๒. ๓.",
        "เวลา ๑๐.๓๐ น. ถึง ๑๑.๓๐ น.",
        "๑๒) เผยแพร่ตามข้อ ๑) - ๑๑) แล้ว",
        "ครั้งที่ ๑. ประชุม ครั้งที่ ๒. ประชุม",
    ],
)
def test_other_numbers_in_a_sentence_are_left_alone(text: str) -> None:
    assert split_run_on(text) == text


_words = st.sampled_from(
    [
        "๑.",
        "๒.",
        "๓.",
        "๑)",
        "๒)",
        "(1)",
        "(2)",
        "**",
        "__",
        "ก",
        "รายงาน",
        " ",
        "  ",
        "ข้อ",
        "\n",
        "\\",
        "ดังนี้",
        "พ.ศ.",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(_words, max_size=25).map("".join))
def test_splitting_adds_only_line_breaks_and_is_done_once(text: str) -> None:
    once = split_run_on(text)
    assert "".join(plain(once).split()) == "".join(plain(text).split())
    assert split_run_on(once) == once
