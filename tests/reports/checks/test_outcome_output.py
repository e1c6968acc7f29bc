"""An outcome that only counts what was made."""

from __future__ import annotations

import pytest

from reports.checks.finding import Finding
from tests.reports.checks.drafts import findings, measure, results_report, section


def found(outcome: str, output: str = "ดำเนินการแล้ว") -> list[Finding]:
    first = section(1, measure(outcome=outcome, output=output))
    return findings(results_report(first, *(section(no) for no in range(2, 8))), "outcome-output")


@pytest.mark.parametrize(
    "outcome",
    [
        "มีคู่มือการปฏิบัติงาน จำนวน ๕ งาน",
        "จัดทำประกาศมาตรการ 2 ฉบับ",
        "๑. มีคำสั่งแต่งตั้งคณะทำงาน ๑ ฉบับ\n๒. มีแผนผังขั้นตอน จำนวน ๓ เรื่อง",
        "ได้จัดทำแผ่นพับ จำนวน ๕๐๐ แผ่น",
    ],
)
def test_a_count_of_things_made_is_a_hint(outcome: str) -> None:
    (finding,) = found(outcome)
    assert finding.severity == "info"
    assert finding.where.field == "outcome"


@pytest.mark.parametrize(
    "outcome",
    [
        "มีคู่มือการปฏิบัติงาน จำนวน ๕ งาน ทำให้ผู้รับบริการรอน้อยลง",
        "๑. มีคู่มือ จำนวน ๕ เรื่อง\n๒. ผู้รับบริการพึงพอใจร้อยละ ๙๒",
        "มีผู้อ่าน 350 คน",
        "มีเรื่องร้องเรียนลดลงเหลือ 2 เรื่อง",
        "มีระบบจองคิวออนไลน์",
        "มีมาตรการป้องกันการทุจริต จำนวน ๒ มาตรการ",
        "คะแนนข้อ e๗ เพิ่มขึ้น ๑.๑๔ คะแนน",
        "ประชาชนทราบขั้นตอนจากประกาศ 3 ฉบับ",
        "-",
    ],
)
def test_an_effect_or_a_doubt_is_left_alone(outcome: str) -> None:
    assert found(outcome) == []


def test_what_repeats_the_output_is_told_as_that_and_only_once() -> None:
    assert found("มีคู่มือ จำนวน ๕ เรื่อง", output="๑. มีคู่มือ จำนวน ๕ เรื่อง\n๒. เผยแพร่แล้ว") == []
