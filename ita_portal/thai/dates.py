"""Dates in the Buddhist era and the Thai government's fiscal year.

Years named `year` are Buddhist-era integers (2568 = C.E. 2025). Fiscal year N runs from 1 October N-1
to 30 September N. A month is 1 to 12, January to December.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, NamedTuple

from ita_portal.thai.digits import Digits, in_digits, to_arabic

#: Years between the Buddhist and the common era.
ERA_OFFSET = 543

MONTHS: dict[int, str] = dict(
    enumerate(
        "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split(),
        start=1,
    )
)
MONTHS_SHORT: dict[int, str] = dict(
    enumerate("ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split(), start=1)
)
_MISSPELT = {
    "กุมภาพันธ": 2, "กุมพาพันธ์": 2, "เมษยน": 4, "พฤกษภาคม": 5, "พฤษาภาคม": 5, "มิถุนายาน": 6,
    "กรกฏาคม": 7, "กรกฎคม": 7, "กรกฏคม": 7, "พฤษจิกายน": 11, "พฤศจิกายาน": 11, "พฤจิกายน": 11, "ธันวามคม": 12,
}  # fmt: skip

#: Every way a month is written, without white space, to its number.
MONTH_NAMES: dict[str, int] = {
    **{name: month for month, name in MONTHS.items()},
    **{short: month for month, short in MONTHS_SHORT.items()},
    **{short.removesuffix("."): month for month, short in MONTHS_SHORT.items()},
    **{short.replace(".", ""): month for month, short in MONTHS_SHORT.items()},
    **{short.replace(".", "") + ".": month for month, short in MONTHS_SHORT.items()},
    **_MISSPELT,
}

#: Matches one month of MONTH_NAMES in text that has lost its white space; longest spelling first.
MONTH_PATTERN = "|".join(re.escape(name) for name in sorted(MONTH_NAMES, key=len, reverse=True))

#: Years as written: two or four digits, optionally after "พ.ศ." or "ปี"; no digit may follow.
YEAR_PATTERN = r"(?:ปี)?(?:พ\.?ศ\.?)?(?:[0-9]{4}|[0-9]{2})(?![0-9])"

_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[\s\u200b]+(?=[0-9])")
_SPOKEN = re.compile(
    rf"(?:เมื่อ|ณ)?(?:วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)?(?:ที่)?)?"
    rf"(?P<day>[0-9]{{1,2}})(?:เดือน)?(?P<month>{MONTH_PATTERN}),?(?P<year>{YEAR_PATTERN})"
)
_NUMERIC = re.compile(r"(?P<day>[0-9]{1,2})([/.-])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4}|[0-9]{2})")
_ISO = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?:[T␣][0-9:.]+(?:Z|[+-][0-9:]+)?)?"
)


class FoundDate(NamedTuple):
    """A date inside running text: `quote` is `text[start:end]`, exactly as written."""

    start: int
    end: int
    date: date
    quote: str


def full_year(written: int | str) -> int:
    """The Buddhist-era year meant by two or four digits: 68 and "๒๕๖๘" are 2568; a C.E. year is converted.

    Raises ValueError for anything else.
    """
    text = to_arabic(str(written)).strip()
    if re.fullmatch(r"[0-9]{2}", text):
        return 2500 + int(text)
    if re.fullmatch(r"[0-9]{4}", text):
        year = int(text)
        if 1900 <= year < 2300:
            return year + ERA_OFFSET
        if 2300 <= year < 2800:
            return year
    if re.fullmatch(r"[0-9]", text) and isinstance(written, int):
        return 2500 + written
    raise ValueError(f"not a year: {text[:40]!r}")


def make_date(year: int | str, month: int, day: int) -> date | None:
    """The date of a written year (two or four digits, Buddhist era), or None when the calendar has no such day."""
    try:
        return date(full_year(year) - ERA_OFFSET, month, day)
    except ValueError:
        return None


def parse_date(text: str) -> date | None:
    """Read one whole date: "๒๐ มีนาคม ๒๕๖๙", "20 มี.ค. 69", "1/10/2567" or ISO "2024-10-01" (C.E.).

    Numbers are day, month, year. Two-digit years are Buddhist. None when the text is not exactly one
    possible date; never raises.
    """
    if len(text) > 200:
        return None
    bare = _squeeze(text)
    if match := _ISO.fullmatch(bare):
        try:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            return make_date(match["year"], int(match["month"]), int(match["day"]))
    if match := _SPOKEN.fullmatch(bare):
        return make_date(year_digits(match["year"]), MONTH_NAMES[match["month"]], int(match["day"]))
    if match := _NUMERIC.fullmatch(bare):
        return make_date(match["year"], int(match["month"]), int(match["day"]))
    return None


def format_date(
    value: date, style: Literal["long", "medium", "short"] = "long", digits: Digits = "arabic"
) -> str:
    """Write a date: long "20 มีนาคม 2569", medium "20 มี.ค. 2569", short "20 มี.ค. 69"."""
    year = value.year + ERA_OFFSET
    month = MONTHS[value.month] if style == "long" else MONTHS_SHORT[value.month]
    written_year = f"{year % 100:02}" if style == "short" else str(year)
    return in_digits(f"{value.day} {month} {written_year}", digits)


def fiscal_year(value: date) -> int:
    """The fiscal year (Buddhist era) that a date falls into."""
    return value.year + ERA_OFFSET + (1 if value.month >= 10 else 0)


def fiscal_year_range(year: int) -> tuple[date, date]:
    """First and last day of a fiscal year: 1 October of the year before to 30 September."""
    common = year - ERA_OFFSET
    return date(common - 1, 10, 1), date(common, 9, 30)


def quarter_range(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of quarter 1 (October to December) to 4 of a fiscal year."""
    if quarter not in (1, 2, 3, 4):
        raise ValueError(f"no such quarter: {quarter}")
    return _months_of_fiscal_year(year, (quarter - 1) * 3, 3)


