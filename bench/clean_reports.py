"""Believable invented reports of about twenty pages without a mistake: what a check says of them is a false alarm."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from catalogue.frame import Frame
from ita_portal.thai.digits import format_decimal, to_thai
from ita_portal.thai.periods import parse_period
from reports import layouts
from reports.checks.link_facts import Links, SeenLink
from reports.document import (
    AnalysisItem,
    AnalysisRow,
    Block,
    Document,
    Evidence,
    IndicatorScore,
    InstrumentScore,
    Issue,
    ItemScore,
    Measure,
    Municipality,
    Result,
    Section,
)

YEAR = 2568
PLACE = Municipality("99000001", "บ้านโนนทองคำ", "subdistrict", "เมืองสรวง", "ร้อยเอ็ด")
WEBSITE = "https://www.bannonthongkham.go.th"
MEASURES = 3
"""Measures under each of the seven issues: about twenty pages."""

WORK = (
    "รับชำระภาษีที่ดินและสิ่งปลูกสร้าง", "ออกใบอนุญาตก่อสร้าง", "ลงทะเบียนเบี้ยยังชีพผู้สูงอายุ", "ซ่อมไฟฟ้าสาธารณะ",
    "สนับสนุนน้ำอุปโภคบริโภค", "จดทะเบียนพาณิชย์", "รับเรื่องร้องทุกข์", "ตัดแต่งกิ่งไม้ริมทาง", "เก็บขนขยะมูลฝอย",
    "ขอใช้ห้องประชุม", "ยืมเต็นท์และเก้าอี้", "ใช้รถส่วนกลาง", "เบิกจ่ายวัสดุสำนักงาน", "ตรวจนับครุภัณฑ์",
    "จัดทำแผนจัดหาพัสดุ", "เปิดเผยราคากลาง", "ตรวจรับงานจ้าง", "เลื่อนเงินเดือน", "สรรหาพนักงานจ้าง", "อบรมพนักงานใหม่",
    "ประเมินความเสี่ยง", "รับแจ้งเบาะแส", "ประกาศนโยบายไม่รับของขวัญ", "เผยแพร่รายงานการประชุม",
)  # fmt: skip
STEPS = (
    "ประชุมผู้เกี่ยวข้องเรื่อง{work} เพื่อทบทวนขั้นตอนเดิม", "มอบหมายผู้ดูแลงาน{work} เป็นลายลักษณ์อักษร",
    "ทำแผ่นพับอธิบายการ{work} ด้วยภาษาที่เข้าใจง่าย", "ติดประกาศวิธี{work} ณ จุดบริการ", "ลงข้อมูลการ{work} บนเว็บไซต์",
    "สอบถามความเห็นผู้มาติดต่อเรื่อง{work}", "รายงานผลการ{work} ให้ปลัดทราบ",
)  # fmt: skip
OUTPUTS = (
    "ประชุมเรื่อง{work} แล้ว {a} ครั้ง มีผู้เข้าร่วม {b} คน", "มีคำสั่งมอบหมายงาน{work} แล้ว {a} ฉบับ",
    "แจกแผ่นพับการ{work} แล้ว {b} แผ่น", "ติดประกาศวิธี{work} แล้ว {a} จุด", "ลงข้อมูลการ{work} บนเว็บไซต์แล้ว {a} เรื่อง",
    "มีผู้ตอบแบบสอบถามเรื่อง{work} แล้ว {b} คน", "รายงานผลการ{work} แล้ว {a} ครั้ง",
)  # fmt: skip
OUTCOMES = (
    "ผู้มาติดต่อเรื่อง{work} รอน้อยลงจาก {b} นาที เหลือ {a} นาที", "เรื่องร้องเรียนการ{work} ลดลงเหลือ {a} เรื่อง",
    "ผู้ใช้บริการ{work} เพิ่มขึ้นเป็น {b} ราย", "เอกสารที่ใช้ในการ{work} ลดลงเหลือ {a} รายการ",
    "ความพึงพอใจต่อการ{work} เป็นร้อยละ {c}", "การ{work} เสร็จตามกำหนดทุกราย รวม {b} ราย",
    "ไม่มีเรื่องค้างของงาน{work} เมื่อสิ้นปี จากเดิม {a} เรื่อง",
)  # fmt: skip
TITLES = (
    "พัฒนาการ{work} ให้รวดเร็วและตรวจสอบได้",
    "ทำให้การ{work} เป็นธรรมและเข้าใจง่าย",
    "ทบทวนขั้นตอนการ{work} ร่วมกับชุมชน",
)
UNITS = ("สำนักปลัดเทศบาล", "กองคลัง", "กองช่าง", "กองการศึกษา", "กองสาธารณสุขและสิ่งแวดล้อม", "หน่วยตรวจสอบภายใน")
REMARKS = (
    "คะแนนสูงเพราะงาน{work} มีขั้นตอนชัดเจน จึงควรรักษาไว้", "ผู้ตอบเห็นว่าการ{work} ยังช้า จึงเพิ่มเจ้าหน้าที่",
    "การ{work} มีผู้ใช้มากขึ้น จึงเพิ่มช่องทางแจ้งข่าวในหมู่บ้าน",
)  # fmt: skip


def results_report(rng: random.Random, frames: Mapping[int, Frame]) -> Document:
    """A report of what was done in the year, with sentences about scores of two years."""
    frame = frames[YEAR]
    works = rng.sample(WORK, 7 * MEASURES)
    scores = {
        item.code: (_score(rng, 80, 99), _score(rng, 80, 99)) for item in frame.items if item.code[0] in "ie"
    }
    sections = []
    for issue in frame.issues:
        codes = [item.code for item in frame.items if issue.no in item.issues and item.code in scores]
        measures = tuple(
            _measure(rng, works.pop(), number, scores, codes[number - 1] if number <= len(codes) else "")
            for number in range(1, MEASURES + 1)
        )
        sections.append(_section(issue.no, issue.title, measures))
    return Document(
        kind="results",
        layout=layouts.BY_ISSUE,
        municipality=PLACE,
        action_year=YEAR,
        assessed_year=YEAR - 1,
        title=f"รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {to_thai(str(YEAR))}",
        issues=tuple(Issue(issue.no, issue.title) for issue in frame.issues),
        before=(Block(text=_intro(rng)),),
        sections=tuple(sections),
    )


def large_report(rng: random.Random, frames: Mapping[int, Frame]) -> Document:
    """Six reports in one: 126 measures, among which some texts come again."""
    reports = [results_report(rng, frames) for _number in range(6)]
    sections = tuple(
        replace(section, measures=tuple(each for one in reports for each in one.sections[number].measures))
        for number, section in enumerate(reports[0].sections)
    )
    return replace(reports[0], sections=sections)


def analysis_report(rng: random.Random, frames: Mapping[int, Frame]) -> Document:
    """An analysis of the year's result with a plan, in which every number follows from the others."""
    frame = frames[YEAR - 1]
    works = rng.sample(WORK, 7 * MEASURES)
    scores = {item.code: _item_score(rng, item.code) for item in frame.items}
    rows, sections = [], []
    reasons = rng.sample([(work, remark) for work in WORK for remark in REMARKS], len(frame.items))
    for issue in frame.issues:
        of_issue = [item for item in frame.items if issue.no in item.issues]
        for place, item in enumerate(of_issue):
            score = scores[item.code]
            written = AnalysisItem(
                item.code, score, to_thai(item.code), item.title, format_decimal(score, "thai")
            )
            work, pattern = reasons.pop()
            remark = pattern.format(work=work)
            if item.code.startswith("O"):
                remark = "" if place % 2 else "เผยแพร่ครบทุกองค์ประกอบตามที่คู่มือของปีนั้นกำหนด"
            rows.append(
                AnalysisRow(
                    issue=issue.no,
                    number_as_written=f"ประเด็นที่ {to_thai(str(issue.no))}" if not place else "",
                    heading_as_written=issue.title if not place else "",
                    instrument={"i": "IIT", "e": "EIT", "O": "OIT"}[item.code[0]],
                    items=(written,),
                    remark=remark,
                )
            )
        measures = tuple(
            _measure(rng, works.pop(), number, {}, "", plan=True) for number in range(1, MEASURES + 1)
        )
        sections.append(_section(issue.no, issue.title, measures))
    return Document(
        kind="analysis",
        layout=layouts.ANALYSIS,
        municipality=PLACE,
        assessed_year=YEAR - 1,
        action_year=YEAR,
        title=f"การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {to_thai(str(YEAR - 1))}",
        issues=tuple(Issue(issue.no, issue.title) for issue in frame.issues),
        before=(Block(text=_intro(rng)),),
        result=_result(frame, scores),
        analysis=tuple(rows),
        sections=tuple(sections),
    )


