"""The overall score, its level, and those of the instruments, as running text states them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ita_portal.thai.celltext import plain
from ita_portal.thai.digits import parse_decimal, to_arabic
from reports.document import Block

LEVELS = (
    "ต้องปรับปรุงโดยด่วน",
    "ต้องปรับปรุง",
    "ผ่านดีเยี่ยม",
    "ผ่านดี",
    "ไม่ผ่าน",
    "ผ่าน",
    "AA",
    "A",
    "B",
    "C",
    "D",
    "E",
    "F",
)
"""Levels as announced, the longer ones first: "ผ่านดี" begins "ผ่านดีเยี่ยม"."""

_GAP = r"[ \t\u00a0]*"
_LEVEL_WORDS = "|".join(_GAP.join(level) if not level.isascii() else level for level in LEVELS)
_THAI_LEVELS = "|".join(_GAP.join(level) for level in LEVELS if not level.isascii())
_SCORE = " ?".join("คะแนน")
_SCORE_WORDS = rf"(?:{_SCORE}|ร้อยละ)(?:{_GAP}(?:รวม|เฉลี่ย|ภาพรวม|ที่ได้|ที่ได้รับ|ITA))*"
_TOTAL = re.compile(
    rf"(?P<words>{_SCORE_WORDS})(?P<between>[^0-9\n]{{0,40}}?)(?<![0-9.])(?P<score>1?[0-9]{{1,2}}(?:{_GAP}\.{_GAP}[0-9]{{1,2}})?)"
    rf"(?!{_GAP}[0-9]|[.,][0-9])(?P<unit>{_GAP}(?:{_SCORE}|%|เปอร์เซ็นต์))?",
    re.IGNORECASE,
)
_ASSESSED = re.compile(
    rf"(?P<words>ได้(?:รับ)?|เท่ากับ|คือ|=|:|\()(?P<between>{_GAP}(?:ผล)?)(?<![0-9.])(?P<score>1?[0-9]{{1,2}}\.[0-9]{{1,2}})(?![0-9])"
    rf"(?P<unit>{_GAP}(?:{_SCORE}|%|เปอร์เซ็นต์))",
    re.IGNORECASE,
)
"""A score that is not called one before its number: "ผลการประเมิน ITA … ได้ ๙๑.๗๒ คะแนน"."""
_ASSESSMENT = re.compile(r"ผล(?:การ)?ประเมิน|(?<![A-Za-z])ITA(?![A-Za-z])")
_PART = re.compile(
    rf"(?<![A-Za-z])[IEO]IT(?![A-Za-z])|ตัวชี้วัด(?:ที่|ย่อย|{_GAP}[0-9])"
    rf"|(?<![A-Za-z0-9])[IEO] ?[0-9]{{1,2}}(?![0-9])|ข้อ{_GAP}(?:ที่)?{_GAP}[0-9]"
    r"|ความพึงพอใจ|เครื่องมือ|ประเด็นที่",
    re.IGNORECASE,
)
"""What makes a score that of an instrument, an indicator, an item or another survey."""
_LEVEL = re.compile(
    rf"(?:ร ?ะ ?ด ?ั ?บ|เกณฑ์|เกรด|rating)"
    rf"(?:{_GAP}(?:ผล|{_SCORE}|การประเมิน|คุณภาพ|ที่|ได้|คือ|:|=|ผลการประเมิน|rating|score)){{0,3}}{_GAP}"
    rf"[\"“”'‘’(\[]?{_GAP}(?P<level>{_LEVEL_WORDS})(?![A-Za-z])",
    re.IGNORECASE,
)
_BARE_LEVEL = re.compile(
    rf"{_GAP}[,;]?{_GAP}(?:[(\[“\"]{_GAP}(?P<boxed>{_LEVEL_WORDS}){_GAP}[)\]”\"]"
    rf"|(?:มี)?ผล(?:การ)?ประเมิน{_GAP}(?:คือ|:|=)?{_GAP}[“\"(]?{_GAP}(?P<told>{_THAI_LEVELS})(?!เกณฑ์|การ))"
)
"""A level directly behind its score, without the word ระดับ."""
_NOT_REACHED = re.compile(
    rf"(?:ไม่ถึง|ไม่ได้(?:อยู่ใน)?|ไม่(?:อยู่|จัดอยู่)ใน|ต่ำกว่า|สูงกว่า|เกือบ(?:ถึง|ได้)?|ให้(?:ถึง|ได้|อยู่ใน|เป็น)|สู่|จะได้){_GAP}\Z"
)
"""Before the word ระดับ: the level is one that was not reached, or is aimed at."""
_NEAR = 15
_YEAR = re.compile(r"(?<![0-9])(25[5-9][0-9])(?![0-9])")
_NO_TOTAL = re.compile(
    r"(?:เต็ม|เป้าหมาย|ไม่น้อยกว่า|ขึ้นไป|ไม่ต่ำกว่า|เกณฑ์ผ่าน|น้ำหนัก|เพิ่มขึ้น|ลดลง|ผลต่าง|ข้อคำถาม|สูงกว่า|ต่ำกว่า|มากกว่า|น้อยกว่า|ตั้งแต่)"
)
_INSTRUMENT_SCORE = re.compile(
    r"(?<![A-Za-z])(?P<code>[IEO]IT)(?![A-Za-z])(?P<between>[^0-9\n]{0,80}?)(?P<score>1?[0-9]{1,2}\.[0-9]{1,2})(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class ProseTotal:
    """An overall score in running text: the year it is of (None unknown), its value and level as written."""

    year: int | None
    score: Decimal
    score_as_written: str
    level: str
    line: int | None


def is_level(text: str) -> bool:
    """Whether a text is the name of a level and nothing else."""
    return re.sub(r"\s", "", text) in LEVELS


def find_totals(blocks: Sequence[Block]) -> list[ProseTotal]:
    """Overall scores in paragraphs, in order. Scores of one instrument and full marks are no totals."""
    found: list[ProseTotal] = []
    texts = [(block, plain(block.text)) for block in blocks if block.kind != "table"]
    year: int | None = None
    carried = ""
    for block, text in texts:
        text = text[:20_000]
        arabic = to_arabic(text)
        for match in _stated(arabic):
            before = arabic[: match.start()]
            total = _total(arabic, match, carried + before[-200:])
            if total is None:
                continue
            years = _YEAR.findall(before) or _YEAR.findall(match["between"])
            stated = int(years[-1]) if years else year
            level = _level_after(arabic, match.end()) or _level_before(arabic, match)
            written = text[match.start("score") : match.end("score")]
            found.append(ProseTotal(stated, total, written, level, block.line))
        years = _YEAR.findall(arabic)
        year = int(years[-1]) if years else year
        carried = arabic[-120:]
    return found


def _stated(text: str) -> list[re.Match[str]]:
    """Where a score is stated, each once, in order."""
    found = {match.start("score"): match for match in _TOTAL.finditer(text)}
    for match in _ASSESSED.finditer(text):
        if _ASSESSMENT.search(text, max(0, match.start() - 200), match.start()):
            found.setdefault(match.start("score"), match)
    return [found[at] for at in sorted(found)]


def _total(text: str, match: re.Match[str], before: str) -> Decimal | None:
    if _NO_TOTAL.search(match["words"] + match["between"]) or _NO_TOTAL.search(before[-12:]):
        return None
    if _is_unit(before) and not re.search("ได้|เท่ากับ|รวม|เฉลี่ย", match["words"] + match["between"]):
        return None
    near = (before[-60:] + match["between"]).rpartition("ภาพรวม")[2]
    if _PART.search(near):
        return None
    if "." not in match["score"] and not match["unit"] and not _level_after(text, match.end()):
        return None
    value = parse_decimal(match["score"])
    return value if value is not None and value <= 100 else None


def _is_unit(before: str) -> bool:
    """Whether the word คะแนน that follows is the unit of the number before it, so that it announces nothing."""
    number = re.search(r"([0-9.]+)[ \u00a0]?\Z", before)
    return number is not None and not _YEAR.fullmatch(number[1])


def _level_after(text: str, end: int) -> str:
    after = text[end : end + 120].partition("\n")[0]
    bare = _BARE_LEVEL.match(after)
    if bare is not None:
        return re.sub(r"\s", "", bare["boxed"] or bare["told"])
    for match in _LEVEL.finditer(after):
        if not _NOT_REACHED.search(after[: match.start()]):
            return re.sub(r"\s", "", match["level"])
    return ""


def _level_before(text: str, score: re.Match[str]) -> str:
    """The level of "อยู่ในระดับ ผ่านดี คะแนน ๙๑.๗๒"."""
    start = max(0, score.start() - 60)
    found = list(_LEVEL.finditer(text, start, score.start("score")))
    if not found:
        return ""
    between = text[found[-1].end() : score.start()]
    near = len(between) <= _NEAR and not re.search("[0-9]", between)
    return re.sub(r"\s", "", found[-1]["level"]) if near else ""


def find_instruments(blocks: Sequence[Block]) -> list[tuple[str, Decimal]]:
    """Scores of IIT, EIT and OIT in running text or in a table nobody recognised."""
    found: dict[str, Decimal] = {}
    for block in blocks:
        lines = [" ".join(row) for row in block.rows] if block.kind == "table" else [block.text]
        for line in lines:
            for match in _INSTRUMENT_SCORE.finditer(to_arabic(plain(line))[:20_000]):
                value = parse_decimal(match["score"])
                if value is not None and value <= 100 and not _NO_TOTAL.search(match["between"]):
                    found.setdefault(match["code"].upper(), value)
    return list(found.items())
