"""The labels that begin a line of cell text: ๑. 1) (๒) ๑.๒ ก. - •

A label is recognised by what stands at the start of a line and never changed. What merely looks like
one stays text: decimals (๙๙.๓๔), times (๑๐.๓๐ น.), dates (1.10.67), years (2569.), negative numbers (-๐.๒๓),
abbreviations (ต. นากลาง), rules (-----) and a lone dash.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ita_portal.thai.digits import to_arabic

_DIGIT = "[0-9๐-๙]"
_NUMBER = f"{_DIGIT}{{1,3}}"
_BLANKS = " \t\u00a0"
_DASH = "-‐‑–—"
_BULLET = "•●▪◦‣·○■□▫►▶➢➤✓✔❖◆◇⚫"
# Consonants that enumerate. Later ones with a dot are abbreviations: ต. ตำบล, อ. อำเภอ, น. นาฬิกา, ม. หมู่.
_ENUMERATING = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณด"

_LABEL = re.compile(
    rf"""
    (?P<sub>{_NUMBER}(?:\.{_NUMBER})+[.)]?)
  | (?P<number>\({_NUMBER}\)|{_NUMBER}(?:\.\)|[.)]))(?!(?<=\.){_DIGIT})
  | (?P<letter>\([ก-ฮa-zA-Z]\)|[ก-ฮa-zA-Z]\)|[{_ENUMERATING}]\.(?=[{_BLANKS}]))
  | (?P<dash>[{_DASH}])(?![{_DASH}0-9๐-๙.])
  | (?P<bullet>[{_BULLET}])
    """,
    re.VERBOSE,
)
_ONLY_DASHES = re.compile(f"[{_DASH}\\s]*")
# Words after a number that make it a quantity or a time, not a sub-number.
_UNIT = re.compile(
    r"น\.|คะแนน|ร้อยละ|เปอร์เซ็นต์|%|(?:(?:ล้าน|แสน|หมื่น|พัน)?บาท|ล้าน|แสน|หมื่น|พัน|เท่า|กิโลเมตร|กม|เมตร|เซนติเมตร|ซม|ตร|"
    r"ตารางเมตร|ไร่|ลิตร|ตัน|กิโลกรัม|กก|ชั่วโมง|ชม|นาที|เดือน|ปี|วัน|คน|ครั้ง|ราย|แห่ง)(?![ก-ฮะ-ูเ-ไ็-์])"
)


class Label(NamedTuple):
    """A label and the white space after it, as typed. `family` tells one way of labelling from another."""

    text: str
    gap: str
    family: str


def match_label(line: str) -> Label | None:
    """The label at the very start of a line (its indentation already taken off), or None.

    There is always some text after it: a label alone on its line is text.
    """
    match = _LABEL.match(line)
    if match is None:
        return None
    rest = line[match.end() :].lstrip(_BLANKS)
    gap = line[match.end() : len(line) - len(rest)]
    kind = match.lastgroup or ""
    if not rest.strip() or (kind == "dash" and _ONLY_DASHES.fullmatch(rest)):
        return None
    if kind == "sub" and not _is_sub_number(match[0], gap, rest):
        return None
    return Label(match[0], gap, _family(kind, match[0]))


def number_of(label: str) -> int | None:
    """The number of a plainly numbered label ("๑๒)" is 12); None for sub-numbers, letters and bullets."""
    digits = to_arabic(label).strip("().")
    return int(digits) if re.fullmatch("[0-9]{1,3}", digits) else None


def _family(kind: str, label: str) -> str:
    if kind == "sub":
        parts = re.split("[.)]", label.rstrip(".)"))
        return f"sub{len(parts)}"
    if kind in ("dash", "bullet"):
        return kind
    return kind + re.sub(r"[^().]+", "", label)


def _is_sub_number(label: str, gap: str, rest: str) -> bool:
    """Tell ๑.๑ and 2.10 from decimals, times and dates: later parts are small, no unit, no second number follows."""
    closed = label[-1] in ".)"
    later = [to_arabic(part) for part in label.rstrip(".)").split(".")[1:]]
    if any(part.startswith("0") or int(part) > 29 for part in later):
        return False
    if closed:
        return not re.match(_DIGIT, rest) or bool(gap)
    if not gap and not re.match("[ก-ฮเแโใไA-Za-z]", rest):
        return False
    return _UNIT.match(rest) is None and rest[0] not in "-–—+×x=/,)%"