def links_of(document: Document) -> Links:
    """What is known of a report's links: all open, all on the municipality's own website."""
    urls = [
        each.url for section in document.sections for measure in section.measures for each in measure.evidence
    ]
    seen = tuple(SeenLink(url, date(2026, 1, 20), status=200, final_url=url) for url in urls)
    return Links(seen, website=WEBSITE)


def _section(number: int, title: str, measures: tuple[Measure, ...]) -> Section:
    return Section(
        issue=number,
        title=title,
        number_as_written=f"ประเด็นที่ {to_thai(str(number))}",
        heading_as_written=title,
        measures=measures,
    )


def _measure(
    rng: random.Random,
    work: str,
    number: int,
    scores: dict[str, tuple[Decimal, Decimal]],
    code: str,
    *,
    plan: bool = False,
) -> Measure:
    chosen = sorted(rng.sample(range(len(STEPS)), 4))
    outcome = _lines(rng, OUTCOMES, chosen, work, ")")
    if code:
        outcome += "\n" + sentence(code, *scores[code])
    units = tuple(rng.sample(UNITS, 2))
    address = f"{WEBSITE}/ita/{YEAR}/{rng.randrange(1000, 9999)}"
    return Measure(
        number_as_written=to_thai(str(number)),
        title=rng.choice(TITLES).format(work=work),
        procedure=_lines(rng, STEPS, chosen, work, "."),
        output="" if plan else _lines(rng, OUTPUTS, chosen, work, "."),
        outcome="" if plan else outcome,
        follow_up="รายงานต่อปลัดเทศบาลทุกไตรมาส" if plan else "",
        responsible=units,
        period=parse_period("๑ ต.ค. ๖๗ – ๓๐ ก.ย. ๖๘", YEAR),
        evidence=() if plan else (Evidence(f"ภาพถ่ายและรายงานการ{work}", address, public=True),),
    )


