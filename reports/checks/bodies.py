"""Bodies of the state other than local administrations, and what a template leaves behind in a report.

Which bodies may be named anywhere, and why, stands in `known_bodies.toml`. Others are only doubtful where the text
speaks of its own agency ("บุคลากรของกรม…") or names who is responsible: everybody works with many bodies.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ita_portal.thai.digits import to_arabic
from ita_portal.thai.words import words
from reports.checks.agency_words import BOTH_KINDS, FOLLOWING, OTHER_KIND, WITH_OTHERS
from reports.checks.squeezed import squeeze

DATA = Path(__file__).parent / "known_bodies.toml"

_BODY = re.compile(
    r"(?:(?<![แโเุ])กรม(?!ธรรม|ร|์)|กระทรวง|สำนักงาน(?:เขตพื้นที่|สาธารณสุข|ปลัด|อัยการ|พัฒนา|เขต|คณะกรรมการ|ที่ดิน|สรรพากร|ขนส่ง|"
    r"ประกันสังคม|สหกรณ์|อธิการบดี|ศาล|ตำรวจ|ประมง|ปศุสัตว์|ทรัพยากร|พลังงาน|แรงงาน|จัดหางาน|วัฒนธรรม|พระพุทธ|การกีฬา|เกษตร|"
    r"ป้องกัน|ส่งเสริม|สถิติ|คลัง|ธนารักษ์|พาณิชย์|อุตสาหกรรม|การท่องเที่ยว|คุมประพฤติ|บังคับคดี)|มหาวิทยาลัย|วิทยาลัย|โรงพยาบาล|"
    r"สถานีตำรวจ|โรงเรียน)(?P<name>[ก-๎]{2,40})"
)
_OWN_WORDS = re.compile(
    r"(?:บุคลากร|เจ้าหน้าที่|พนักงาน|ข้าราชการ|ผู้บริหาร|ภารกิจ|เว็บไซ[ตด]์?(?:หลัก)?|ทรัพย์สิน|ภาพลักษณ์|การดำเนินงาน|การบริหารงาน|"
    r"การปฏิบัติงาน|ผลการประเมิน(?:ita)?)(?:ภายใน|ของ|ใน)+\Z",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"(?<!ณ)ภายใน\Z")
_BUILDINGS = ("โรงเรียน", "โรงพยาบาล", "มหาวิทยาลัย", "วิทยาลัย", "สถานีตำรวจ")
"""Something may well be done inside one of them."""
_WITH = re.compile(
    r"ร่วม|ประสาน|สนับสนุน|วิทยากร|ดูงาน|ร้องเรียน|แจ้ง|ตรวจ|จากหน่วยงาน|เชิญ|อบรม|กำกับ|ตามที่|ตาม\Z|จัดโดย"
)
_AROUND = 50

_HOLDERS = r"(?:สำนักงาน|หน่วยงาน|เทศบาล(?:ตำบล|เมือง|นคร)?|องค์การบริหารส่วนตำบล|อบต\.?|อำเภอ|จังหวัด|กอง)"
_NAMES = r"(?:หน่วยงาน|เทศบาล|อบต|อปท|องค์กร|ส่วนราชการ)"
_ASKS = r"(?:ระบุ|ใส่|กรอก|เติม)"
_SPACE = r"[ \u00a0]*"
LEFT_OVERS = (
    re.compile(rf"{_HOLDERS}{_SPACE}(?:\\?\*){{2,}}"),
    re.compile(rf"[\[(<{{«]\s*{_ASKS}?\s*(?:ชื่อ|นาม)(?:ของ)?{_NAMES}[^\])>}}»]{{0,30}}[\])>}}»]"),
    re.compile(rf"[\[<{{]\s*{_ASKS}[^\]>}}\n]{{0,40}}[\]>}}]"),
    re.compile(rf"\({_ASKS}(?:ชื่อ|วันที่|จำนวน|ปี|รายละเอียด)?[.…\s]*\)"),
    re.compile(rf"(?<![A-Za-z])[xX]{{3,}}(?![A-Za-z])|25[xX]{{2}}|(?:ปี|พ\.ศ\.){_SPACE}25[_.…]{{2,}}"),
    re.compile(rf"(?:{_HOLDERS}|จำนวน|วันที่|ปี|ที่){_SPACE}(?:\.(?:[ ]?\.){{3,}}|…(?:[ ]?…)+)"),
    re.compile(rf"…{{2,}}(?={_SPACE}(?:คน|ครั้ง|เรื่อง|ราย|คะแนน|บาท))"),
    re.compile(rf"{_HOLDERS}{_SPACE}_(?:[ ]?_){{2,}}"),
)
"""What stands in a template for the name, the number or the year that nobody filled in."""

_HEADS = re.compile(
    r"(?P<head>อธิบดี|อธิการบดี|คณบดี|ผู้อำนวยการโรงพยาบาล|ผู้อำนวยการโรงเรียน|ผู้อำนวยการวิทยาลัย|ผู้อำนวยการเขต|ผู้กำกับการ|เลขาธิการ)"
    r"(?=ได้|มี|ลงนาม|ประกาศ|มอบ|ให้ความสำคัญ|กำหนด|สั่งการ|เป็นประธาน|แสดงเจต)"
)

_GROUPS = re.compile(r"กลุ่มงาน(?P<name>[ก-๎]{3,30})|(?:ทุก)?กลุ่มภารกิจ")
_UNIT_WORDS = tuple(
    "ป้องกัน ปราบปราม อำนวยการ บริหาร ยุทธศาสตร์ นโยบาย กฎหมาย นิติ พัฒนา ตรวจสอบ คลัง พัสดุ บุคคล ทรัพยากร ประกัน เทคโนโลยี สารสนเทศ "
    "ไต่สวน วิชาการ การพยาบาล เภสัช จริยธรรม คุ้มครอง วินัย การเงิน ประสาน สนับสนุน".split()
)
_OFFICE_NUMBER = re.compile(r"(?:ใน|ของ|เจ้าหน้าที่)?(?P<office>สำนักงาน\s?[0-9])(?![0-9./])")


@dataclass(frozen=True, slots=True)
class Range:
    start: int
    end: int

    def is_line(self, text: str) -> bool:
        """Whether it is a dotted or ruled line to write on."""
        return text[self.start : self.end].endswith(("..", "…", "_", ". ."))


@cache
def _known() -> tuple[str, ...]:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(name for body in data["body"] for name in body["names"])


@lru_cache(maxsize=4096)
def foreign_bodies(text: str, *, responsible: bool = False) -> tuple[Range, ...]:
    """Bodies that a text speaks of as if they were its own agency; in a `responsible` cell every unknown one."""
    squeezed = squeeze(text)
    found = []
    for match in _BODY.finditer(squeezed.squeezed):
        if match[0].startswith(_known()) or (responsible and match[0].startswith("โรงเรียน")):
            continue  # municipalities have schools
        before = squeezed.squeezed[max(0, match.start() - _AROUND) : match.start()].rpartition("\n")[2]
        inside = _INSIDE.search(before) and not match[0].startswith(_BUILDINGS)
        if responsible or ((_OWN_WORDS.search(before) or inside) and not _WITH.search(before)):
            start, end = squeezed.span(match.start(), match.start("name") + _named(match["name"]))
            found.append(Range(start, _word_end(text, end, start)))
    return tuple(found)


def _named(rest: str) -> int:
    """How many letters of what follows กรม, โรงเรียน … belong to its name: those before the sentence goes on."""
    length = 0
    for word in words(rest):
        if word.text.startswith(FOLLOWING):
            break
        length += len(word.text)
    return length


def _word_end(text: str, end: int, start: int) -> int:
    """The end of a body's name as far as it is written in one piece."""
    gap = re.search(r"[\s,;:()/]", text[start:end])
    return start + gap.start() if gap else end


