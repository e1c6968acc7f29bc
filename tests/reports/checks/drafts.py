"""Small reports to run checks on: complete unless a test takes something away."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from catalogue.frame_data import shipped_frames
from ita_portal.thai.digits import to_thai
from ita_portal.thai.periods import parse_period
from reports import layouts
from reports.checks import registry
from reports.checks.finding import Finding
from reports.document import (
    AnalysisItem,
    AnalysisRow,
    Block,
    Document,
    IndicatorScore,
    Issue,
    Measure,
    Municipality,
    Result,
    Section,
)

FRAMES = shipped_frames()
ITEM_OF_ISSUE = {1: "i1", 2: "e9", 3: "e4", 4: "i10", 5: "i4", 6: "i7", 7: "i13"}
OF_2566 = parse_period("ปีงบประมาณ ๒๕๖๖", 2566)
ISSUES = {issue.no: issue.title for issue in FRAMES[2568].issues}


def measure(number: int = 1, **changes: object) -> Measure:
    whole = Measure(
        title=f"จัดทำคู่มือการให้บริการ เล่มที่ {number}",
        procedure="๑. ประชุมคณะทำงาน\n๒. เผยแพร่บนเว็บไซต์",
        output=f"เผยแพร่คู่มือแล้ว {number} เล่ม",
        outcome="ประชาชนใช้เวลารอรับบริการน้อยลงจาก ๓๐ นาทีเหลือ ๑๕ นาที",
        follow_up="รายงานผู้บริหารทุกไตรมาส",
        responsible=("สำนักปลัดเทศบาล",),
        period=parse_period("ปีงบประมาณ ๒๕๖๘", 2568),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def section(issue: int | None = 1, *measures: Measure, **changes: object) -> Section:
    whole = Section(
        issue=issue,
        title=ISSUES.get(issue or 0, ""),
        heading_as_written=ISSUES.get(issue or 0, ""),
        measures=measures or (measure(issue or 1),),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def results_report(*sections: Section, year: int = 2568, **changes: object) -> Document:
    whole = Document(
        kind="results",
        layout=layouts.BY_ISSUE,
        municipality=Municipality(name="บ้านตัวอย่าง", kind="subdistrict"),
        action_year=year,
        assessed_year=year - 1,
        title=f"รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. {year}",
        issues=tuple(Issue(no, title) for no, title in ISSUES.items()),
        sections=sections or tuple(section(no) for no in ISSUES),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def analysis_row(issue: int | None, remark: str = "คะแนนสูงเพราะมีคู่มือครบทุกงาน จึงควรรักษาไว้") -> AnalysisRow:
    title = ISSUES.get(issue or 0, "")
    code = ITEM_OF_ISSUE.get(issue or 1, "i1")
    item = AnalysisItem(item=code, score=Decimal("91.20"), code_as_written=to_thai(code))
    return AnalysisRow(
        issue=issue,
        heading_as_written=title,
        instrument="EIT" if code[0] == "e" else "IIT",
        items=(item,),
        remark=remark,
    )


def analysis_report(year: int = 2567, **changes: object) -> Document:
    whole = Document(
        kind="analysis",
        layout=layouts.ANALYSIS,
        municipality=Municipality(name="บ้านตัวอย่าง", kind="subdistrict"),
        assessed_year=year,
        action_year=year + 1,
        title=f"การวิเคราะห์ผลการประเมิน ITA ปี {year}",
        analysis=tuple(analysis_row(no) for no in ISSUES),
        sections=tuple(section(no) for no in ISSUES),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def with_outcome(text: str, **result: object) -> Document:
    """A results report whose first measure has this outcome; `result` are fields of its result."""
    sections = (section(1, measure(outcome=text)), *(section(no) for no in range(2, 8)))
    return results_report(*sections, result=Result(**result))  # type: ignore[arg-type]


def with_intro(text: str, **result: object) -> Document:
    """A results report that begins with this paragraph."""
    return results_report(before=(Block(text=text),), result=Result(**result))  # type: ignore[arg-type]


def with_indicators(*pairs: tuple[str, str], year: int = 2567) -> Document:
    """An analysis with a table of indicators: (score, label) from number 1 on."""
    rows = tuple(
        IndicatorScore(no=no, score=Decimal(score), level_as_written=label, line=20 + no)
        for no, (score, label) in enumerate(pairs, start=1)
    )
    return analysis_report(year, result=Result(year=year, indicators=rows))


def findings(document: Document, *codes: str) -> list[Finding]:
    """What the checks say in English, of these codes only when given."""
    return registry.run(document, FRAMES, language="en", codes=codes or None)
