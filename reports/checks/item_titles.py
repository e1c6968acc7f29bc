"""How alike the title of an item is to those of a year's catalogue, whatever way officers write it.

Spaces, dashes, brackets, digits, polite words and the name of the office do not count; "หรือไม่" and "มากน้อยเพียงใด"
end every question. Likeness is that of the pairs of letters two titles share: 0 for nothing, 1 for the same.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from catalogue.frame import Frame, FrameItem
from ita_portal.thai.celltext import plain
from ita_portal.thai.normal import squash

_NOISE = re.compile(
    r"มากน้อยเพียงใด|มากน้อยเพียงไร|หรือไม่|อย่างไร|ของท่าน|แก่ท่าน|ท่านคิดว่า|หน่วยงานท่าน|ในหน่วยงาน|ของหน่วยงาน|หน่วยงาน|สำนักงาน"
    r"|เทศบาล(?:ตำบล|เมือง|นคร)?|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|อบ[ตจ]\.?|ตามนโยบาย|นโยบาย|ประจำปี(?:งบประมาณ)?|พ\.?ศ\.?|[0-9]+"
    r"|[^\wก-๎]|_"
)
_SAID = (
    ("qanda", "q&a"),
    ("ถามตอบ", "q&a"),
    ("อีเซอร์วิส", "eservice"),
    ("เว็บไซท์", "เว็บไซต์"),
)


@lru_cache(maxsize=4096)
def title_key(title: str) -> str:
    """The letters of a title that tell what it is about."""
    key = squash(plain(title)).lower()
    for written, meant in _SAID:
        key = key.replace(written, meant)
    return _NOISE.sub("", key.replace("q&a", "qa"))


@lru_cache(maxsize=4096)
def _pairs(key: str) -> frozenset[tuple[str, int]]:
    """Every two neighbouring letters, counted, so that a pair that comes twice is shared twice."""
    times: Counter[str] = Counter()
    pairs = []
    for at in range(len(key) - 1):
        pair = key[at : at + 2]
        pairs.append((pair, times[pair]))
        times[pair] += 1
    return frozenset(pairs)


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """How much two keys share of both of them."""
    first, second = _pairs(one), _pairs(other)
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else float(one == other)


@lru_cache(maxsize=65536)
def covered(part: str, whole: str) -> float:
    """How much of the shorter key stands in the longer one: an abbreviated title is covered by the whole one."""
    first, second = _pairs(part), _pairs(whole)
    least = min(len(first), len(second))
    return len(first & second) / least if least else float(part in whole)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a title is to its own item's, and which other item it is most like."""

    own: float
    covered: float
    other: FrameItem | None
    other_likeness: float


def compare_title(title: str, item: FrameItem, frame: Frame) -> Likeness:
    """A title beside the item whose code it carries, and beside all others of that instrument and year."""
    key = title_key(title)
    keys = [title_key(each) for each in (item.title, *item.aliases)]
    own = max(likeness(key, each) for each in keys)
    others = [
        (max(likeness(key, title_key(each)) for each in (other.title, *other.aliases)), other)
        for other in frame.items
        if other.code != item.code and other.code[0].lower() == item.code[0].lower()
    ]
    best = max(others, key=lambda pair: pair[0], default=(0.0, None))
    return Likeness(own, max(covered(key, each) for each in keys), best[1], best[0])
