"""One mistake of each kind, planted at a random place of a clean report: a planter per code of the checks."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from bench.clean_reports import PLACE, WEBSITE
from ita_portal.thai.celltext import plain
from ita_portal.thai.digits import THAI_DIGITS, to_arabic, to_thai
from ita_portal.thai.periods import parse_period
from reports.checks.link_facts import Links
from reports.document import AnalysisItem, AnalysisRow, Document, Evidence, Measure, Section

Planter = Callable[[random.Random, Document], Document | tuple[Document, Links]]
"""Gives the report with its mistake, with what is known of its links where the mistake lies there."""
PLANTERS: dict[str, tuple[str, Planter]] = {}
"""By code: the kind of report it is planted in, and the function that plants it."""

_SCORES = re.compile(
    r"(?P<before>[๐-๙]+\.[๐-๙]+) คะแนน ปี ๒๕๖๘ ได้คะแนน (?P<after>[๐-๙]+\.[๐-๙]+) คะแนน (?P<word>\S+) (?P<by>[๐-๙.]+)"
)


def plants(code: str, kind: str = "results") -> Callable[[Planter], Planter]:
    def register(planter: Planter) -> Planter:
        PLANTERS[code] = (kind, planter)
        return planter

    return register


# --- places ----------------------------------------------------------------------------------------------


def with_measure(document: Document, section: int, position: int, **changes: object) -> Document:
    old = document.sections[section]
    changed = replace(old.measures[position], **changes)  # type: ignore[arg-type]
    measures = (*old.measures[:position], changed, *old.measures[position + 1 :])
    return with_section(document, section, measures=measures)


def with_section(document: Document, number: int, **changes: object) -> Document:
    changed: Section = replace(document.sections[number], **changes)  # type: ignore[arg-type]
    return replace(
        document, sections=(*document.sections[:number], changed, *document.sections[number + 1 :])
    )


def with_row(document: Document, number: int, **changes: object) -> Document:
    changed: AnalysisRow = replace(document.analysis[number], **changes)  # type: ignore[arg-type]
    return replace(
        document, analysis=(*document.analysis[:number], changed, *document.analysis[number + 1 :])
    )


def with_item(document: Document, number: int, **changes: object) -> Document:
    item: AnalysisItem = replace(document.analysis[number].items[0], **changes)  # type: ignore[arg-type]
    return with_row(document, number, items=(item,))


def a_measure(rng: random.Random, document: Document) -> tuple[int, int, Measure]:
    section = rng.randrange(len(document.sections))
    position = rng.randrange(len(document.sections[section].measures))
    return section, position, document.sections[section].measures[position]


def a_row(rng: random.Random, document: Document, letters: str = "ieO") -> int:
    fitting = [n for n, row in enumerate(document.analysis) if row.items[0].item[0] in letters]
    return rng.choice(fitting)


def in_outcome(rng: random.Random, document: Document, change: Callable[[str], str]) -> Document:
    section, position, measure = a_measure(rng, document)
    lines = measure.outcome.split("\n")
    place = rng.randrange(min(4, len(lines)))
    lines[place] = change(lines[place])
    return with_measure(document, section, position, outcome="\n".join(lines))


def in_scores(rng: random.Random, document: Document, change: Callable[[re.Match[str]], str]) -> Document:
    """A change to one of the sentences about the scores of two years."""
    places = [
        (number, position)
        for number, section in enumerate(document.sections)
        for position, measure in enumerate(section.measures)
        if _SCORES.search(measure.outcome)
    ]
    number, position = rng.choice(places)
    measure = document.sections[number].measures[position]
    outcome = _SCORES.sub(change, measure.outcome, count=1)
    return with_measure(document, number, position, outcome=outcome)


# --- scores ----------------------------------------------------------------------------------------------


@plants("score-difference")
def difference(rng: random.Random, document: Document) -> Document:
    def wrong(match: re.Match[str]) -> str:
        right = Decimal(to_arabic(match["by"]))
        other = right + Decimal(rng.choice((-1, 1)) * rng.randint(2, 90)) / 100
        return match[0][: -len(match["by"])] + to_thai(f"{abs(other):.2f}" if abs(other) != right else "9.99")

    return in_scores(rng, document, wrong)


@plants("score-direction")
def direction(rng: random.Random, document: Document) -> Document:
    other = {"เพิ่มขึ้น": "ลดลง", "ลดลง": "เพิ่มขึ้น"}
    return in_scores(
        rng, document, lambda match: match[0].replace(match["word"], other.get(match["word"], "ลดลง"))
    )


@plants("score-range", "analysis")
def score_range(rng: random.Random, document: Document) -> Document:
    return with_item(
        document,
        a_row(rng, document, "ie"),
        score=None,
        score_as_written=to_thai(f"{rng.randint(101, 980)}.{rng.randint(10, 99)}"),
    )


@plants("score-conflict", "analysis")
def conflict(rng: random.Random, document: Document) -> Document:
    number = a_row(rng, document, "ie")
    item = document.analysis[number].items[0]
    score = (item.score or Decimal()) - Decimal(rng.randint(100, 900)) / 100
    again = AnalysisRow(
        issue=document.analysis[number].issue,
        items=(replace(item, score=score, score_as_written=to_thai(f"{score:.2f}")),),
        remark="ผู้ตอบเห็นว่าควรแจ้งผลให้ทราบทุกครั้ง",
    )
    rows = (*document.analysis[: number + 1], again, *document.analysis[number + 1 :])
    return replace(document, analysis=rows)


@plants("score-missing", "analysis")
def missing_score(rng: random.Random, document: Document) -> Document:
    number = a_row(rng, document, "ie")
    code = document.analysis[number].items[0].item
    items = tuple(replace(each, score=None) if each.code == code else each for each in document.result.items)
    document = replace(document, result=replace(document.result, items=items))
    return with_item(document, number, score=None, score_as_written="")


def _indicators(
    rng: random.Random, document: Document, numbers: tuple[int, ...], **changes: object
) -> Document:
    number = rng.choice(numbers)
    rows = tuple(
        replace(row, **changes) if row.no == number else row  # type: ignore[arg-type]
        for row in document.result.indicators
    )
    return replace(document, result=replace(document.result, indicators=rows))


@plants("score-mean", "analysis")
def mean(rng: random.Random, document: Document) -> Document:
    number = rng.randint(1, 5)
    score = next(row.score for row in document.result.indicators if row.no == number) or Decimal()
    changed = score + Decimal(rng.choice((-1, 1)) * rng.randint(5, 90)) / 100
    return _indicators(rng, document, (number,), score=changed)


@plants("score-total", "analysis")
def total(rng: random.Random, document: Document) -> Document:
    value = (document.result.total or Decimal()) - Decimal(rng.randint(10, 300)) / 100
    return replace(document, result=replace(document.result, total=value))


@plants("level", "analysis")
def level(rng: random.Random, document: Document) -> Document:
    wrong = rng.choice(("ต้องปรับปรุง", "ต้องปรับปรุงโดยด่วน"))
    return _indicators(rng, document, tuple(range(1, 11)), level_as_written=wrong)


@plants("score-reason", "analysis")
def reason(rng: random.Random, document: Document) -> Document:
    number = a_row(rng, document, "O")
    changed = with_item(document, number, score=Decimal(0), score_as_written="๐.๐๐")
    code = changed.analysis[number].items[0].item
    items = tuple(
        replace(each, score=Decimal(0)) if each.code == code else each for each in changed.result.items
    )
    changed = replace(changed, result=replace(changed.result, items=items))
    if number and changed.analysis[number - 1].issue == changed.analysis[number].issue:
        changed = with_row(changed, number - 1, remark="ได้คะแนนเต็ม ๑๐๐ จึงควรรักษามาตรฐานไว้")
    return with_row(changed, number, remark="")


@plants("score-remark", "analysis")
def remark(rng: random.Random, document: Document) -> Document:
    return with_row(
        document, a_row(rng, document, "O"), remark="ไม่ครบองค์ประกอบด้านข้อมูล ไม่ปรากฏวันที่เริ่มและสิ้นสุดของโครงการ"
    )


# --- items, issues, components ---------------------------------------------------------------------------


@plants("item-code")
def item_code(rng: random.Random, document: Document) -> Document:
    return in_outcome(
        rng, document, lambda line: f"{line} ITA ปี ๒๕๖๘ ข้อ O{to_thai(str(rng.randint(36, 43)))}"
    )


@plants("item-title", "analysis")
def item_title(rng: random.Random, document: Document) -> Document:
    number = a_row(rng, document, "O")
    others = [row.items[0].title_as_written for row in document.analysis if row.items[0].item.startswith("O")]
    own = document.analysis[number].items[0].title_as_written
    far = [title for title in others if title[:12] != own[:12]]
    return with_item(document, number, title_as_written=rng.choice(far))


@plants("issue-missing")
def issue_missing(rng: random.Random, document: Document) -> Document:
    number = rng.randrange(7)
    return replace(document, sections=document.sections[:number] + document.sections[number + 1 :])


@plants("issue-title")
def issue_title(rng: random.Random, document: Document) -> Document:
    one, other = rng.sample(range(7), 2)
    return with_section(document, one, heading_as_written=document.sections[other].title)


@plants("issue-number")
def issue_number(rng: random.Random, document: Document) -> Document:
    one, other = rng.sample(range(7), 2)
    return with_section(document, one, number_as_written=f"ประเด็นที่ {to_thai(str(other + 1))}")


@plants("component-missing")
def component(rng: random.Random, document: Document) -> Document:
    section, position, _measure = a_measure(rng, document)
    return with_measure(document, section, position, **{rng.choice(("output", "outcome", "title")): ""})


@plants("measure-title")
def measure_title(rng: random.Random, document: Document) -> Document:
    section, position, _measure = a_measure(rng, document)
    return with_measure(document, section, position, title=document.sections[section].title)


@plants("measure-outcomes")
def outcomes(rng: random.Random, document: Document) -> Document:
    section, position, measure = a_measure(rng, document)
    kept = measure.outcome.split("\n")[: rng.randint(2, 3)]
    return with_measure(document, section, position, outcome="\n".join(kept))


@plants("outcome-advice")
def advice(rng: random.Random, document: Document) -> Document:
    section, position, _measure = a_measure(rng, document)
    text = rng.choice(
        ("ควรจัดอบรมให้ความรู้แก่บุคลากรทุกกอง", "ควรเพิ่มช่องทางรับฟังความคิดเห็นของประชาชน", "ควรกำชับเจ้าหน้าที่ให้ถือปฏิบัติ")
    )
    return with_measure(document, section, position, outcome=text)


@plants("outcome-output")
def only_made(rng: random.Random, document: Document) -> Document:
    section, position, _measure = a_measure(rng, document)
    text = f"มี{rng.choice(('คู่มือปฏิบัติงาน', 'ประกาศขั้นตอน', 'แผนผังขั้นตอน'))} จำนวน {to_thai(str(rng.randint(2, 9)))} เรื่อง"
    return with_measure(document, section, position, outcome=text)


# --- names, periods, links, personal data ----------------------------------------------------------------


@plants("agency")
def agency(rng: random.Random, document: Document) -> Document:
    other = rng.choice(
        (
            "เทศบาลตำบลหนองบัวแดง",
            "องค์การบริหารส่วนตำบลดอนกลาง",
            "อบต.ท่าข้าม",
            "เทศบาลเมืองสระแก้ว",
            "สำนักงาน***",
            "เทศบาลตำบล……",
        )
    )
    return in_outcome(rng, document, lambda line: f"{line} โดย{other}")


@plants("agency-name")
def agency_name(rng: random.Random, document: Document) -> Document:
    place = rng.randrange(4, len(PLACE.name) - 1)
    wrong = PLACE.name[:place] + PLACE.name[place + 1 :]
    return in_outcome(rng, document, lambda line: f"{line} ของเทศบาลตำบล{wrong}")


@plants("period-outside")
def period_outside(rng: random.Random, document: Document) -> Document:
    section, position, _measure = a_measure(rng, document)
    text = rng.choice(
        ("๑ ต.ค. ๖๕ – ๓๐ ก.ย. ๖๖", "ต.ค. ๒๕๖๖ – ก.ย. ๒๕๖๗", "ปีงบประมาณ พ.ศ. ๒๕๖๖", "มกราคม – มีนาคม ๒๕๖๙")
    )
    return with_measure(document, section, position, period=parse_period(text, document.action_year))


@plants("period-order")
def period_order(rng: random.Random, document: Document) -> Document:
    section, position, _measure = a_measure(rng, document)
    text = rng.choice(("กันยายน ๒๕๖๘ – ตุลาคม ๒๕๖๗", "๓๐ ก.ย. ๖๘ – ๑ ต.ค. ๖๗", "มีนาคม ๒๕๖๘ – มกราคม ๒๕๖๘"))
    return with_measure(document, section, position, period=parse_period(text, document.action_year))


@plants("link-insecure")
def link_insecure(rng: random.Random, document: Document) -> Document:
    section, position, _measure = a_measure(rng, document)
    wrong = Evidence("ภาพถ่ายกิจกรรม", f"{WEBSITE.replace('https', 'http')}/{rng.randrange(999)}", public=True)
    return with_measure(document, section, position, evidence=(wrong,))


@plants("personal-data")
def personal(rng: random.Random, document: Document) -> Document:
    digits = [rng.randint(1, 8), *(rng.randint(0, 9) for _ in range(11))]
    check = (11 - sum(digit * (13 - place) for place, digit in enumerate(digits)) % 11) % 10
    number = "".join(map(str, (*digits, check)))
    return in_outcome(rng, document, lambda line: f"{line} ({number})")


# --- texts -----------------------------------------------------------------------------------------------


@plants("text-spacing")
def spacing(rng: random.Random, document: Document) -> Document:
    broken = rng.choice(
        ("ดำเนิ นการ", "หน่ว ยงาน", "ประชา ชน", "งบประ มาณ", "ทุจ ริต", "ความ โปร่งใส", "ผู้ รับบริการ", "ระเ บียบ", "เว็บไซ ต์",
         "พั สดุ", "เเละ", "วิธีิการ", "เพิ่่ม", "กิจก รรม", "ตรวจส อบ", "ประ ชาสัมพันธ์", "เจ้าห น้าที่", "คุณธร รม")
    )  # fmt: skip
    return in_outcome(rng, document, lambda line: f"{line} จาก{broken}เดิม")


@plants("text-digits")
def digits(rng: random.Random, document: Document) -> Document:
    def mixed(line: str) -> str:
        number = f"{rng.randint(1000, 9999)}"
        place = rng.randrange(1, 4)
        return f"{line} รวม {to_thai(number[:place])}{number[place:]} บาท"

    return in_outcome(rng, document, mixed)


@plants("text-cut")
def cut(rng: random.Random, document: Document) -> Document:
    section, position, measure = a_measure(rng, document)
    ending = rng.choice(
        ("ทำให้ประชาชนได้รับความสะดวกและ", "เผยแพร่ผ่านช่องทางต่าง ๆ ได้แก่", "ลดการใช้ดุลยพินิจของ", "เผยแพร่ทางสื่อประชาสัม",
         "ตามพระราชบัญ", "เพื่อป้องกันการทุจ", "เพิ่มความเชื่อมั่นในหน่วยง", "ผ่านสื่อออนไลน์ (เว็บไซต์")
    )  # fmt: skip
    lines = measure.outcome.split("\n")
    lines[-1] = f"{lines[-1]} {ending}"
    return with_measure(document, section, position, outcome="\n".join(lines))


@plants("text-numbering")
def numbering(rng: random.Random, document: Document) -> Document:
    section, position, measure = a_measure(rng, document)
    lines = measure.procedure.split("\n")
    number = rng.randrange(1, len(lines))
    wrong = rng.choice((number + 2, number)) if number + 2 <= 9 else number
    lines[number] = THAI_DIGITS[wrong] + lines[number][1:]
    return with_measure(document, section, position, procedure="\n".join(lines))


@plants("text-repeated")
def repeated(rng: random.Random, document: Document) -> Document:
    if rng.random() < 0.5:
        twice = rng.choice(
            ("การทุจริตการทุจริต", "การการจัดซื้อจัดจ้าง", "และและรายงาน", "ป้องกันกันการทุจริต", "หน่วยงานหน่วยงาน")
        )
        return in_outcome(rng, document, lambda line: f"{line} ด้าน{twice}")
    first, second = rng.sample(range(len(document.sections)), 2)
    passage = plain(document.sections[first].measures[0].outcome)[3:140]
    measure = document.sections[second].measures[1]
    return with_measure(document, second, 1, outcome=f"{measure.outcome} {passage}")


@plants("text-spelling")
def misspelt(rng: random.Random, document: Document) -> Document:
    wrong = rng.choice(
        ("บุคคลากร", "กฏหมาย", "ตามมาตราการ", "เว็ปไซต์", "งบประมาน", "ประสิทธิภาค", "ผู้รับผิดขอบ", "การดำเนิการ", "ภาระกิจ",
         "ความโปร่งภายใน", "ประชาสัมพนธ์", "ครุภัณท์")
    )  # fmt: skip
    return in_outcome(rng, document, lambda line: f"{line} ตาม{wrong}เดิม")
