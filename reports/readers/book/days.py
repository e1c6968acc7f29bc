"""Days of cells in words: the parts that a format shows, in the Buddhist era."""

from __future__ import annotations

import re
from datetime import date

from ita_portal.thai.dates import ERA_OFFSET, MONTHS

_WRITTEN_IN_OUR_ERA = 2400
"""A day of such a year was typed in the Buddhist era where the program took it for another."""
_THAI = re.compile("[ก-ฮ]")
ALL_PARTS = frozenset({"day", "month", "year"})


def in_words(day: date, parts: frozenset[str] = ALL_PARTS) -> str:
    """A day as "31 มีนาคม 2568", or those of its parts that are shown."""
    year = day.year if day.year > _WRITTEN_IN_OUR_ERA else day.year + ERA_OFFSET
    said = (
        str(day.day) if "day" in parts else "",
        MONTHS[day.month] if "month" in parts else "",
        str(year) if "year" in parts else "",
    )
    return " ".join(each for each in said if each)


def said_of(written: str, shown: str, parts: frozenset[str]) -> str:
    """A day of an .ods file: as shown when that is Thai and of the Buddhist era, else in words."""
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        return shown
    if _THAI.search(shown) and str(day.year) not in shown:
        return shown
    return in_words(day, parts & ALL_PARTS or ALL_PARTS)
