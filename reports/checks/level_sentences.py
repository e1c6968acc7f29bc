"""Sentences that give a score its level: "ได้คะแนน ๙๐.๖๘ อยู่ในระดับ ผ่านดี", "๘๘.๓๗ คะแนน (A)".

Words of a level are also everyday words (ผ่าน, ต้องปรับปรุง): they count only where the sentence says that they are
a level, and only beside a score. Legends ("๘๕.๐๐ – ๙๔.๙๙ ผ่านดี") and targets are no claims.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reports.checks.score_sentences import Range, Score, Statement, statements
from reports.checks.squeezed import Squeezed, squeeze

Subject = Literal["total", "part", "other", ""]

BEHIND = 90
"""Characters from a score to the level it is said to have."""
AHEAD = 30
"""Characters from a level to the score named after it."""
SUBJECT_REACH = 160

_WORD = (
    r"(?P<level>ต้องปรับปรุงโดยด่วน|ต้องปรับปรุง|ผ่านดีเยี่ยม|ผ่านดี|ผ่าน|ดีเยี่ยม|ยอดเยี่ยม|ดีมาก|ดี|พอใช้|ปานกลาง"
    r"|AAA|AA|[A-F](?=[^A-Za-z0-9\-]|$))"
)
_OPENING = r"[:=\-–(\[\"'“‘]*"
_AFTER_MARKER = re.compile(
    rf"(?:ระดับ|เกณฑ์|เกรด|ผลการประเมิน(?:คือ|:|=))(?:คะแนน|ผลการประเมิน|คุณภาพ|ที่|คือ|เป็น|เท่ากับ)*{_OPENING}{_WORD}"
)
_AFTER_SCORE = re.compile(rf"[0-9](?:คะแนน)?(?:[=:–-]|[(\[\"“‘]+|␣)?{_WORD}")
_DENIED = re.compile(
    r"(?:ไม่ถึง|ไม่ได้(?:อยู่ใน)?|ไม่(?:อยู่|จัดอยู่)ใน|ต่ำกว่า|สูงกว่า|เหนือกว่า|เกือบ(?:ถึง|ได้)?|ใกล้(?:เคียง)?|ให้(?:ถึง|ได้|อยู่ใน|เป็น|ขึ้นไป(?:สู่|อยู่ใน))|(?:ไป)?สู่|จึงจะได้|จะได้)$"
)
"""Before the word ระดับ: the level is one that was not reached, or is aimed at."""
_EVERYDAY = frozenset({"ดี", "ดีมาก", "ดีเยี่ยม", "ยอดเยี่ยม", "พอใช้", "ปานกลาง"})
_THAI_LETTER = re.compile(r"[ก-ฮะ-ฺเ-๎]")
_PART = re.compile(r"ตัวชี้วัด|เครื่องมือ|แบบวัด|ประเด็น|หัวข้อ|ข้อคำถาม|[IEO]IT(?![A-Za-z])|ข้อ\s*[ieoIEO]?[0-9๐-๙]")
_TOTAL = re.compile(r"ภาพรวม|ทุกตัวชี้วัด|(?:10|๑๐)\s*ตัวชี้วัด|คะแนนรวม|โดยรวม|รวมทั้ง(?:สิ้น|หมด)")
_WEAK_TOTAL = re.compile(r"ITA|คุณธรรมและความโปร่งใส|ผลการประเมิน|ผลคะแนน")
_OTHERS = re.compile(r"ค่าเฉลี่ย|ระดับ(?:ประเทศ|จังหวัด|ภาค|อำเภอ)|ทั้งประเทศ|เป้าหมาย|ขั้นต่ำ")


@dataclass(frozen=True, slots=True)
class LevelClaim:
    """A score and the level a sentence gives it.

    `subject`: "total" for the overall result, "part" for an indicator, instrument or item, "other" for an average or
    a target, "" when the sentence does not say. `everyday` words (ดีมาก) are levels of no scheme. `instead` is
    another score that the level may speak of: "ได้ ๙๐.๖๘ เพิ่มขึ้นจากปี ๒๕๖๗ ที่ได้ ๘๔.๐๐ อยู่ในระดับผ่านดี".
    """

    score: Score
    level: Range
    word: str
    subject: Subject
    everyday: bool
    instead: Score | None = None


@lru_cache(maxsize=4096)
def level_claims(text: str) -> tuple[LevelClaim, ...]:
    """Every claim of a text, in order."""
    found = statements(text)
    scores = [score for each in found for score in each.scores]
    if not scores:
        return ()
    source = squeeze(text)
    claims = []
    from_place = 0
    for start, end, word in _words(source):
        first, last = source.span(start, end)
        score = _score_of(text, scores, first, last, from_place)
        if score is None:
            continue
        later = _later_score(found, score, from_place)
        meant = later or score
        place = Range(first, last, text[first:last])
        subject = _subject(text, from_place, meant)
        claims.append(LevelClaim(meant, place, word, subject, word in _EVERYDAY, score if later else None))
        from_place = max(last, score.where.end)
    return tuple(claims)


def _words(source: Squeezed) -> list[tuple[int, int, str]]:
    """Squeezed ranges of level words that the sentence marks as such."""
    found = {}
    for pattern in (_AFTER_MARKER, _AFTER_SCORE):
        for match in pattern.finditer(source.squeezed):
            start, end = match.span("level")
            word = match["level"]
            if word in _EVERYDAY and pattern is _AFTER_SCORE:
                continue
            if pattern is _AFTER_MARKER and denied(source.squeezed, match.start()):
                continue
            if pattern is _AFTER_SCORE and word[0] < "ก" and not re.search(r"[(\[\"“=:]", match[0]):
                continue  # "๑๐๐ E-Service"
            if _ends(source, end):
                found[start] = (start, end, word)
    return [found[start] for start in sorted(found)]


def denied(squeezed: str, start: int) -> bool:
    """Whether what stands before a marked level says that it was not reached, or is only aimed at."""
    return _DENIED.search(squeezed[max(0, start - 20) : start]) is not None


def _ends(source: Squeezed, end: int) -> bool:
    """Whether a word ends here: what follows is no Thai letter, or stands apart."""
    if end >= len(source.squeezed) or not _THAI_LETTER.match(source.squeezed[end]):
        return True
    behind, ahead = source.span(end - 1, end), source.span(end, end + 1)
    return ahead[0] > behind[1]


def _score_of(text: str, scores: list[Score], start: int, end: int, from_place: int) -> Score | None:
    before = [score for score in scores if from_place <= score.where.start and score.where.end <= start]
    if before and start - before[-1].where.end <= BEHIND and "\n\n" not in text[before[-1].where.end : start]:
        return before[-1]
    after = [score for score in scores if score.where.start >= end]
    if after and after[0].where.start - end <= AHEAD and "\n" not in text[end : after[0].where.start]:
        return after[0]
    return None


def _later_score(found: tuple[Statement, ...], score: Score, from_place: int) -> Score | None:
    """The score of the later year that a level speaks of when it stands behind the score it is compared with."""
    for statement in found:
        pair = statement.pair
        if pair and pair.before is score and from_place <= pair.after.where.start < score.where.start:
            return pair.after
    return None


def _subject(text: str, from_place: int, score: Score) -> Subject:
    sentence = text[max(from_place, score.where.start - SUBJECT_REACH) : score.where.start]
    sentence = sentence.rpartition("\n\n")[2]
    if _OTHERS.search(sentence[-40:]):
        return "other"
    part = [match.end() for match in _PART.finditer(sentence)]
    total = [match.end() for match in _TOTAL.finditer(sentence)]
    if part and (not total or part[-1] > total[-1]):
        return "part"
    return "total" if total or _WEAK_TOTAL.search(sentence) else ""