def round_range(year: int, months: int) -> tuple[date, date]:
    """First and last day of the six-month round (October to March) or the twelve-month round."""
    if months not in (6, 12):
        raise ValueError(f"a round has 6 or 12 months, not {months}")
    return _months_of_fiscal_year(year, 0, months)


def month_range(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month of a calendar year in the Buddhist era."""
    common = year - ERA_OFFSET
    return date(common, month, 1), date(common, month, monthrange(common, month)[1])


def year_digits(written: str) -> str:
    """Only the digits of what YEAR_PATTERN matched."""
    return "".join(character for character in written if character.isdigit())


def find_dates(text: str) -> list[FoundDate]:
    """Every date with day, month and year in running text, in order; impossible dates are left out.

    Offsets count in `text`. Spaces inside a month's name, as torn out of a PDF, are allowed.
    """
    found = []
    for match in _IN_TEXT.finditer(to_arabic(text)):
        value = parse_date(match[0])
        if value is not None:
            found.append(FoundDate(match.start(), match.end(), value, text[match.start() : match.end()]))
    return found


def _months_of_fiscal_year(year: int, first: int, count: int) -> tuple[date, date]:
    common = year - ERA_OFFSET
    start = date(common - 1 if first < 3 else common, (first + 9) % 12 + 1, 1)
    after = first + count
    end = date(common - 1 if after < 3 else common, (after + 9) % 12 + 1, 1) - timedelta(days=1)
    return start, end


def _squeeze(text: str) -> str:
    """Arabic digits and no white space, except a visible mark where it kept two numbers apart."""
    return _BLANK.sub("", _BETWEEN_DIGITS.sub("␣", to_arabic(text.strip())))


def _with_gaps(name: str) -> str:
    """A month's name that may have one space after each letter (with the marks that sit on it)."""
    clusters = re.findall(r"[^\u0e31\u0e34-\u0e3a\u0e47-\u0e4e][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*", name)
    return r"[ \u00a0\u200b]?".join(re.escape(cluster) for cluster in clusters)


_GAP = r"[ \t\u00a0\u200b]{0,4}"
_MONTH_IN_TEXT = "|".join(_with_gaps(name) for name in sorted(MONTH_NAMES, key=len, reverse=True))
_IN_TEXT = re.compile(
    rf"(?<![0-9.,/-])[0-9]{{1,2}}{_GAP}(?:เดือน{_GAP})?(?:{_MONTH_IN_TEXT}){_GAP}"
    rf"(?:พ{_GAP}\.?{_GAP}ศ{_GAP}\.?{_GAP})?(?:[0-9]{{4}}|[0-9]{{2}})(?![0-9]|[.,][0-9])"
    r"|(?<![0-9.,/-])[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}(?![0-9/])"
    r"|(?<![0-9.,/-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])"
)
