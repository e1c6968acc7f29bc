"""Sentences about ITA scores: which year, which score, which stated difference, which way, of which item.

    คะแนน ITA ข้อ e7 ปี ๒๕๖๗ ได้ ๙๔.๐๑ คะแนน ปี ๒๕๖๘ ได้ ๙๕.๑๕ คะแนน เพิ่มขึ้น ๑.๑๔ คะแนน

`statements(text)` finds such passages in running text; several rules ask them. Places (`Range`) count characters of
the text as given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from ita_portal.thai.digits import to_arabic
from reports.checks.score_words import (
    Difference,
    DirectionWord,
    Event,
    Range,
    Score,
    Year,
    find_events,
    place_of,
)
from reports.checks.score_years import order, scores_with_years
from reports.checks.squeezed import Squeezed, squeeze

__all__ = [
    "FROM_POINTS",
    "FROM_SCORE",
    "OTHER_SUBJECT",
    "Difference",
    "DirectionWord",
    "Pair",
    "Range",
    "Score",
    "Statement",
    "Year",
    "statements",
]

REACH = 400
"""Squeezed characters after which nothing belongs to the passage before any more."""
NEAR = 60
"""Squeezed characters between a score and a direction or difference that does not say "คะแนน" itself."""

LONGEST = 80
"""So many years, scores and items make one statement; a list as long as that is none."""
MOST = 24
"""So many scores of a statement are compared with each other; nobody says more in one breath."""

_DIGITS = re.compile(r"[0-9๐-๙]")
_CONNECTS = re.compile(r"จาก|โดย|กว่า|เทียบ|เดิม|ซึ่งได้|ที่ได้|คือ|เนื่องจาก|\(|:|(?:ขึ้น|ลง)(?:มา)?(?:เป็น|เหลือ|อยู่ที่)")
_SLIGHTLY = r"(?:เล็กน้อย|มาก|อย่างมาก|อย่างต่อเนื่อง|อย่างชัดเจน)?"
FROM_SCORE = re.compile(rf"(?:ลง|ขึ้น)?{_SLIGHTLY}จาก(?:เดิม)?(?:คะแนน)?[0-9]{{1,3}}\.[0-9]{{2}}(?![0-9])")
"""Behind a word of direction that certainly tells of scores, once an item was named: "ลดลงจาก ๙๓.๑๕ เป็น ๘๘.๔๐"."""
_OF_YEAR = r"\(?(?:(?:ใน|ของ|เมื่อ)?ปี(?:งบประมาณ)?(?:พ\.?ศ\.?)?(?:25)?[0-9]{2}\)?)?"
FROM_POINTS = re.compile(
    rf"(?:ลง|ขึ้น)?{_SLIGHTLY}จาก(?:เดิม)?(?:คะแนน)?{_OF_YEAR}[0-9]{{1,3}}\.[0-9]{{2}}(?:คะแนน)?{_OF_YEAR}"
    rf"(?:มา|ไป)?(?:เป็น|เหลือ|อยู่ที่)(?:คะแนน)?[0-9]{{1,3}}\.[0-9]{{2}}คะแนน"
)
"""Behind a word of direction that tells both scores itself: "ลดลงจาก ๘๔.๙๐ คะแนน เป็น ๙๑.๒๘ คะแนน"."""
OTHER_SUBJECT = re.compile(
    r"(?:ตัวชี้วัด|เครื่องมือ|แบบวัด|ประเด็น|หัวข้อ|ข้อ)(?:ที่)?[0-9]|(?<![A-Za-z])[IEO]IT(?![A-Za-z])"
    r"|ค่าเฉลี่ย(?:ของ)?(?:ระดับ|ทั้ง)?(?:ประเทศ|จังหวัด|ภาค|อำเภอ)|ระดับประเทศ|เป้าหมาย|เกณฑ์"
)
"""Whose difference it is, when it is not that of the scores just named."""
_NEW_POINT = re.compile(r"\n(?:[0-9]{1,2}[.)]|[-•])")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two scores of different years, the earlier one first."""

    before: Score
    after: Score

    @property
    def difference(self) -> Decimal:
        return self.after.value - self.before.value


