"""The period in which a measure runs, as typed beside the days it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ita_portal.thai.dates import (
    ERA_OFFSET,
    MONTH_NAMES,
    MONTH_PATTERN,
    MONTHS,
    YEAR_PATTERN,
    fiscal_year_range,
    format_date,
    full_year,
    make_date,
    month_range,
    quarter_range,
    round_range,
    year_digits,
)
from ita_portal.thai.digits import Digits, in_digits, to_arabic

Style = Literal["dates", "months", "quarters", "year", "text"]
Range = tuple[date | None, date | None]


@dataclass(frozen=True)
class Period:
    """When something is done. `text` is what was typed and what is printed.

    `start` and `end` are inclusive and None where the text does not say: "ภายในเดือนมีนาคม ๒๕๖๘" has only
    an end, "ตั้งแต่ ... เป็นต้นไป" only a start, quarters without a known fiscal year have neither.
    `style` says how it was meant; "text" is anything that is no range ("ไตรมาสละ ๑ ครั้ง", "ทุกเดือน").
    """

    text: str
    start: date | None = None
    end: date | None = None
    style: Style = "text"


def parse_period(text: str, fiscal_year: int | None = None) -> Period:
    """Read a period; what cannot be read is a period of style "text". Never raises.

    `fiscal_year` (Buddhist era) supplies the year where the text has none: October to December then
    belong to the calendar year before it. A year written only once belongs to the month beside it;
    the other month takes the year that makes the range shortest: "ต.ค. - มี.ค. ๖๘" starts in 2567.
    """
    if len(text) > 300:
        return Period(text)
    bare = _squeeze(text)
    return _read(text, bare, fiscal_year) or _read(text, _REMARK.sub("", bare), fiscal_year) or Period(text)


def is_list_of_periods(text: str, fiscal_year: int | None = None) -> bool:
    """Whether a text names several spans or months that can all be read: "รอบที่ ๑ (…) และรอบที่ ๒ (…)", "ก.พ. และ ส.ค."

    The first and the last month of a fiscal year are none: "ต.ค. ๖๗ และ ก.ย. ๖๘" may well mean all between.
    """
    parts = [part for part in _PARTS.split(_OF_THE_YEAR.sub("", text)) if part.strip(" :")]
    periods = [parse_period(part, fiscal_year) for part in parts]
    if len(periods) < 2 or any(each.style == "text" for each in periods):
        return False
    ends = [each.start.month for each in periods if each.start and each.style == "months"]
    return any(_TO.search(part) for part in parts) or ends != [10, 9]


def format_period(period: Period, digits: Digits = "arabic") -> str:
    """Write the words for a period picked in a form. `parse_period` reads them back to the same range.

    Without a range, or with one that its style cannot express, this is the text itself or the days.
    """
    start, end = period.start, period.end
    by_month = period.style in ("months", "quarters")
    if period.style == "text" or (start is None and end is None):
        return period.text
    if start is None:
        words = _until_words(end, by_month) if end else ""
    elif end is None:
        words = _since_words(start, by_month)
    else:
        writer = {"year": _year_words, "quarters": _quarter_words, "months": _month_words}.get(period.style)
        words = (writer(start, end) if writer else None) or _date_words(start, end)
    return in_digits(words, digits)


# --- reading -------------------------------------------------------------------------------------------

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]+")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])\s+(?=[0-9])")
_TO = re.compile(r"(?:[-‐-―−~]+(?:ไป)?(?:จน)?(?:ถึง)?|(?:ไป)?(?:จน)?ถึง)[-‐-―−~]*")
_PARTS = re.compile(r"และ|[,;\n()]|รอบ(?:ที่)?\s*[0-9๐-๙]{1,2}(?![0-9๐-๙])")
_OF_THE_YEAR = re.compile(r"\s*(?:ของ|ใน)(?:แต่ละ|ทุก)?ปี(?:งบประมาณ)?\s*$")
_REMARK = re.compile(r"\([^()]*\)$")
_LEAD = re.compile(
    r"(?:ระยะเวลา)?(?:ใน)?(?:การ)?(?:ดำเนินการ|ดำเนินงาน)?(?:อย่าง)?(?:ต่อเนื่อง)?:?"
    r"(?:(?P<until>ภายใน|ไม่เกิน|ก่อนสิ้น)|(?P<since>ตั้งแต่|เริ่ม)|(?P<between>(?:ใน)?ระหว่าง)|(?:ใน)?ช่วง|ประจำ|ใน)?"
)
_YEAR_ALONE = re.compile(
    r"(?:(?:ตลอด(?:ทั้ง)?|ทั้ง)?(?:ประจำ)?ปี(?:งบประมาณ)?(?:ฯ)?(?:พ\.?ศ\.?)?|พ\.?ศ\.?)(?P<year>[0-9]{4}|[0-9]{2})"
    r"(?:-(?:ปี(?:งบประมาณ)?(?:ฯ)?)?(?:พ\.?ศ\.?)?(?P<last>[0-9]{4}|[0-9]{2}))?"
)
_WHOLE_YEAR = re.compile(r"(?:ตลอด(?:ทั้ง)?|ทั้ง)ปี(?:งบประมาณ)?(?:ฯ)?")
_FISCAL = r"(?:(?:/|ของ|ใน|แห่ง)?(?:ประจำ)?(?:ปี)?(?:งบประมาณ)?(?:ฯ)?(?:พ\.?ศ\.?)?(?P<year>[0-9]{4}|[0-9]{2}))?"
_ROUND = re.compile(r"รอบ(?:ระยะเวลา)?(?:ที่[12])?\(?(?P<months>6|12)เดือน\)?(?P<half>แรก|หลัง)?" + _FISCAL)
_QUARTERS = re.compile(
    r"ไตรมาส(?:ที่)?(?P<first>[1-4])(?:(?:-|,|และ)(?:ไตรมาส)?(?:ที่)?(?P<last>[1-4]))?(?![0-9])" + _FISCAL
)
_MONTH1 = rf"(?:เดือน)?(?P<month1>{MONTH_PATTERN}),?(?P<year1>{YEAR_PATTERN})?"
_MONTH2 = rf"(?:เดือน)?(?P<month2>{MONTH_PATTERN}),?(?P<year2>{YEAR_PATTERN})?"
_DAY1 = r"(?:วันที่|วัน)?(?P<day1>[0-9]{1,2})"
_DAY2 = r"(?:วันที่|วัน)?(?P<day2>[0-9]{1,2})"
_MONTHS = re.compile(rf"{_MONTH1}(?:-{_MONTH2})?")
_DATES = re.compile(rf"{_DAY1}{_MONTH1}(?:-{_DAY2}{_MONTH2})?")
_DAYS = re.compile(rf"{_DAY1}-{_DAY2}{_MONTH2}")
_SLASHED1 = r"(?:วันที่)?(?P<day1>[0-9]{1,2})/(?P<month1>[0-9]{1,2})/(?P<year1>[0-9]{4}|[0-9]{2})"
_SLASHED2 = r"(?:วันที่)?(?P<day2>[0-9]{1,2})/(?P<month2>[0-9]{1,2})/(?P<year2>[0-9]{4}|[0-9]{2})"
_NUMERIC = re.compile(rf"{_SLASHED1}(?:-{_SLASHED2})?")


def _squeeze(text: str) -> str:
    """Arabic digits, no white space, "-" for every dash and ถึง; numbers that stood apart stay apart."""
    bare = _BETWEEN_DIGITS.sub("␣", _INVISIBLE.sub("", to_arabic(text)).strip())
    return _TO.sub("-", re.sub(r"\s+", "", bare))


def _read(text: str, bare: str, fiscal_year: int | None) -> Period | None:
    lead = _LEAD.match(bare)
    if lead is None:  # never: every part of it is optional
        return None
    body = bare[lead.end() :]
    if lead["between"]:
        body = body.replace("และ", "-", 1)
    open_end = body.endswith("เป็นต้นไป") or (lead["since"] is not None and "-" not in body)
    body = body.removesuffix("เป็นต้นไป")
    for read in (_year, _round, _quarters, _months, _dates):
        if (found := read(body, fiscal_year)) is not None:
            style, (start, end) = found
            if start and end and start > end:
                return None
            if lead["until"] and style != "year":
                start = None
            return Period(text, start, None if open_end else end, style)
    return None


def _year(body: str, fiscal_year: int | None) -> tuple[Style, Range] | None:
    if _WHOLE_YEAR.fullmatch(body):
        return "year", fiscal_year_range(fiscal_year) if fiscal_year else (None, None)
    match = _YEAR_ALONE.fullmatch(body)
    if match is None or (year := _known_year(match["year"])) is None:
        return None
    last = _known_year(match["last"]) if match["last"] else year
    if last is None:
        return None
    return "year", (fiscal_year_range(year)[0], fiscal_year_range(last)[1])


def _round(body: str, fiscal_year: int | None) -> tuple[Style, Range] | None:
    match = _ROUND.fullmatch(body)
    if match is None or (match["half"] and match["months"] == "12"):
        return None
    year = _known_year(match["year"]) if match["year"] else fiscal_year
    style: Style = "months" if match["months"] == "6" else "year"
    if year is None:
        return style, (None, None)
    if match["half"] == "หลัง":
        return style, (quarter_range(year, 3)[0], quarter_range(year, 4)[1])
    return style, round_range(year, int(match["months"]))


def _quarters(body: str, fiscal_year: int | None) -> tuple[Style, Range] | None:
    match = _QUARTERS.fullmatch(body)
    if match is None:
        return None
    first, last = int(match["first"]), int(match["last"] or match["first"])
    year = _known_year(match["year"]) if match["year"] else fiscal_year
    if last < first:
        return None
    if year is None:
        return "quarters", (None, None)
    return "quarters", (quarter_range(year, first)[0], quarter_range(year, last)[1])


def _months(body: str, fiscal_year: int | None) -> tuple[Style, Range] | None:
    match = _MONTHS.fullmatch(body)
    if match is None:
        return None
    first = MONTH_NAMES[match["month1"]]
    last = MONTH_NAMES[match["month2"]] if match["month2"] else first
    written = match["year2"] if match["month2"] else match["year1"]
    years = _years(match["year1"], written, (first, 1), (last, 1), fiscal_year)
    if years is None:
        return "months", (None, None)
    return "months", (month_range(years[0], first)[0], month_range(years[1], last)[1])


def _dates(body: str, fiscal_year: int | None) -> tuple[Style, Range] | None:
    if match := _NUMERIC.fullmatch(body):
        start = make_date(match["year1"], int(match["month1"]), int(match["day1"]))
        end = make_date(match["year2"], int(match["month2"]), int(match["day2"])) if match["day2"] else start
        return ("dates", (start, end)) if start and end else None
    if match := _DAYS.fullmatch(body):
        day1, month1, year1 = int(match["day1"]), MONTH_NAMES[match["month2"]], match["year2"]
    elif match := _DATES.fullmatch(body):
        day1, month1, year1 = int(match["day1"]), MONTH_NAMES[match["month1"]], match["year1"]
    else:
        return None
    day2, month2, year2 = day1, month1, year1
    if match["day2"]:
        day2, month2, year2 = int(match["day2"]), MONTH_NAMES[match["month2"]], match["year2"]
    years = _years(year1, year2, (month1, day1), (month2, day2), fiscal_year)
    if years is None:
        possible = make_date(2567, month1, day1) and make_date(2567, month2, day2)
        return ("dates", (None, None)) if possible else None
    start, end = make_date(years[0], month1, day1), make_date(years[1], month2, day2)
    return ("dates", (start, end)) if start and end else None


def _years(
    written1: str | None,
    written2: str | None,
    first: tuple[int, int],
    last: tuple[int, int],
    fiscal_year: int | None,
) -> tuple[int, int] | None:
    """Calendar years (B.E.) of the two ends, given as (month, day); None when nothing tells them."""
    year1 = _known_year(year_digits(written1)) if written1 else None
    year2 = _known_year(year_digits(written2)) if written2 else None
    if year1 and year2:
        return year1, year2
    if year2:
        return (year2 if first <= last else year2 - 1), year2
    if year1:
        return year1, (year1 if first <= last else year1 + 1)
    if fiscal_year is None:
        return None
    return fiscal_year - (first[0] >= 10), fiscal_year - (last[0] >= 10)


def _known_year(written: str) -> int | None:
    try:
        return full_year(written)
    except ValueError:
        return None


# --- writing -------------------------------------------------------------------------------------------


def _until_words(end: date, by_month: bool) -> str:
    if by_month and end == month_range(end.year + ERA_OFFSET, end.month)[1]:
        return f"ภายในเดือน{_month_year(end)}"
    return f"ภายในวันที่ {format_date(end)}"


def _since_words(start: date, by_month: bool) -> str:
    if by_month and start.day == 1:
        return f"ตั้งแต่เดือน{_month_year(start)} เป็นต้นไป"
    return f"ตั้งแต่วันที่ {format_date(start)} เป็นต้นไป"


def _year_words(start: date, end: date) -> str | None:
    first, last = end.year + ERA_OFFSET, start.year + ERA_OFFSET + 1
    if (start, end) == fiscal_year_range(first):
        return f"ปีงบประมาณ พ.ศ. {first}"
    if start == fiscal_year_range(last)[0] and end == fiscal_year_range(first)[1]:
        return f"ปีงบประมาณ พ.ศ. {last} - {first}"
    return None


def _quarter_words(start: date, end: date) -> str | None:
    for year in (end.year + ERA_OFFSET, end.year + ERA_OFFSET + 1):
        quarters = [quarter_range(year, quarter) for quarter in (1, 2, 3, 4)]
        first = next((number for number, days in enumerate(quarters, 1) if days[0] == start), None)
        last = next((number for number, days in enumerate(quarters, 1) if days[1] == end), None)
        if first and last:
            span = f"{first}" if first == last else f"{first} - {last}"
            return f"ไตรมาสที่ {span} ปีงบประมาณ พ.ศ. {year}"
    return None


def _month_words(start: date, end: date) -> str | None:
    if start.day != 1 or end != month_range(end.year + ERA_OFFSET, end.month)[1]:
        return None
    if (start.year, start.month) == (end.year, end.month):
        return _month_year(start)
    if start.year == end.year:
        return f"{MONTHS[start.month]} - {_month_year(end)}"
    return f"{_month_year(start)} - {_month_year(end)}"


def _date_words(start: date, end: date) -> str:
    return format_date(start) if start == end else f"{format_date(start)} - {format_date(end)}"


def _month_year(value: date) -> str:
    return f"{MONTHS[value.month]} {value.year + ERA_OFFSET}"