def sentence(code: str, before: Decimal, after: Decimal) -> str:
    """What officers write of two years' scores."""
    word = "เพิ่มขึ้น" if after > before else "ลดลง"
    numbers = [format_decimal(each, "thai") for each in (before, after, abs(after - before))]
    said = f"{numbers[2]} คะแนน" if after != before else ""
    return (
        f"ข้อ {to_thai(code)} ผลการประเมิน ITA ปี {to_thai(str(YEAR - 1))} ได้คะแนน {numbers[0]} คะแนน "
        f"ปี {to_thai(str(YEAR))} ได้คะแนน {numbers[1]} คะแนน {word if said else 'เท่าเดิม'} {said}".strip()
    )


def _lines(rng: random.Random, patterns: tuple[str, ...], chosen: list[int], work: str, mark: str) -> str:
    lines = []
    for number, index in enumerate(chosen, start=1):
        values = {"work": work, "a": rng.randint(2, 12), "b": rng.randint(15, 240), "c": rng.randint(81, 98)}
        lines.append(f"{number}{mark} {patterns[index].format(**values)}")
    return to_thai("\n".join(lines))


def _intro(rng: random.Random) -> str:
    return (
        f"เทศบาลตำบล{PLACE.name} อำเภอ{PLACE.district} จังหวัด{PLACE.province} "
        f"ประชุมคณะทำงานแล้ว {to_thai(str(rng.randint(2, 9)))} ครั้ง และขอรายงานตามลำดับประเด็น ดังนี้"
    )


def _score(rng: random.Random, low: int, high: int) -> Decimal:
    return Decimal(rng.randint(low * 100, high * 100)) / 100


def _item_score(rng: random.Random, code: str) -> Decimal:
    return Decimal("100.00") if code.startswith("O") else _score(rng, 86, 99)


def _result(frame: Frame, scores: dict[str, Decimal]) -> Result:
    indicators, means = [], {}
    for indicator in frame.indicators:
        own = [scores[item.code] for item in frame.items if item.indicator == indicator.no]
        means[indicator.no] = _mean(own)
        indicators.append(
            IndicatorScore(indicator.no, indicator.name, indicator.instrument, means[indicator.no])
        )
    parts = {each.code: _mean([means[number] for number in each.indicators]) for each in frame.instruments}
    total = sum((parts[each.code] * each.weight for each in frame.instruments), Decimal()) / 100
    total = total.quantize(Decimal("0.01"), ROUND_HALF_UP)
    level = next(
        band.name
        for band in frame.bands
        if total >= band.min_total and min(parts.values()) >= (band.min_each_instrument or Decimal())
    )
    return Result(
        year=frame.year,
        total=total,
        level=level,
        indicators=tuple(indicators),
        instruments=tuple(
            InstrumentScore(each.code, parts[each.code], weight=each.weight) for each in frame.instruments
        ),
        items=tuple(
            ItemScore(item.code, item.title, item.indicator, scores[item.code]) for item in frame.items
        ),
    )


def _mean(values: list[Decimal]) -> Decimal:
    return (sum(values, Decimal()) / len(values)).quantize(Decimal("0.01"), ROUND_HALF_UP)