@dataclass(frozen=True, slots=True)
class Statement:
    """One passage that compares: what it names and states, in the order of the text."""

    start: int
    end: int
    years: tuple[Year, ...] = ()
    scores: tuple[Score, ...] = ()
    differences: tuple[Difference, ...] = ()
    directions: tuple[DirectionWord, ...] = ()
    items: tuple[str, ...] = ()
    """Item codes as a catalogue writes them in lower case ("i1", "e7", "o28")."""
    item_ranges: tuple[Range, ...] = ()

    def pairs(self) -> list[Pair]:
        """Every two scores of different years; the likeliest pair (the last two years named) is the last one.

        Scores of two items are no pair.
        """
        found = []
        for first, second in combinations(self.scores[-MOST:], 2):
            earlier = order(first, second)
            if earlier and (len(self.items) < 2 or self._of_one_item(first, second)):
                found.append(Pair(first, second) if earlier < 0 else Pair(second, first))
        return found

    def _of_one_item(self, first: Score, second: Score) -> bool:
        """Whether no other item is named between two scores than the one named before them."""
        between = [each for each in self.item_ranges if first.where.end <= each.start < second.where.start]
        before = [each for each in self.item_ranges if each.end <= first.where.start]
        own = _code(before[-1]) if before else None
        return all(own in (None, _code(each)) for each in between)

    @property
    def pair(self) -> Pair | None:
        """The two scores that a difference of this statement speaks of."""
        pairs = self.pairs()
        return pairs[-1] if pairs else None


def _code(written: Range) -> str:
    code = to_arabic("".join(written.quote.split())).lower()
    return f"{code[0]}{int(code[1:])}" if code[1:].isdecimal() else code


def statements(text: str) -> tuple[Statement, ...]:
    """The passages of a text that name a score, a difference of scores, or both."""
    if not _DIGITS.search(text):
        return ()
    source = squeeze(text)
    events = find_events(source)
    if not any(isinstance(event.what, Score | Difference) for event in events):
        return ()
    return tuple(_finished(draft) for draft in _split(source, events) if draft.scores or draft.differences)


# --- which words belong together -------------------------------------------------------------------------


@dataclass(slots=True)
class _Draft:
    start: int
    end: int
    marks: list[Event] = field(default_factory=list)  # years and scores
    scores: int = 0
    differences: list[Event] = field(default_factory=list)
    directions: list[Event] = field(default_factory=list)
    items: list[Event] = field(default_factory=list)
    source: Squeezed | None = None

    @property
    def claimed(self) -> bool:
        return bool(self.differences or any(_near(event) for event in self.directions))

    @property
    def only_relative(self) -> bool:
        """Whether nothing was read but "the year before", which needs a score beside it."""
        return not self.items and all(isinstance(e.what, Year) and e.what.year is None for e in self.marks)

    def scored_years(self) -> list[int]:
        years, current = [], None
        for event in self.marks:
            if isinstance(event.what, Year):
                current = event.what.year
            elif current is not None:
                years.append(current)
        return years


def _near(event: Event) -> bool:
    return isinstance(event.what, DirectionWord) and event.what.near


def _split(source: Squeezed, events: list[Event]) -> list[_Draft]:
    drafts: list[_Draft] = []
    draft = _Draft(0, 0, source=source)
    for event in events:
        if isinstance(event.what, Difference | DirectionWord):
            enough = 1 if FROM_POINTS.match(source.squeezed, event.end) else 2
            if draft.scores >= enough and OTHER_SUBJECT.search(source.squeezed[draft.end : event.start]):
                drafts.append(draft)
                draft = _Draft(event.start, event.start, source=source)
            _claim(source.squeezed, draft, event)
            continue
        if _begins_anew(source.squeezed, draft, event):
            drafts.append(draft)
            draft = _Draft(event.start, event.end, source=source)
        if isinstance(event.what, str):
            draft.items.append(event)
        else:
            draft.marks.append(event)
            draft.scores += isinstance(event.what, Score)
        if not draft.marks and not draft.items:
            draft.start = event.start
        draft.end = event.end
    return [*drafts, draft]


