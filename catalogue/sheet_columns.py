"""The columns of a framework's workbook: which sheets there are, and how a value stands in a cell and comes back.

A sheet holds the rows of one section, a column one key of `catalogue.shape`. Nothing is lost on the way: lists stand
as lines, an empty cell is an empty text, or no value where the shape allows none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext

from ita_portal.thai.dates import parse_date
from ita_portal.thai.digits import to_arabic

ERA = 543


class CellProblem(ValueError):
    """What is wrong with a cell, in words."""


@dataclass(frozen=True, slots=True)
class Codec:
    """A value to a cell's text or number, and back; `back` raises CellProblem."""

    out: Callable[[Any], Any]
    back: Callable[[Any], Any]


def text_of(cell: Any) -> str:
    """A cell as text; whole numbers lose the ".0" that spreadsheets keep them with."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell).replace("\r\n", "\n")


def _whole(cell: Any) -> int | None:
    text = to_arabic(text_of(cell)).strip()
    if not text:
        return None
    if not (text.isascii() and text.lstrip("-").isdigit() and len(text) < 10):
        raise CellProblem(gettext("This is not a whole number"))
    return int(text)


def _score(cell: Any) -> str | None:
    text = to_arabic(text_of(cell)).strip()
    if not text:
        return None
    try:
        number = Decimal(text)
        fits = 0 <= number <= 100 and number == number.quantize(Decimal("0.01"))
    except InvalidOperation:
        fits = False
    if not fits:
        raise CellProblem(gettext("It must be between 0 and 100, with at most two decimals"))
    return f"{number:.2f}"


def _day(cell: Any) -> str | None:
    if isinstance(cell, (date, datetime)):
        year = cell.year - ERA if cell.year > 2400 else cell.year
        return date(year, cell.month, cell.day).isoformat()
    text = text_of(cell).strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        day = parse_date(text)
    if day is None:
        raise CellProblem(gettext("This is not a date. Write it like 1 ต.ค. 2567"))
    return day.isoformat()


YES = frozenset({"yes", "true", "1", "ใช่", "x", "✓"})
NO = frozenset({"no", "false", "0", "ไม่", "ไม่ใช่", ""})


def _yes_or_no(cell: Any) -> bool:
    text = text_of(cell).strip().lower()
    if text not in YES | NO:
        raise CellProblem(gettext("Write yes or no"))
    return text in YES


def _lines(values: list[str]) -> str:
    return "\n".join(each.replace("\\", "\\\\").replace("\n", "\\n") for each in values)


def _from_lines(cell: Any) -> list[str]:
    lines = [line for line in text_of(cell).split("\n") if line]
    return [line.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\") for line in lines]


def _numbers(cell: Any) -> list[int]:
    parts = to_arabic(text_of(cell)).replace(",", " ").split()
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise CellProblem(gettext("Write whole numbers, parted by commas"))
    return [int(part) for part in parts]


TEXT = Codec(str, text_of)
TEXT_OR_NONE = Codec(lambda value: value or "", lambda cell: text_of(cell) or None)
WHOLE = Codec(lambda value: value, _whole)
SCORE = Codec(lambda value: value or "", _score)
DAY = Codec(lambda value: value or "", _day)
FLAG = Codec(lambda value: "yes" if value else "no", _yes_or_no)
LINES = Codec(_lines, _from_lines)
NUMBERS = Codec(lambda values: ", ".join(map(str, values)), _numbers)

ORIGIN = {"source": TEXT, "unverified": LINES}
SHEETS: dict[str, dict[str, Codec]] = {
    "instruments": {"code": TEXT, "name": TEXT, "name_en": TEXT, "weight": WHOLE, **ORIGIN},
    "parts": {"instrument": TEXT, "code": TEXT, "name": TEXT, "share_of_total": WHOLE, **ORIGIN},
    "indicators": {
        "no": WHOLE,
        "instrument": TEXT,
        "name": TEXT,
        "name_en": TEXT,
        "aliases": LINES,
        **ORIGIN,
    },
    "sub_indicators": {"code": TEXT, "indicator": WHOLE, "title": TEXT, **ORIGIN},
    "items": {
        "code": TEXT,
        "indicator": WHOLE,
        "sub_indicator": TEXT_OR_NONE,
        "title": TEXT,
        "aliases": LINES,
        "paraphrase": FLAG,
        "issues": NUMBERS,
        "replaces": LINES,
        "components": LINES,
        "components_source": TEXT,
        **ORIGIN,
    },
    "bands": {
        "code": TEXT,
        "name": TEXT,
        "order": WHOLE,
        "min_total": SCORE,
        "min_each_instrument": SCORE,
        "passing": FLAG,
        "unverified": LINES,
    },
    "issues": {"no": WHOLE, "title": TEXT, "aliases": LINES, **ORIGIN},
    "document_requirements": {
        "kind": TEXT,
        "item": TEXT,
        "analyses_results_of_year": WHOLE,
        "reports_on_fiscal_year": WHOLE,
        "covers_months": WHOLE,
        "issues_required": NUMBERS,
        **ORIGIN,
    },
    "components": {"kind": TEXT, "field": TEXT_OR_NONE, "text": TEXT, "per_issue": FLAG, **ORIGIN},
    "milestones": {"code": TEXT, "name": TEXT, "start": DAY, "end": DAY, **ORIGIN},
}
ABSENT_WHEN_EMPTY = frozenset({"analyses_results_of_year", "reports_on_fiscal_year", "covers_months"})
HEAD_ROWS: dict[str, Codec] = {
    "format": WHOLE,
    "evaluation_year": WHOLE,
    "name": TEXT,
    "revision": WHOLE,
    "revision_date": DAY,
    "revision_note": TEXT,
    "source": TEXT,
    "notes": LINES,
    "unverified": LINES,
    "scheme": TEXT,
    "scheme_source": TEXT,
}
