"""Mistakes of periods, years and places for the bench: planters like those of `bench.mistakes`."""

from __future__ import annotations

import random
from dataclasses import replace

from bench.mistakes import a_measure, in_outcome, plants, with_measure
from ita_portal.thai.digits import to_thai
from ita_portal.thai.periods import parse_period
from reports.document import Block, Document


def with_period(rng: random.Random, document: Document, *texts: str) -> Document:
    section, position, _measure = a_measure(rng, document)
    period = parse_period(rng.choice(texts), document.action_year)
    return with_measure(document, section, position, period=period)


@plants("period-doubled")
def doubled(rng: random.Random, document: Document) -> Document:
    return with_period(
        rng, document, "ตุลาคม ๒๕๖๗ – ถึง กันยายน ๒๕๖๘", "ต.ค. ๖๗ -ถึง ก.ย. ๖๘", "๑ ต.ค. ๖๗ ถึง - ๓๐ ก.ย. ๖๘"
    )


@plants("period-unreadable")
def unreadable(rng: random.Random, document: Document) -> Document:
    return with_period(rng, document, "ต.ค. ๒๕๖๗ พ.ย. ๒๕๖๗ ก.ย. ๒๕๖๘", "ตุลาคม ๒๕๖๗ ของกันยายน ๒๕๖๘")


@plants("period-quarter")
def quarter(rng: random.Random, document: Document) -> Document:
    return with_period(
        rng, document, f"ไตรมาสที่ {to_thai(str(rng.randint(5, 9)))}", "ไตรมาสที่ ๐", "ไตรมาสที่ ๑ - ๕"
    )


@plants("period-day")
def no_such_day(rng: random.Random, document: Document) -> Document:
    day = rng.choice(("๓๑ เมษายน ๒๕๖๘", "๓๐ กุมภาพันธ์ ๒๕๖๘", "๓๑ ก.ย. ๖๘", "31 พ.ย. 2567"))
    return in_outcome(rng, document, lambda line: f"{line} เมื่อวันที่ {day}")


@plants("period-part")
def part(rng: random.Random, document: Document) -> Document:
    section, position, measure = a_measure(rng, document)
    period = parse_period("ไตรมาสที่ ๑ - ๒", document.action_year)
    said = rng.choice(("รอบ ๑๒ เดือน", "ตลอดทั้งปี", "ไตรมาสละ ๑ ครั้ง"))
    return with_measure(document, section, position, period=period, outcome=f"{measure.outcome} {said}")


@plants("year-evidence")
def evidence(rng: random.Random, document: Document) -> Document:
    day = rng.choice(("๑๒ มกราคม ๒๕๖๙", "๕ มีนาคม ๒๕๖๗", "๑๑ ธันวาคม ๒๕๖๘", "14 ก.พ. 66"))
    return in_outcome(rng, document, lambda line: f"{line} จัดอบรมเมื่อวันที่ {day}")


@plants("year-title")
def title(rng: random.Random, document: Document) -> Document:
    year = to_thai(str(rng.choice((2564, 2565, 2566, 2571))))
    return replace(document, title=f"รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. {year}")


@plants("year-mixed")
def mixed(rng: random.Random, document: Document) -> Document:
    year = to_thai(str(rng.choice((2562, 2563, 2564, 2565))))
    return in_outcome(rng, document, lambda line: f"{line} จัดทำเอกสารประจำปีงบประมาณ พ.ศ. {year}")


@plants("year-weekend")
def weekend(rng: random.Random, document: Document) -> Document:
    day = rng.choice(("๑๗ พฤศจิกายน ๒๕๖๗", "๘ มีนาคม ๒๕๖๘", "1 มิ.ย. 2568"))
    return in_outcome(rng, document, lambda line: f"{line} ตามคำสั่ง ลงวันที่ {day}")


@plants("place")
def place(rng: random.Random, document: Document) -> Document:
    own = document.municipality
    address = rng.choice(
        (
            f"เทศบาลตำบล{own.name} อำเภอคลองท่อม จังหวัด{own.province}",
            f"เทศบาลตำบล{own.name} อำเภอ{own.district} จังหวัดกระบี่",
            f"เทศบาลตำบล{own.name} อำเภอสุวรรณภูมิ จังหวัด{own.province}",
            f"เทศบาลตำบล{own.name} อ.เมืองสรวม จ.{own.province}",
        )
    )
    return replace(document, before=(*document.before, Block(text=address)))
