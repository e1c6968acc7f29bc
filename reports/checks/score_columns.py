"""Columns of differences: what a table says that an indicator or an item gained or lost between its two scores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from assessments.scoring import HUNDRED, Direction, round2
from ita_portal.thai.digits import to_arabic
from reports.checks.context import Context, Text
from reports.checks.score_sentences import Range

_HEADING = re.compile(
    r"ผลต่าง|ส่วนต่าง|(?:ความ)?แตกต่าง|ต่างกัน|เปลี่ยนแปลง|เพิ่ม(?:ขึ้น)?[\s/()\-–]*(?:หรือ)?\s*ลด|[+＋]\s*/\s*[-–−]|เพิ่มขึ้น\s*\(?ลดลง"
)
_CELL = re.compile(
    r"(?P<word>เพิ่มขึ้น|ลดลง|สูงขึ้น|ต่ำลง)?\s*(?P<sign>[+＋\-–−▲▼↑↓])?\s*(?P<number>[0-9]{1,3}\.[0-9]{1,2})\s*(?:คะแนน)?"
)
_PERCENT = re.compile(r"ร้อยละ|%")
_UP, _DOWN = ("เพิ่มขึ้น", "สูงขึ้น", "+", "＋", "▲", "↑"), ("ลดลง", "ต่ำลง", "-", "–", "−", "▼", "↓")


@dataclass(frozen=True, slots=True)
class ToldDifference:
    """A cell of such a column: the number, what stands for its direction, and the two scores beside it."""

    text: Text
    number: Range
    mark: Range | None
    said: Direction | None
    before: Decimal
    after: Decimal

    @property
    def value(self) -> Decimal:
        return Decimal(to_arabic(self.number.quote))

    @property
    def right(self) -> Decimal:
        return abs(self.after - self.before)


def told_differences(context: Context) -> Iterator[ToldDifference]:
    """Every cell that states the difference of the two scores of its row."""
    texts = {text.where.path: text for text in context.texts}
    for index, row in enumerate(context.document.result.indicators):
        if row.score is None or row.before is None:
            continue
        for position, (heading, _cell) in enumerate(row.extra):
            text = texts.get(("result", "indicators", index, "extra", position, 1))
            if text is not None and _of_differences(heading):
                yield from _told(text, row.before, row.score)
    for index, analysed in enumerate(context.document.analysis):
        scores = [item.score for item in analysed.items]
        columns = [each for heading, cell in analysed.extra if (each := _earlier(heading, cell))]
        if len(columns) != 1 or len(columns[0]) != len(scores):
            continue
        for position, (heading, _cell) in enumerate(analysed.extra):
            text = texts.get(("analysis", index, "extra", position, 1))
            if text is not None and _of_differences(heading):
                yield from _told_by_line(text, columns[0], scores)


def _told_by_line(
    text: Text, befores: list[Decimal], scores: list[Decimal | None]
) -> Iterator[ToldDifference]:
    """The differences of a cell that has a line for each item of its row."""
    lines = text.text.split("\n")
    if len(lines) != len(scores):
        return
    start = 0
    for line, before, after in zip(lines, befores, scores, strict=True):
        if after is not None:
            yield from _told(text, before, after, start, line)
        start += len(line) + 1


def _of_differences(heading: str) -> bool:
    return bool(_HEADING.search(heading)) and not _PERCENT.search(heading)


def _earlier(heading: str, cell: str) -> list[Decimal]:
    """The scores in a column of another year: its heading names a score and a year. Empty for any other column."""
    if "คะแนน" not in heading or not re.search(r"25[0-9]{2}|ปีก่อน|ปีที่", to_arabic(heading)):
        return []
    if _of_differences(heading):
        return []
    try:
        scores = [Decimal(line.strip()) for line in to_arabic(cell).split("\n")]
    except InvalidOperation:
        return []
    return scores if all(0 <= score <= HUNDRED for score in scores) else []


def _told(
    text: Text, before: Decimal, after: Decimal, start: int = 0, line: str | None = None
) -> Iterator[ToldDifference]:
    cell = text.text if line is None else line
    match = _CELL.fullmatch(to_arabic(cell).strip())
    if match is None:
        return
    offset = start + len(cell) - len(cell.lstrip())
    number = _range(text.text, match, "number", offset)
    name = "word" if match["word"] else "sign"
    mark = _range(text.text, match, name, offset) if match[name] else None
    said = {match["word"], match["sign"]}
    up, down = bool(said & set(_UP)), bool(said & set(_DOWN))
    direction = None if up == down else Direction.UP if up else Direction.DOWN
    yield ToldDifference(text, number, mark, direction, round2(before), round2(after))


def _range(text: str, match: re.Match[str], name: str, offset: int) -> Range:
    start, end = (place + offset for place in match.span(name))
    return Range(start, end, text[start:end])
