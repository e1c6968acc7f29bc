"""The words and numbers that sentences about scores are made of, each with its place in the text.

Years, scores, stated differences, words of direction and item codes. What is not certainly a score of the assessment
is left out: percentages, counts, amounts of money, times, dates, targets, ranges, averages of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from assessments.scoring import Direction
from ita_portal.thai.dates import MONTH_PATTERN
from reports.checks.squeezed import GAP, Squeezed

FULL = Decimal(100)
LARGE = Decimal(30)
"""A number of points above this is rather a score than a difference, unless the sentence says so plainly."""


class Range(NamedTuple):
    """Characters `start` to `end` of the text, with exactly what stands there."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Year:
    """A named year (B.E.), or `relative` -1 for "the year before" and 0 for "this year"."""

    where: Range
    year: int | None = None
    relative: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A score. `year` is the year it belongs to, when the sentence says it or implies it."""

    where: Range
    value: Decimal
    decimals: int
    year: int | None = None
    relative: int | None = None

    @property
    def doubt(self) -> Decimal:
        """How far the exact score may lie from the written one: 0 for two decimals and for 100."""
        if self.decimals >= 2 or self.value in (0, FULL):
            return Decimal(0)
        return Decimal(5).scaleb(-self.decimals - 1)


@dataclass(frozen=True, slots=True)
class Difference:
    """A stated difference, without its sign. `percent` ones are not differences of points.

    `word` is the word of direction that belongs to it, None when a sign or nothing tells the direction.
    """

    where: Range
    value: Decimal
    decimals: int
    direction: Direction | None = None
    percent: bool = False
    about: bool = False  # said with ประมาณ, เกือบ, กว่า
    word: Range | None = None


@dataclass(frozen=True, slots=True)
class DirectionWord:
    """A word such as เพิ่มขึ้น or ลดลง; `near` tells that it stands right beside a score."""

    where: Range
    direction: Direction
    near: bool = True


# --- patterns, all over squeezed text -------------------------------------------------------------------

_NUMBER = (
    r"(?<![0-9.])(?<![0-9],(?=[0-9]{3}))(?P<number>[0-9]{1,3}(?:\.[0-9]{1,2})?)"
    r"(?![0-9]|[:/][0-9]|\.[0-9]|,[0-9]{3}(?![0-9.]))"
)
_YEAR = re.compile(
    r"(?:(?P<count>[0-9])?(?:ประจำ)?(?:ปี|รอบปี)(?:งบประมาณ|การประเมิน|พุทธศักราช)?(?:พ\.?ศ\.?)?|พ\.?ศ\.?|ITA)[(:␣]?"
    r"(?P<year>25[5-9][0-9]|[67][0-9](?![.,:/]?[0-9]))(?![0-9]|\.[0-9]|[-–—](?:พ\.?ศ\.?)?[0-9])"
)
_BARE_YEAR = re.compile(
    r"(?P<count>[(\n])(?P<year>25[5-9][0-9])(?=[):=])"
    r"|(?<![0-9/.])(?P<listed>25[5-9][0-9])(?=␣?[:=]␣?[0-9]{2,3}\.[0-9])"
)
"""A year in brackets, at the beginning of a line, or before its score: "๒๕๖๗ : ๙๒.๔๐"."""
_WHOLE_NUMBER = re.compile(r"(?:^|[^0-9.])[0-9]{1,2}$")
_MONTH_BEFORE = re.compile(rf"(?:{MONTH_PATTERN})$")
_LAW_BEFORE = re.compile(r"(?:พระราช|ระเบียบ|ประกาศ|ข้อบัญญัติ|เทศบัญญัติ|กฎหมาย|กฎ|พ\.?ร\.?บ\.?)[^0-9\n]*$")
_RELATIVE_YEAR = re.compile(
    r"(?P<before>ปี(?:งบประมาณ)?(?:ก่อน(?:หน้า)?(?:นี้)?|ที่แล้ว|ที่ผ่านมา)|จากเดิม|(?<=[กี])เดิม(?=ที่ได้|ได้|[0-9(]))"
    r"|(?P<now>ปี(?:งบประมาณ)?(?:นี้|ปัจจุบัน|ล่าสุด)|ปัจจุบัน(?=ได้|มีคะแนน|คะแนน|[0-9]{2,3}\.))"
)
_ITEM = re.compile(r"(?<![A-Za-z0-9])(?P<instrument>[iIeEoO])(?P<number>[0-9]{1,2})(?![0-9.A-Za-z])")

_UP = r"(?:เพิ่ม(?:สูง|มาก)?|สูง|มาก|ดี|พัฒนา|ขยับ(?:สูง)?)ขึ้น"
_DOWN = r"(?:ลด(?:ต่ำ|น้อย)?|ต่ำ|น้อย|ตก|ถดถอย)ลง"
_MORE, _LESS = r"(?:สูง|มาก|ดี)กว่า", r"(?:ต่ำ|น้อย)กว่า"
_SAME = r"เท่าเดิม|คงที่|คงเดิม|เท่ากัน|ไม่เปลี่ยนแปลง|ไม่มีการเปลี่ยนแปลง"
_BASE = (
    r"(?:จาก)?(?:คะแนน)?(?:ผลการประเมิน)?(?:ของ|ใน)?(?:(?:ITA)?(?:ปี|รอบปี)(?:งบประมาณ)?(?:พ\.?ศ\.?)?␣?(?:25[0-9]{2}|[67][0-9])"
    r"|ปี(?:งบประมาณ)?(?:ก่อน(?:หน้า)?(?:นี้)?|ที่แล้ว|ที่ผ่านมา)|เดิม|ครั้งก่อน)"
)
_FILLER = (
    r"(?P<filler>(?:คะแนน(?:เฉลี่ย)?|เฉลี่ย|จำนวน|คิดเป็น|เป็นจำนวน|อยู่ที่|อยู่|ถึง|เพียง|อีก|เท่ากับ|ที่|ประมาณ|ราว|เกือบ|กว่า|"
    rf"ร้อยละ|[=:(\"“]|{GAP})*)"
)
_DIFFERENCE = re.compile(
    rf"(?<!ไม่)(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<more>{_MORE})(?={_BASE})|(?P<less>{_LESS})(?={_BASE})"
    rf"|(?P<add>เพิ่ม)|(?P<cut>ลด)|(?P<neutral>(?:ผลต่าง|ส่วนต่าง|(?:แตก)?ต่างกัน|ห่างกัน|ต่างจากเดิม|เปลี่ยนแปลง(?:ไป)?)))"
    rf"(?P<base>{_BASE})?{_FILLER}[-−–+＋]?{_NUMBER}"
)
_SIGNED = re.compile(rf"(?:(?P<plus>\(?[+＋])|(?P<minus>\([-−–])){_NUMBER}(?:คะแนน)?\)?")
_FROM_NUMBER = r"(?=จาก(?:เดิม)?(?:คะแนน)?(?:[0-9]{1,3}\.[0-9]|(?:ของ|ใน)?ปี))"
_DIRECTION = re.compile(
    rf"(?<!ไม่)(?:(?P<up>{_UP}|เพิ่ม{_FROM_NUMBER}|{_MORE}(?={_BASE}))"
    rf"|(?P<down>{_DOWN}|ลด{_FROM_NUMBER}|{_LESS}(?={_BASE}))|(?P<same>{_SAME}))"
)
_ABOUT = re.compile(r"ประมาณ|ราว|เกือบ|กว่า")

_OTHER_UNIT = re.compile(
    r"[\")”]?(?:%|％|เปอร์เซ็น|บาท|ล้าน|แสน|หมื่น|พัน|น\.|นาฬิกา|ชั่วโมง|ชม\.|นาที|กิโล|กม\.|กก\.|เมตร|ตร\.|ตาราง|ไร่|ลิตร|ตัน(?![ก-ฮ])|เท่า(?!กับ|กัน|เดิม))"
)
_OF_COUNTS = re.compile(
    r"(?:คน|ราย(?!ละเอียด|งาน|ชื่อ|ได้)|เรื่อง(?!ร้อง)|ครั้ง|งาน|โครงการ|รายการ|วัน|เดือน|ฉบับ|แห่ง|ข้อ|กิจกรรม)"
)
_SCORE_BEFORE = re.compile(
    r"(?:คะแนน(?:เฉลี่ย|รวม|ประเมิน|ผล|ITA)*(?:ที่)?(?:ได้(?:รับ)?|เท่ากับ|คือ|อยู่ที่|เป็น|มา|ร่วง)*"
    r"|ได้(?:รับ)?(?:ผล)?(?:ค่า)?(?:คะแนน)?(?:เต็ม|เฉลี่ย|รวม|เท่ากับ|ร้อยละ)*|เท่ากับ|อยู่ที่|จาก(?:เดิม)?|เหลือ|เป็น|=|:)[:=(\"“]*$"
)
_AND_SCORE = re.compile(rf"[0-9)](?:คะแนน)?(?:และ|กับ|,|เป็น|{GAP})$")
_LATE_DIFFERENCE = re.compile(rf"(?:อยู่|เป็นจำนวน|จำนวน|คิดเป็น|ถึง|[0-9](?:คะแนน){GAP}?หรือ)$")
"""Before the number in "ลดลงจาก ๙๕.๐๐ คะแนนในปี ๒๕๖๗ อยู่ ๐.๙๙ คะแนน"."""
_NO_SCORE_BEFORE = re.compile(
    r"(?:(?<!คะแนน)(?<!คะแนนเฉลี่ย)ร้อยละ|ไม่น้อยกว่า|ไม่ต่ำกว่า|ไม่เกิน|ตั้งแต่|เป้าหมาย|เกณฑ์|ระหว่าง|น้ำหนัก|ขั้นต่ำ|ค่าเฉลี่ย(?:ของ)?(?:ทั้ง)?(?:ประเทศ|จังหวัด|อำเภอ|ภาค)|ระดับประเทศ)"
    r"[^0-9\n]{0,12}$|กว่า[^0-9\n]{0,2}$|(?<!ได้)(?<!ได้รับ)คะแนนเต็ม[^0-9\n]{0,6}$|(?<!คะแนน)(?<!ได้)เต็ม[^0-9\n]{0,6}$"
)
_OUT_OF_BEFORE = re.compile(rf"[0-9](?:คะแนน)?{GAP}?จาก(?:คะแนนเต็ม|เต็ม|ทั้งหมด|ทั้งสิ้น)?{GAP}?$")
"""Before the number in "๑๗.๘ จาก ๒๐ คะแนน": what could be had, not what was had before."""
_INSTRUMENT_BEFORE = re.compile(r"(?<![A-Za-z])[IEO]IT[):=␣]*$")
_WEIGHTS = ("30.00", "40.00", "30.0", "40.0")
_PERCENT_OF_ITA = re.compile(
    r"(?:ITA|[IEO]IT|ตัวชี้วัดที่[0-9]{1,2}|ข้อ[ieoIEO][0-9]{1,2})(?![A-Za-z])[^\n%]*"
    r"(?:ได้(?:รับ)?|คะแนน(?:เฉลี่ย)?|จาก(?:เดิม)?|เป็น|เหลือ)ร้อยละ␣?$"
)
"""Results are also written in percent: "แบบวัด EIT ปี ๒๕๖๗ ได้ร้อยละ ๙๒.๔๐"."""
_PERCENT_OF_OTHERS = re.compile(
    r"(?:ผู้|ประชาชน|โครงการ|งบ|เบิกจ่าย|พึงพอใจ|เป้าหมาย|เกณฑ์|ไม่น้อยกว่า|ไม่ต่ำกว่า|ค่าเฉลี่ย)[^\n]*$"
)
_HOUR_BEFORE = re.compile(r"(?:^|[^0-9])[0-9]{1,2}:$")
_RANGE_BEFORE = re.compile(rf"[0-9][{GAP}]?[-–—][{GAP}]?$")
_RANGE_AFTER = re.compile(rf"(?:คะแนน)?[{GAP}]?(?:[-–—]|ถึง)[{GAP}]?[0-9]|(?:คะแนน)?ขึ้นไป")


# --- finding them ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Event:
    start: int
    end: int
    what: Year | Score | Difference | DirectionWord | str


def find_events(source: Squeezed) -> list[Event]:
    differences = list(_differences(source))
    taken = _places(differences)
    years = [event for event in _years(source) if event.start not in taken]
    taken |= _places(years)
    scores = list(_scores(source, years, taken))
    directions = [event for event in _directions(source) if event.start not in taken]
    items = [
        Event(match.start(), match.end(), match["instrument"].lower() + str(int(match["number"])))
        for match in _ITEM.finditer(source.squeezed)
    ]
    return sorted([*differences, *years, *scores, *directions, *items], key=lambda event: event.start)


def _places(events: list[Event]) -> set[int]:
    return {place for event in events for place in range(event.start, event.end)}


def place_of(source: Squeezed, start: int, end: int) -> Range:
    first, last = source.span(start, end)
    return Range(first, last, source.original[first:last])


def _years(source: Squeezed) -> Iterator[Event]:
    text = source.squeezed
    for match in (*_YEAR.finditer(text), *_BARE_YEAR.finditer(text)):
        before = text[max(0, match.start() - 40) : match.start()]
        written = match["year"] or match["listed"]
        if _MONTH_BEFORE.search(before) or (match[0].startswith("พ") and _LAW_BEFORE.search(before)):
            continue
        if len(written) == 2 and match["count"] and _WHOLE_NUMBER.search(before + match["count"]):
            continue  # "แผน ๕ ปี ๖๖ โครงการ"
        year = int(written) if len(written) == 4 else 2500 + int(written)
        place = place_of(source, *match.span("year" if match["year"] else "listed"))
        yield Event(match.start(), match.end(), Year(place, year))
    for match in _RELATIVE_YEAR.finditer(text):
        place = place_of(source, match.start(), match.end())
        yield Event(match.start(), match.end(), Year(place, relative=-1 if match["before"] else 0))


def _differences(source: Squeezed) -> Iterator[Event]:
    text = source.squeezed
    for match in _DIFFERENCE.finditer(text):
        after = text[match.end() : match.end() + 24]
        number = match["number"]
        in_points = after.startswith("คะแนน")
        percent = "ร้อยละ" in match["filler"] or after.startswith(("%", "เปอร์เซ็น"))
        if not percent and (_OTHER_UNIT.match(after) or ("." not in number and not in_points)):
            continue
        if Decimal(number) > FULL or _is_base_score(text, match):
            continue
        if (match["add"] or match["cut"]) and not in_points:
            continue
        yield Event(match.start(), match.end(), _difference(source, match, percent=percent))
    for match in _SIGNED.finditer(text):
        if not match["plus"] and not match[0].endswith(")"):
            continue
        if _OTHER_UNIT.match(text[match.end() : match.end() + 24]) or "." not in match["number"]:
            continue
        yield Event(match.start(), match.end(), _difference(source, match, percent=False))


def _is_base_score(text: str, match: re.Match[str]) -> bool:
    """Whether the number after a word of direction is the score compared with, not the difference.

    "เพิ่มขึ้นจากเดิม ๙๒.๔๐ เป็น ๙๔.๐๑", "สูงกว่าปี ๒๕๖๗ (๙๒.๔๐ คะแนน)", "เพิ่มขึ้นจากปีก่อน (๙๒.๔๐) อยู่ ๑.๖๑ คะแนน".
    """
    after = text[match.end() : match.end() + 40]
    if re.match(r"(?:คะแนน)?[)\]]?(?:มา|ไป)?เป็น[0-9]", after):
        return True
    large = Decimal(match["number"]) > LARGE
    if "ที่" in match["filler"] and large:
        return True
    if not match["base"] or "(" not in match["filler"]:
        return False
    return large or bool(re.match(r"(?:คะแนน)?\)(?:อยู่|เป็นจำนวน|จำนวน|คิดเป็น|ถึง)[0-9]", after))


def _difference(source: Squeezed, match: re.Match[str], *, percent: bool) -> Difference:
    groups = match.groupdict()
    number = match["number"]
    told = next((name for name in ("up", "down", "more", "less", "add", "cut") if groups.get(name)), None)
    up = any(groups.get(name) for name in ("up", "more", "add", "plus"))
    down = any(groups.get(name) for name in ("down", "less", "cut", "minus"))
    return Difference(
        place_of(source, match.start("number"), match.end("number")),
        Decimal(number),
        _decimals(number),
        Direction.UP if up else Direction.DOWN if down else None,
        percent=percent,
        about=bool(_ABOUT.search(groups.get("filler") or "")),
        word=place_of(source, *match.span(told)) if told else None,
    )


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _directions(source: Squeezed) -> Iterator[Event]:
    for match in _DIRECTION.finditer(source.squeezed):
        direction = Direction.UP if match["up"] else Direction.DOWN if match["down"] else Direction.SAME
        place = place_of(source, match.start(), match.end())
        yield Event(match.start(), match.end(), DirectionWord(place, direction))


_BARE_NUMBER = re.compile(_NUMBER)


def _scores(source: Squeezed, years: list[Event], taken: set[int]) -> Iterator[Event]:
    text = source.squeezed
    year_ends = {event.end for event in years}
    score_end = -1
    for match in _BARE_NUMBER.finditer(text):
        start, end = match.span()
        number = match["number"]
        if start in taken or Decimal(number) > FULL:
            continue
        if "." not in number and _HOUR_BEFORE.search(text[max(0, start - 4) : start]):
            continue
        before, after = text[max(0, start - 40) : start], text[end : end + 24]
        if _OTHER_UNIT.match(after) or _RANGE_AFTER.match(after) or _RANGE_BEFORE.search(before):
            continue
        if "." not in number and _OUT_OF_BEFORE.search(before):
            continue
        in_percent = "." in number and _is_percent_of_ita(text[max(0, start - 120) : start])
        if not in_percent and _NO_SCORE_BEFORE.search(before):
            continue
        bare = before.removesuffix("คือ").rstrip(f"():=-–{GAP}")
        beside_year = start - len(before) + len(bare) in year_ends
        listed = start - score_end <= 12 and bool(_AND_SCORE.search(before))
        named = bool(_SCORE_BEFORE.search(before))
        in_points = after.startswith("คะแนน") and not after.startswith("คะแนนเต็ม")
        if "." not in number:
            certain = (named or beside_year) and (in_points or number == "100")
        else:
            of_instrument = bool(_INSTRUMENT_BEFORE.search(before)) and number not in _WEIGHTS
            certain = named or beside_year or listed or in_points or in_percent or of_instrument
        if not certain or ("." not in number and _OF_COUNTS.match(after)):
            continue
        value = Decimal(number)
        if in_points and _is_late_difference(text, start, value, adjacent=score_end == start):
            yield Event(start, end, _difference(source, match, percent=False))
            continue
        score_end = end + len("คะแนน") if in_points else end
        yield Event(start, end, Score(place_of(source, start, end), value, _decimals(number)))


def _is_percent_of_ita(before: str) -> bool:
    return bool(_PERCENT_OF_ITA.search(before)) and not _PERCENT_OF_OTHERS.search(before)


def _is_late_difference(text: str, start: int, value: Decimal, *, adjacent: bool) -> bool:
    """Whether a number of points is the difference named after the base it is counted from."""
    before = text[max(0, start - 80) : start]
    if not adjacent and not _LATE_DIFFERENCE.search(before):
        return False
    return value < LARGE or bool(re.search(rf"(?:{_UP}|{_DOWN}|{_MORE}|{_LESS})[^\n]*[0-9][^\n]*$", before))
