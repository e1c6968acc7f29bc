"""Numbering that ran on in one line (๑. … ๒. … ๓. …), set apart into lines so that steps can be counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from ita_portal.thai.digits import to_arabic
from ita_portal.thai.inline import parse_inline, render_inline, slice_spans

_MARKER = re.compile(r"(?<!\S)(?P<open>\(?)(?P<number>[0-9]{1,3}|[๐-๙]{1,3})(?P<close>\.\)|[.)])(?![0-9๐-๙])")
# A number after one of these refers to something (ตามข้อ ๒. ครั้งที่ ๑. ข้อ ๑ - ๒.); it is no label.
_REFERENCE = re.compile(
    r"(?:ข้อ|มาตรา|จำนวน|(?<!ทุก)(?<!ราย)(?<!ละ)(?<!ต่อ)ไตรมาส"
    r"|(?:ข้อ|ไตรมาส|ครั้ง|หมู่|ประเด็น|ลำดับ|มาตรา|ระยะ|รอบ|ชั้น|ฉบับ|วัน|ระดับ|ขั้น|ขั้นตอน|ส่วน|ด้าน|หมวด|บท|ตอน|ภาค"
    r"|ตัวชี้วัด|ยุทธศาสตร์|กลยุทธ์|เป้าหมาย|แผนงาน|โครงการ|รายการ|องค์ประกอบ)ที่"
    r"|[0-9๐-๙][.)]?\s{0,3}(?:[-–—,/]|และ|หรือ|ถึง))\s{0,3}\Z"
)
_INTRODUCES = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ได้แก่|คือ|ประกอบด้วย|เช่น|[:：])\s{0,3}\Z")
_HEADING_LENGTH = 60
_LOOK_BACK = 30
_LETTER = re.compile(r"[^\W\d_]")


class _Marker(NamedTuple):
    start: int
    end: int
    number: int
    style: str


def split_run_on(text: str) -> str:
    """Put each item of a numbering that runs on in one line on a line of its own. Nothing else is re-flowed.

    The numbers must follow each other in one style, at least two of them, each with words after it. The
    first stands at the start of its line (any number), or after a short heading or an introduction
    ("... ดังนี้ ๑. ... ๒. ..."), and is then 1. Dashes are never split: they are used inside sentences.
    """
    return "\n".join(_split_line(line) for line in text.split("\n"))


def _split_line(line: str) -> str:
    bare = line.lstrip(" ")
    spans = parse_inline(bare)
    visible = "".join(span.text for span in spans)
    cuts = _cuts(visible)
    if not cuts:
        return line
    indent = " " * (len(line) - len(bare))
    pieces = []
    for start, end in zip([0, *cuts], [*cuts, len(visible)], strict=True):
        kept = start + len(visible[start:end].rstrip())
        if kept > start:
            pieces.append(indent + render_inline(slice_spans(spans, start, kept)))
    return "\n".join(pieces)


def _cuts(visible: str) -> list[int]:
    found = _run(visible, _markers(visible))
    return [marker.start for marker in found if marker.start]


def _markers(visible: str) -> list[_Marker]:
    return [
        _Marker(match.start(), match.end(), int(to_arabic(match["number"])), match["open"] + match["close"])
        for match in _MARKER.finditer(visible)
    ]


def _run(visible: str, markers: list[_Marker]) -> list[_Marker]:
    """The numbering that runs on in a line, its first marker included; empty when there is none."""
    if len(markers) < 2:
        return []
    if markers[0].start == 0:
        return _sequence(visible, markers, 0)
    tried: set[str] = set()
    for index, marker in enumerate(markers):
        if marker.number != 1 or marker.style in tried or not _may_begin(visible, marker.start):
            continue
        tried.add(marker.style)
        if found := _sequence(visible, markers, index):
            return found
    return []


@dataclass(frozen=True, slots=True)
class Break:
    """A label at `start:end` of a line that says `number` where `before` + 1 should follow."""

    start: int
    end: int
    before: int
    number: int


def break_in_run(line: str, before: int = 0) -> Break | None:
    """Where a numbering that runs on in one line says a number twice, or leaves one out behind its last.

    `before` is the number of the line above: a line that goes on counting from it is a run of its own.
    """
    markers = _markers(line)
    run = _run(line, markers)
    if not run and before and markers and markers[0].start == 0 and markers[0].number == before + 1:
        run = markers[:1]
    if not run or len(markers) == len(run):
        return None
    last = run[0]
    for marker in markers[markers.index(run[0]) + 1 :]:
        if marker in run:
            last = marker
            continue
        if marker.style != last.style or _refers(line, marker.start):
            continue
        worded = _LETTER.search(line, last.end, marker.start) and _LETTER.search(line, marker.end)
        left_out = last is run[-1] and marker.number == last.number + 2
        if worded and (left_out or marker.number == last.number):
            return Break(marker.start, marker.end, last.number, marker.number)
    return None


def _sequence(visible: str, markers: list[_Marker], first: int) -> list[_Marker]:
    """The markers that count on from `markers[first]`; empty when there are not at least two with words."""
    found = [markers[first]]
    for marker in markers[first + 1 :]:
        if marker.style != found[-1].style or marker.number != found[-1].number + 1:
            continue
        if not _LETTER.search(visible, found[-1].end, marker.start) or _refers(visible, marker.start):
            continue
        found.append(marker)
    if not _LETTER.search(visible, found[-1].end):
        found.pop()
    return found if len(found) > 1 else []


def _may_begin(visible: str, start: int) -> bool:
    if _refers(visible, start):
        return False
    return start <= _HEADING_LENGTH or _INTRODUCES.search(visible, start - _LOOK_BACK, start) is not None


def _refers(visible: str, start: int) -> bool:
    return _REFERENCE.search(visible, max(start - _LOOK_BACK, 0), start) is not None
