"""The invented reports: short, complete, and each its own."""

from __future__ import annotations

import random
from collections.abc import Mapping

from catalogue.frame import Frame, frame_for
from ita_portal.thai.digits import in_digits, to_thai
from ita_portal.thai.periods import parse_period
from municipalities.models import MunicipalityRecord
from national.results import Figures
from reports.document import (
    AnalysisRow,
    Document,
    IndicatorScore,
    InstrumentScore,
    Issue,
    Measure,
    Municipality,
    Result,
    Section,
    Span,
)
from reports.figures import with_computed
from reports.layouts import DEFAULT
from reports.services import TITLES
from reports.years import Years

WORK = (
    "รับชำระภาษี", "ออกใบอนุญาตก่อสร้าง", "ลงทะเบียนเบี้ยยังชีพ", "ซ่อมไฟฟ้าสาธารณะ", "รับเรื่องร้องทุกข์", "ตัดแต่งกิ่งไม้ริมทาง",
    "เก็บขนขยะ", "ยืมเต็นท์และเก้าอี้", "ใช้รถส่วนกลาง", "ตรวจนับครุภัณฑ์", "เปิดเผยราคากลาง", "ตรวจรับงานจ้าง", "ประเมินความเสี่ยง",
    "รับแจ้งเบาะแส", "เผยแพร่รายงานการประชุม", "จดทะเบียนพาณิชย์",
)  # fmt: skip
UNITS = ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา", "กองสาธารณสุขและสิ่งแวดล้อม")


def measure_fields(code: str, year: int, issue: int) -> dict[str, str]:
    """What is done about an issue in a fiscal year, and what came of it."""
    works = random.Random(f"work {code} {year}").sample(WORK, len(WORK))
    rng = random.Random(f"measure {code} {year} {issue}")
    work, unit = works[issue % len(works)], rng.choice(UNITS)
    people, days = rng.randint(20, 400), rng.randint(2, 9)
    return {
        "title": f"ปรับปรุงการ{work} (เรื่องที่ {to_thai(str(issue))})",
        "procedure": f"๑. ทบทวนขั้นตอนการ{work}\n๒. ประกาศขั้นตอนให้ประชาชนทราบ",
        "output": f"๑. ทบทวนขั้นตอนการ{work}แล้ว\n๒. ประกาศแล้ว มีผู้อ่าน {to_thai(str(people))} คน",
        "outcome": f"๑. การ{work}เสร็จภายใน {to_thai(str(days))} วัน\n๒. มีผู้ติดต่อซ้ำเรื่องเดิม {to_thai(str(days + 1))} ราย",
        "follow_up": f"{unit}รายงานผลการ{work}ต่อผู้บริหารทุกไตรมาส",
        "responsible": unit,
    }


def document_of(
    kind: str,
    key_year: int,
    years: Years,
    record: MunicipalityRecord,
    figures: Figures,
    frames: Mapping[int, Frame],
) -> Document:
    """A report of a municipality, as it would be frozen."""
    frame = frame_for(frames, kind, key_year)
    assert frame is not None
    layout = DEFAULT[kind]
    return Document(
        kind="analysis" if kind == "analysis" else "results",
        layout=layout,
        municipality=Municipality(
            record.code_id,
            record.name,
            record.kind,
            record.district.name if record.district else "",
            record.province.name,
        ),
        assessed_year=years.assessed,
        action_year=years.action,
        evaluation_year=years.evaluation,
        covers=Span(*years.covers) if years.covers else None,
        title=in_digits(TITLES[kind].format(year=key_year), layout.digits),
        issues=tuple(Issue(each.no, each.title) for each in frame.issues),
        result=with_computed(_result(years.result, figures, frames), frames.get(years.result)),
        analysis=_analysis(frame) if kind == "analysis" else (),
        sections=_sections(kind, record.code_id, years.action, frame),
    )


def _result(year: int, figures: Figures, frames: Mapping[int, Frame]) -> Result:
    frame = frames.get(year)
    if frame is None:
        return Result(year=year, total=figures.total)
    return Result(
        year=year,
        total=figures.total,
        instruments=tuple(
            InstrumentScore(each.code, figures.instruments.get(each.code)) for each in frame.instruments
        ),
        indicators=tuple(
            IndicatorScore(each.no, each.name, each.instrument, figures.indicators.get(each.no))
            for each in frame.indicators
        ),
    )


def _analysis(frame: Frame) -> tuple[AnalysisRow, ...]:
    if not frame.issues:
        return (AnalysisRow(remark="คะแนนเป็นไปตามเป้าหมายทุกตัวชี้วัด จึงรักษามาตรฐานเดิม และพัฒนาจุดที่คะแนนต่ำที่สุดก่อน"),)
    return tuple(
        AnalysisRow(
            issue=each.no, remark=f"คะแนนเป็นไปตามเป้าหมายของเรื่องที่ {to_thai(str(each.no))} จึงรักษามาตรฐานเดิม"
        )
        for each in frame.issues
    )


def _sections(kind: str, code: str, year: int, frame: Frame) -> tuple[Section, ...]:
    """A measure for each issue; before there were issues, as many in one list."""
    if not frame.issues:
        return (Section(measures=tuple(_measure(kind, code, year, number) for number in range(1, 8))),)
    return tuple(
        Section(issue=each.no, title=each.title, measures=(_measure(kind, code, year, each.no),))
        for each in frame.issues
    )


def _measure(kind: str, code: str, year: int, issue: int) -> Measure:
    fields = measure_fields(code, year, issue)
    results = kind == "results"
    return Measure(
        title=fields["title"],
        procedure=fields["procedure"],
        output=fields["output"] if results else "",
        outcome=fields["outcome"] if results else "",
        follow_up="" if results else fields["follow_up"],
        responsible=(fields["responsible"],),
        period=parse_period("ตลอดปี", year),
    )
