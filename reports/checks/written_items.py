"""Items as a document writes them: codes and titles in the rows of an analysis, beside that year's catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.frame import Frame, FrameItem
from ita_portal.thai.digits import to_arabic
from reports.checks.context import Context
from reports.checks.finding import Where
from reports.checks.item_titles import Likeness, compare_title, covered, likeness, title_key
from reports.checks.told_scores import analysis_year, place_of_item
from reports.document import AnalysisItem

_CODE = re.compile(
    r"(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?[(\[]?\s*(?P<letter>[ieoIEO])\s?[-.]?\s?(?P<number>[0-9]{1,2})(?![0-9])"
)
SHORT = 4
"""Letters below which a title tells too little to compare."""
ANOTHERS = 0.9
"""So alike is a title to that of another item when it is that item's title."""
APART = 0.1
"""So much more alike it must then be to the other than to its own: plan and report of one thing differ little."""
UNLIKE = 0.5


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """An item of an analysis row with its year's catalogue. `code` is what was written or resolved, lower case."""

    row: int
    position: int
    item: AnalysisItem
    code: str
    known: FrameItem | None
    likeness: Likeness | None
    title_where: Where
    code_where: Where

    @property
    def key(self) -> str:
        return title_key(self.item.title_as_written)

    @property
    def anothers(self) -> FrameItem | None:
        """The other item of the year whose title this one carries."""
        if self.likeness is None or self.likeness.other is None:
            return None
        alike = self.likeness
        plainly = alike.other_likeness >= ANOTHERS and alike.other_likeness - alike.own >= APART
        likely = alike.other_likeness >= 0.75 and alike.covered < UNLIKE and alike.own < UNLIKE - APART
        return alike.other if plainly or likely else None


def written_items(context: Context) -> Iterator[WrittenItem]:
    """The items that carry a code, in order; nothing when the year has no catalogue."""
    frame = analysis_frame(context)
    if frame is None:
        return
    for number, row in enumerate(context.document.analysis):
        for position, item in enumerate(row.items):
            code = written_code(item)
            if not code:
                continue
            known = frame.item_by_code.get(code)
            key = title_key(item.title_as_written)
            alike = compare_title(item.title_as_written, known, frame) if known and len(key) > 1 else None
            if alike and len(key) < SHORT and alike.other_likeness < 1:
                alike = None  # "Q&A" is a title, "-" and "ok" are none
            title, code_place = (place_of_item(row, number, position, each) for each in ("title", "code"))
            yield WrittenItem(number, position, item, code, known, alike, title, code_place)


def analysis_frame(context: Context) -> Frame | None:
    """The catalogue of the year whose items the analysis speaks of."""
    year = analysis_year(context)
    return context.frames.get(year) if year is not None else None


def written_code(item: AnalysisItem) -> str:
    """The code in lower case: what it was resolved to, else what is plainly written; "" without one."""
    if item.item:
        return item.item.lower()
    match = _CODE.match(to_arabic(item.code_as_written).strip())
    return f"{match['letter'].lower()}{int(match['number'])}" if match else ""


def two_titles(one: WrittenItem, other: WrittenItem) -> bool:
    """Whether two rows with one code certainly have the titles of two different things."""
    if min(len(one.key), len(other.key)) < SHORT:
        return False
    return likeness(one.key, other.key) < UNLIKE - APART and covered(one.key, other.key) < UNLIKE


def item_of_title(title: str, letter: str, frame: Frame) -> FrameItem | None:
    """The item of a year whose title this is."""
    key = title_key(title)
    if len(key) < SHORT:
        return None
    for item in frame.items:
        if item.code[0].lower() == letter and likeness(key, title_key(item.title)) >= ANOTHERS:
            return item
    return None