@lru_cache(maxsize=4096)
def left_overs(text: str) -> tuple[Range, ...]:
    """Places that a template holds open: [ชื่อหน่วยงาน], สำนักงาน***, ๒๕xx."""
    arabic = to_arabic(text)
    found: list[Range] = []
    for pattern in LEFT_OVERS:
        for match in pattern.finditer(arabic):
            if not any(each.start < match.end() and match.start() < each.end for each in found):
                found.append(Range(*match.span()))
    return tuple(sorted(found, key=lambda each: each.start))


def work_groups(text: str, *, responsible: bool = False) -> Iterator[Range]:
    """กลุ่มงาน… and กลุ่มภารกิจ: parts of provincial offices and hospitals, not of a municipality."""
    if "กลุ่ม" not in text:
        return
    squeezed = squeeze(text)
    for match in _GROUPS.finditer(squeezed.squeezed):
        if match["name"] and not _is_unit(match["name"], responsible=responsible):
            continue
        start, end = squeezed.span(match.start(), match.end())
        yield Range(start, end if responsible else _word_end(text, end, start))


def _is_unit(name: str, *, responsible: bool) -> bool:
    """Whether a group's name is that of an office's unit; people have groups too (กลุ่มงานฝีมือ)."""
    return not name.startswith(FOLLOWING) if responsible else name.startswith(_UNIT_WORDS)


def numbered_offices(text: str) -> Iterator[Range]:
    """สำนักงาน๑: the footnote of a template instead of a name."""
    if "สำนักงาน" not in text:
        return
    for match in _OFFICE_NUMBER.finditer(to_arabic(text)):
        yield Range(*match.span("office"))


def other_heads(text: str) -> Iterator[Range]:
    """Heads of other bodies who act as if they were the own ones: อธิบดีประกาศเจตนารมณ์."""
    if not any(head in text for head in ("อธิ", "คณบดี", "ผู้อำนวยการ", "ผู้กำกับ", "เลขาธิการ")):
        return
    squeezed = squeeze(text)
    for match in _HEADS.finditer(squeezed.squeezed):
        before = squeezed.squeezed[max(0, match.start() - _AROUND) : match.start()].rpartition("\n")[2]
        if not _WITH.search(before):
            yield Range(*squeezed.span(match.start("head"), match.end("head")))


def other_kind(text: str, own_kind: str) -> Range | None:
    """Words that only the other kind of local administration has: เทศบัญญัติ in the report of an อบต."""
    kind = {"sao": "municipality", "city": "sao", "town": "sao", "subdistrict": "sao"}.get(own_kind)
    if kind is None:
        return None
    squeezed = squeeze(text)
    own = "sao" if kind == "municipality" else "municipality"
    if OTHER_KIND[own].search(squeezed.squeezed):
        return None  # a sentence about both
    for match in OTHER_KIND[kind].finditer(squeezed.squeezed):
        around = squeezed.squeezed[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        if not (BOTH_KINDS.search(around) or WITH_OTHERS.search(around)):
            return Range(*squeezed.span(match.start(), match.end()))
    return None
