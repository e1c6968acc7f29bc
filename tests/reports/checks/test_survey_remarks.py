"""Remarks on items of IIT and EIT that call weak what the scores call excellent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.document import AnalysisItem, AnalysisRow, Document
from tests.reports.checks.drafts import analysis_report, findings


def analysis(remark: str, *items: tuple[str, str]) -> Document:
    scored = tuple(AnalysisItem(code, Decimal(score), code, "", score) for code, score in items)
    row = AnalysisRow(issue=3, instrument="EIT", items=scored, remark=remark)
    return analysis_report(2567, analysis=(row,), sections=())


HIGH = (("e4", "96.10"), ("e5", "95.00"), ("e6", "97.25"))


@pytest.mark.parametrize(
    ("remark", "quote"),
    [
        ("ช่องทางการเผยแพร่เข้าถึงได้ยาก", "เข้าถึงได้ยาก"),
        ("การประชาสัมพันธ์ขาดความชัดเจน ประชาชนไม่ทราบข่าว", "ขาดความชัดเจน"),
        ("ข้อมูลข่าวสารเผยแพร่ไม่ทั่วถึง", "ไม่ทั่วถึง"),
        ("การให้บริการล่าช้า", "ล่าช้า"),
        ("ช่องทางเข้าถึง ข้อมูล ได้ค่อนข้างยาก", "เข้าถึง ข้อมูล ได้ค่อนข้างยาก"),
    ],
)
def test_weakness_beside_high_scores_is_a_hint(remark: str, quote: str) -> None:
    (found,) = findings(analysis(remark, *HIGH), "score-remark")
    assert (found.severity, found.where.quote) == ("info", quote)
    assert "95.00" in found.message


@pytest.mark.parametrize(
    "remark",
    [
        "ประชาชนเข้าถึงข้อมูลได้ง่ายและชัดเจน",
        "แม้คะแนนสูง การให้บริการยังล่าช้าในช่วงชำระภาษี",
        "ไม่พบการเลือกปฏิบัติ",
        "ไม่มีความล่าช้า",
        "ลดความล่าช้าในการให้บริการ",
        "ผู้ตอบบางส่วนเห็นว่าไม่ชัดเจน",
        "ควรปรับปรุงช่องทางที่เข้าถึงยาก",
        "ป้องกันการเลือกปฏิบัติ",
        "ปีก่อนการให้บริการล่าช้า ปีนี้เร็วขึ้น",
    ],
)
def test_praise_plans_and_denials_are_left_alone(remark: str) -> None:
    assert findings(analysis(remark, *HIGH), "score-remark") == []


@pytest.mark.parametrize(
    "items",
    [
        (("e4", "96.10"), ("e5", "94.99")),  # one of them may be meant
        (("e4", "88.43"),),
        (),
        (("O5", "100"), ("e4", "99.00")),
    ],
)
def test_weakness_beside_other_scores_is_right(items: tuple[tuple[str, str], ...]) -> None:
    assert findings(analysis("ช่องทางเข้าถึงได้ยาก", *items), "score-remark") == []
