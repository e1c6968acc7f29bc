"""Every score a document tells, with what it is the score of: an item, an indicator, an instrument or the total.

Tables tell that plainly. In a sentence the score belongs to what was named last before it: "ข้อ e๗ ปี ๒๕๖๘ ได้
๙๕.๑๕ คะแนน", "ตัวชี้วัดที่ ๔ ได้ ๖๔.๘๐", "IIT ได้ ๘๗.๕๓". Where two names could be meant, or the score is a
target, a preliminary result or somebody else's average, nothing is told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from catalogue.frame import Frame
from reports.checks.context import Context
from reports.checks.finding import Where
from reports.checks.score_sentences import Score, statements
from reports.checks.squeezed import squeeze
from reports.document import AnalysisRow, IndicatorScore, InstrumentScore

Kind = Literal["item", "indicator", "instrument", "total"]
Key = tuple[Kind, str]
"""What a score belongs to: ("item", "e7"), ("indicator", "4"), ("instrument", "IIT"), ("total", "")."""

MOST = 24
"""So many names before a score are looked at."""
REACH = 160
"""Squeezed characters from a name to its score."""


@dataclass(frozen=True, slots=True)
class Told:
    """One score as told. `room` is how far its exact value may lie away; `sure`: the year is said, not supposed."""

    key: Key
    year: int
    value: Decimal
    where: Where
    room: Decimal = Decimal(0)
    table: bool = True
    sure: bool = True


def told_scores(context: Context) -> list[Told]:
    """All of them, tables first, then texts in the order of the page."""
    return [*told_in_tables(context), *_of_texts(context)]


# --- tables ----------------------------------------------------------------------------------------------


def told_in_tables(context: Context) -> Iterator[Told]:
    """Those of the score table, the table of indicators, the trend and the rows of the analysis."""
    year = context.result_year
    if year is None:
        return
    yield from _of_total(context, year)
    for instrument in context.document.result.instruments:
        key: Key = ("instrument", instrument.code)
        yield from _both(key, year, instrument, Where(field="instruments", item=instrument.code))
    for index, indicator in enumerate(context.document.result.indicators):
        if indicator.no is None:
            continue
        path = ("result", "indicators", index, "score_as_written")
        where = Where(indicator=indicator.no, field="score", line=indicator.line, path=path)
        where = _quoted(where, indicator.score_as_written)
        yield from _both(("indicator", str(indicator.no)), year, indicator, where)
    yield from _of_items(context, year)
    for number, row in enumerate(context.document.analysis):
        yield from _of_row(context, number, row)


def _of_total(context: Context, year: int) -> Iterator[Told]:
    result = context.document.result
    key: Key = ("total", "")
    if result.total is not None:
        yield Told(key, year, result.total, Where(field="total", line=result.line))
    if result.total_before is not None:
        where = Where(field="total", line=result.line, path=("result", "total_before"))
        yield Told(key, year - 1, result.total_before, where)
    for point in result.trend:
        if point.total is not None:
            yield Told(key, point.year, point.total, Where(field="trend", item=str(point.year)))


def _both(key: Key, year: int, row: InstrumentScore | IndicatorScore, where: Where) -> Iterator[Told]:
    if row.score is not None:
        yield Told(key, year, row.score, where)
    if row.before is not None:
        before = replace(where, field="before", path=None, start=None, end=None, quote=None)
        yield Told(key, year - 1, row.before, before)


def _of_items(context: Context, year: int) -> Iterator[Told]:
    for item in context.document.result.items:
        where = Where(item=item.code, field="score")
        if item.score is not None:
            yield Told(("item", item.code.lower()), year, item.score, where)
        if item.before is not None and len(item.before_codes) == 1:
            key: Key = ("item", item.before_codes[0].lower())
            yield Told(key, year - 1, item.before, replace(where, field="before"))


def _of_row(context: Context, number: int, row: AnalysisRow) -> Iterator[Told]:
    year = analysis_year(context)
    if year is None:
        return
    for position, item in enumerate(row.items):
        if item.item and item.score is not None:
            yield Told(("item", item.item.lower()), year, item.score, place_of_item(row, number, position))


def analysis_year(context: Context) -> int | None:
    """The ITA year whose items the analysis speaks of."""
    document = context.document
    return document.assessed_year or document.result.year or context.result_year


def place_of_item(row: AnalysisRow, number: int, position: int, written: str = "score") -> Where:
    """The place of an item of the analysis row `number` (from 0); `written` is "score", "title" or "code"."""
    item = row.items[position]
    headed = row.number_as_written or row.heading_as_written
    lines = row.source_lines
    path = ("analysis", number, "items", position, f"{written}_as_written")
    where = Where(
        issue=row.issue,
        item=item.item or None,
        field="items",
        line=lines[1] if headed and len(lines) > 1 else lines[0] if lines else None,
        path=path,
    )
    return _quoted(where, getattr(item, f"{written}_as_written"))


def _quoted(where: Where, written: str) -> Where:
    if not written:
        return where
    return replace(where, start=0, end=len(written), quote=written)


# --- texts -----------------------------------------------------------------------------------------------

_RANGE = r"(?P<range>(?<![A-Za-z0-9])[iIeEoO]␣?[0-9]{1,2}(?:␣?[-–—,/]␣?|ถึง)[0-9])"
_ITEM = r"(?<![A-Za-z0-9])(?P<item>[iIeEoO](?:[-.]|␣)?[0-9]{1,2})(?![0-9A-Za-z]|\.[0-9])"
_INDICATOR = (
    r"ตัวชี้วัด(?:ที่)?␣?(?P<indicator>[0-9]{1,2})(?![0-9]|\.[0-9]|[-–—,]␣?[0-9]|ถึง)"
    r"(?=[)␣:\-–]*(?:การ(?:ปฏิบัติ|ใช้|แก้ไข|ปรับปรุง|เปิดเผย|ป้องกัน)|คุณภาพ|ประสิทธิภาพ|ของ|ใน|ปี|ได้|มี|คะแนน|ITA|\(|=|ซึ่ง|จาก|เพิ่ม|ลด|[0-9]))"
)
"""Plans have numbered indicators too: what follows must be a name of the ten, or a score."""
_INSTRUMENT = (
    r"(?<![A-Za-z])(?P<instrument>[IEO]IT)(?![A-Za-z])"
    r"|แบบวัดการ(?P<by_name>รับรู้ของผู้มีส่วนได้ส่วนเสียภายใน|รับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก|เปิดเผยข้อมูล(?:สาธารณะ)?)"
)
_TOTAL = r"(?P<total>ภาพรวม|คะแนนรวม|รวมทุกตัวชี้วัด)"
_HARD = (
    r"(?P<hard>ค่าเฉลี่ย|เฉลี่ยของ|ระดับ(?:ประเทศ|จังหวัด|อำเภอ|ภาค)|เป้าหมาย|คาดว่า|คาดหมาย|คาดการณ์|ตั้งไว้|ให้ได้|จะได้|ควรได้|เบื้องต้น|ชี้แจง|อุทธรณ์"
    r"|ครั้งที่|รอบแรก|ทดสอบ|ความพึงพอใจ|LPA|เกณฑ์|ไตรมาส|อื่นๆ?|ทั้งประเทศ|อย่างน้อย|ไม่น้อยกว่า|แต่ละ|สำรวจภายใน|ประเมินตนเอง|จำลอง|แบบสอบถาม|ต่ำสุดของ|สูงสุดของ)"
)
_OTHER = r"(?P<other>ตัวชี้วัด|ประเด็น|หัวข้อ|ด้าน|ข้อ(?:คำถาม|ที่|นี้|ใด|[0-9])|คำถาม|เรื่อง(?!ร้อง)|เครื่องมือ)"
_MARK = re.compile(f"{_RANGE}|{_ITEM}|{_INDICATOR}|{_INSTRUMENT}|{_TOTAL}|{_HARD}|{_OTHER}")
_RANK = {"item": 0, "indicator": 1, "instrument": 2, "total": 3}
_BY_NAME = {"รับรู้ของผู้มีส่วนได้ส่วนเสียภายใน": "IIT", "รับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก": "EIT"}
_BELONGS = re.compile(r"(?:\(|ของ|ใน|จาก|ตาม|ภายใต้)(?:แบบวัด|เครื่องมือ|คะแนน|ผล|การ)*$")
_PLAIN = (
    r"(?:ประจำ|ปี|งบประมาณ|พ\.?ศ\.?|[0-9]|␣|[:=()]|โดย|ใน|ภาพรวม|ได้|รับ|ผล|คะแนน|มี|เท่ากับ|อยู่ที่|คือ|เป็น|รวม|เฉลี่ย"
    r"|ร้อยละ|หน่วยงาน)*+"
)
_OFFICE = r"(?:(?:ของ)?(?:หน่วยงาน|องค์การ|เทศบาล|อบต\.?)[^0-9]{0,40}?)?"
_TO_TOTAL = re.compile(f"{_PLAIN}{_OFFICE}{_PLAIN}")
"""What may stand between a name of the total and its score: anything else may be the title of an item."""
_ENDED = re.compile(r"\n\n|\n(?=[0-9]{1,2}[.)]|[-•])")
_CROWD = 40
"""So near to each other two names are a list ("i๑ และ i๒ ได้ …"), or one explains the other."""

_BESIDE = 14
"""So near stands what a name belongs to."""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    key: Key | None
    hard: bool = False


@lru_cache(maxsize=4096)
def _subjects(text: str) -> tuple[tuple[Score, Key], ...]:
    """The scores of a text whose owner is certain."""
    scores = [score for each in statements(text) for score in each.scores]
    if not scores:
        return ()
    source = squeeze(text)
    marks = [_mark(match) for match in _MARK.finditer(source.squeezed)]
    places = [source.place(score.where.start) for score in scores]
    found = []
    for index, score in enumerate(scores):
        key = _owner(source.squeezed, marks, places, index)
        if key is not None:
            found.append((score, key))
    return tuple(found)


def _mark(match: re.Match[str]) -> _Mark:
    key: Key | None = None
    if match["item"]:
        letters = re.sub(r"[-.␣]", "", match["item"]).lower()
        key = ("item", f"{letters[0]}{int(letters[1:])}")
    elif match["indicator"]:
        key = ("indicator", str(int(match["indicator"])))
    elif match["instrument"]:
        key = ("instrument", match["instrument"])
    elif match["by_name"]:
        key = ("instrument", _BY_NAME.get(match["by_name"], "OIT"))
    elif match["total"]:
        key = ("total", "")
    return _Mark(match.start(), match.end(), key, hard=bool(match["hard"]))


def _owner(text: str, marks: list[_Mark], places: list[int], index: int) -> Key | None:
    place = places[index]
    known = bisect_right(marks, place, key=lambda mark: mark.end)
    before = [mark for mark in marks[max(0, known - MOST) : known] if place - mark.end <= REACH]
    if not before or _ENDED.search(text, before[-1].end, place):
        return None
    earlier = places[index - 1] if index else -1
    own = [mark for mark in before if mark.start > earlier]
    first = own[0] if own else before[-1]
    if any(mark.hard and first.start - mark.end <= REACH for mark in before):
        return None
    chosen = _finest(text, own) if own else _alone(before, places[max(0, index - MOST) : index])
    if chosen is None or chosen.key is None:
        return None
    if chosen.key[0] == "total" and not _TO_TOTAL.fullmatch(text, chosen.end, place):
        return None
    return chosen.key


def _alone(before: list[_Mark], places: list[int]) -> _Mark | None:
    """The last name, when it stands alone before several scores: with no other near it that could share them."""
    last = before[-1]
    near = [mark for mark in before[:-1] if last.start - mark.end <= _CROWD]
    if not near or near[-1].key == last.key:
        return last
    between = sum(near[-1].end <= place <= last.start for place in places)
    if between == 1 and any(place >= last.end for place in places):
        return None  # "IIT ๙๓ EIT ๘๙ OIT ๘๙ เทียบกับปี ๒๕๖๗ ซึ่งได้ ๙๒": whose one more is nobody knows
    return last if between else None


def _finest(text: str, own: list[_Mark]) -> _Mark | None:
    """What the score belongs to when several things are named since the score before; None when in doubt."""
    chosen = own[0]
    for mark in own[1:]:
        if mark.key is None or chosen.key is None or mark.key == chosen.key:
            chosen = mark
            continue
        rank, rank_chosen = _RANK[mark.key[0]], _RANK[chosen.key[0]]
        belongs = _BELONGS.search(text[max(0, mark.start - 20) : mark.start])
        gap = mark.start - chosen.end
        if rank < rank_chosen:
            chosen = mark
        elif rank > rank_chosen and belongs and (belongs[0].startswith("(") or gap <= _BESIDE):
            continue  # "ข้อ O๑๓ (แบบวัด OIT) ได้ …", "ตัวชี้วัดที่ ๑ ของ IIT ได้ …"
        elif gap > _CROWD and not belongs:
            chosen = mark
        else:
            return None
    return chosen


def _of_texts(context: Context) -> Iterator[Told]:
    for text in context.texts:
        for score, key in _subjects(text.text):
            year = score.year
            sure = year is not None
            of_analysis = context.document.kind == "analysis" and text.where.section is None
            if year is None and score.relative is None and of_analysis:  # a plan may name a target
                year = analysis_year(context)
            if key[0] == "instrument" and text.where.field == "remark":
                continue  # "แบบวัด OIT ได้คะแนนเต็ม": the row's label, said of its items
            if year is None or (key[0] == "item" and not _keeps_its_code(context, key[1], year)):
                continue
            where = text.at(score.where.start, score.where.end)
            if key[0] == "item":
                where = replace(where, item=_code(context, key[1], year))
            room = Decimal(0) if score.decimals >= 2 else Decimal(1).scaleb(-score.decimals)
            yield Told(key, year, score.value, where, room, table=False, sure=sure)


def _code(context: Context, lower: str, year: int) -> str:
    frame = context.frames.get(year)
    known = frame.item_by_code.get(lower) if frame else None
    return known.code if known else lower


def _keeps_its_code(context: Context, code: str, year: int) -> bool:
    """Whether a code means the same item in that year as in the document's own result year."""
    newest = context.result_year or analysis_year(context)
    while newest is not None and newest > year:
        frame: Frame | None = context.frames.get(newest)
        item = frame.item_by_code.get(code) if frame else None
        if item is None or [each.lower() for each in item.replaces] != [code]:
            return False
        newest -= 1
    return newest is None or newest == year or year == newest + 1
