"""Plans and Documents for tests, with believable values; the people and municipalities are `tests.cast`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from catalogue.frame_data import shipped_frames
from ita_portal.thai.periods import Period
from measures.models import Measure, Plan
from measures.services import add_measure, get_or_create_plan
from municipalities.models import Municipality
from reports.document import AnalysisItem, AnalysisRow, Document, IndicatorScore, ItemScore, Result, Section
from reports.document import Measure as DocumentMeasure
from reports.layouts import DEFAULT


def plan_with_measures(of: Municipality, action_year: int = 2568, *, per_issue: int = 1) -> Plan:
    """A plan whose every section has measures with all that both documents need."""
    plan = get_or_create_plan(of, action_year)
    for section in plan.sections.select_related("issue").order_by("position"):
        assert section.issue is not None
        for number in range(1, per_issue + 1):
            complete_measure(section.issue.no, number, section)
    return plan


def complete_measure(issue: int, number: int, section: Any) -> Measure:
    return add_measure(
        section,
        {
            "title": f"จัดทำคู่มือประเด็นที่ {issue} เล่มที่ {number}",
            "procedure": "๑. ประชุมคณะทำงาน\n๒. จัดทำคู่มือ\n๓. เผยแพร่บนเว็บไซต์",
            "output": "๑. ประชุมแล้ว\n๒. จัดทำคู่มือแล้ว\n๓. เผยแพร่แล้ว",
            "outcome": "๑. คณะทำงานเข้าใจตรงกัน\n๒. ประชาชนได้รับบริการเร็วขึ้น\n๓. มีผู้อ่าน 350 คน",
            "follow_up": "รายงานผลต่อนายกเทศมนตรีทุกไตรมาส",
            "responsible": ["สำนักปลัด", "กองคลัง"],
            "period": "ไตรมาสที่ 1 - 2",
        },
    )


@cache
def issue_titles() -> dict[int, str]:
    return {issue.no: issue.title for issue in shipped_frames()[2568].issues}


def results_document(key_year: int = 2568, **fields: Any) -> Document:
    """A results report as a reader gives it: every issue with one complete measure."""
    return Document(
        **{
            "kind": "results",
            "layout": DEFAULT["results"],
            "action_year": key_year,
            "title": "รายงานผลการดำเนินการ",
            "sections": tuple(
                Section(
                    issue=no,
                    title=title,
                    number_as_written=f"ประเด็นที่ {no}",
                    heading_as_written=title,
                    measures=(document_measure(no),),
                )
                for no, title in issue_titles().items()
            ),
            **fields,
        }
    )


def document_measure(issue: int, **fields: Any) -> DocumentMeasure:
    return DocumentMeasure(
        **{
            "title": f"มาตรการของประเด็นที่ {issue}",
            "procedure": "๑. ประชุม\n๒. เผยแพร่",
            "output": "๑. ประชุมแล้ว\n๒. เผยแพร่แล้ว",
            "outcome": "๑. เข้าใจตรงกัน\n๒. มีผู้อ่าน 120 คน",
            "responsible": ("สำนักปลัด",),
            "period": Period("ต.ค. ๖๗ - มี.ค. ๖๘", date(2024, 10, 1), date(2025, 3, 31), "months"),
            **fields,
        }
    )


def analysis_document(key_year: int = 2567, **fields: Any) -> Document:
    """An analysis as a reader gives it: ten indicators, some items, a row of analysis and a plan per issue."""
    return Document(
        **{
            "kind": "analysis",
            "layout": DEFAULT["analysis"],
            "assessed_year": key_year,
            "title": "การวิเคราะห์ผลการประเมิน",
            "result": Result(
                year=key_year,
                total=Decimal("82.11"),
                total_as_written="๘๒.๑๑",
                level="ต้องปรับปรุง",
                indicators=tuple(
                    IndicatorScore(no=no, score=Decimal(80 + no), score_as_written=f"{80 + no}.00")
                    for no in range(1, 11)
                ),
                items=(ItemScore("i1", score=Decimal("89.27")), ItemScore("O9", score=Decimal(50))),
            ),
            "analysis": tuple(
                AnalysisRow(
                    issue=no,
                    heading_as_written=title,
                    items=(AnalysisItem("i1", Decimal("89.27"), "1๑", "ขั้นตอน", "๘๙.๒๗"),) if no == 1 else (),
                    remark=f"วิเคราะห์ประเด็นที่ {no}",
                )
                for no, title in issue_titles().items()
            ),
            "sections": tuple(
                Section(
                    issue=no,
                    title=title,
                    heading_as_written=title,
                    measures=(document_measure(no, output="", outcome="", follow_up="รายงานผลทุกไตรมาส"),),
                )
                for no, title in issue_titles().items()
            ),
            **fields,
        }
    )


def submittable_analysis(key_year: int = 2567) -> Document:
    """The same with an announced total and level that follow from its indicators: nothing stops its submission."""
    document = analysis_document(key_year)
    result = replace(document.result, total=Decimal("86.80"), total_as_written="๘๖.๘๐", level="ผ่าน")
    return replace(document, result=result)