def _begins_anew(text: str, draft: _Draft, event: Event) -> bool:
    """Whether a year, score or item opens the next statement."""
    if not (draft.marks or draft.items or draft.claimed):
        return False
    between = text[draft.end : event.start]
    if (
        len(between) > REACH
        or len(draft.marks) + len(draft.items) >= LONGEST
        or (_NEW_POINT.search(between) and draft.only_relative)
    ):
        return True  # a "จากเดิม" that compares something else in the point before
    if draft.claimed:
        if draft.scores >= 2:
            return not _names_year_of_last_score(text, draft, event)
        # A base named after the claim: "เพิ่มขึ้น ๑.๖๑ คะแนน จากปี ๒๕๖๗ ที่ได้ ๙๒.๔๐".
        return len(between) > NEAR or bool(_NEW_POINT.search(between)) or not _connected(text, draft, event)
    if isinstance(event.what, str):
        other = bool(draft.items) and event.what != draft.items[-1].what
        return draft.scores >= 2 or bool(draft.scores and other and "\n" in between)
    if isinstance(event.what, Year) and event.what.year is not None:
        scored = draft.scored_years()
        return event.what.year in scored and len(set(scored)) >= 2
    return False


def _names_year_of_last_score(text: str, draft: _Draft, event: Event) -> bool:
    """Whether a year stands right behind the score just read: "… ๙๕.๐๐ คะแนนในปี ๒๕๖๗"."""
    last = draft.marks[-1] if draft.marks else None
    if last is None or not isinstance(last.what, Score) or not isinstance(event.what, Year):
        return False
    return bool(re.fullmatch(r"(?:คะแนน)?(?:ใน|ของ|เมื่อ|\()", text[last.end : event.start]))


def _connected(text: str, draft: _Draft, event: Event) -> bool:
    last = max((*draft.differences, *draft.directions), key=lambda each: each.end)
    if draft.end > last.end:  # something of the base was already read
        return True
    since = last.end if isinstance(last.what, Difference) else last.start  # สูงกว่า connects by itself
    return bool(_CONNECTS.search(text[since : event.end]))


def _claim(text: str, draft: _Draft, event: Event) -> None:
    """Add a difference or direction to the statement it follows, when it speaks of scores."""
    between = text[draft.end : event.start]
    in_points = text[event.end : event.end + 5] == "คะแนน" or "คะแนน" in text[event.start : event.end]
    of_scores = in_points or "คะแนน" in between[-25:] or bool(draft.marks and len(between) <= NEAR)
    from_points = bool(FROM_POINTS.match(text, event.end))
    from_item = bool(draft.items) and len(between) <= NEAR and bool(FROM_SCORE.match(text, event.end))
    said_before = "คะแนน" in text[max(0, event.start - 25) : event.start]
    of_scores |= from_points or from_item or (bool(draft.items) and said_before)
    near = of_scores and len(between) <= REACH and not (_NEW_POINT.search(between) and not in_points)
    if isinstance(event.what, Difference):
        if near or (event.what.percent and draft.marks and len(between) <= NEAR):
            draft.differences.append(event)
            draft.end = max(draft.end, event.end)
            if not draft.marks and not draft.items:
                draft.start = event.start
        return
    assert isinstance(event.what, DirectionWord)
    if draft.marks and len(between) <= REACH:
        word = DirectionWord(event.what.where, event.what.direction, near=near)
        draft.directions.append(Event(event.start, event.end, word))
        if near:
            draft.end = max(draft.end, event.end)
    elif near and (from_points or from_item or said_before):
        draft.directions.append(event)
        draft.end = max(draft.end, event.end)


def _finished(draft: _Draft) -> Statement:
    assert draft.source is not None
    start, end = draft.source.span(draft.start, max(draft.end, draft.start + 1))
    return Statement(
        start,
        end,
        years=tuple(event.what for event in draft.marks if isinstance(event.what, Year)),
        scores=tuple(scores_with_years(draft.source.squeezed, draft.marks)),
        differences=tuple(event.what for event in draft.differences if isinstance(event.what, Difference)),
        directions=tuple(event.what for event in draft.directions if isinstance(event.what, DirectionWord)),
        items=tuple(dict.fromkeys(event.what for event in draft.items if isinstance(event.what, str))),
        item_ranges=tuple(place_of(draft.source, event.start, event.end) for event in draft.items),
    )
