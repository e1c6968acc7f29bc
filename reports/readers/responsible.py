"""Who is responsible: a cell's units (กอง …) and positions (นักวิเคราะห์ …), one by one and in order."""

from __future__ import annotations

import re

from ita_portal.thai.celltext import parse
from reports.readers.folding import visible

# Words that begin the name of a unit or a position.
_STARTS = re.compile(
    r"(?:เจ้าพนักงาน|เจ้าหน้าที่|นิติกร|หัวหน้า|รองปลัด|ปลัด|นัก(?=วิเคราะห์|วิชาการ|ทรัพยากร|จัดการ|พัฒนา|บริหาร|ประชา|สันทนาการ|สังคม|การ)"
    r"|กอง(?!ทุน)|สำนัก|สานัก|ผู้อำนวยการ|ผอ\.|หน่วย|งาน(?=[ก-ฮเแโใไ])|ฝ่าย|กลุ่มงาน|กลุ่ม|รองนายก|นายก|คณะ|ทุก|พนักงาน|ผู้ช่วย|ผู้บริหาร"
    r"|ศูนย์|โรงเรียน|สถานี|ส่วน|เลขานุการ|วิศวกร|นายช่าง|ครู|พยาบาล|สมาชิก|ประธาน|บุคลากร|ข้าราชการ|เทศบาล|อบต)"
)
_BETWEEN = re.compile(r"\s*[/,;、\n]+\s*|\s+และ(?=\s|[ก-ฮเแโใไ])\s*|\s+-\s+")
_SPACES = re.compile(r"\s+")
# A word that needs the next one: "หัวหน้า สำนักปลัด" is one position.
_UNFINISHED = re.compile(
    r"(?:หัวหน้า(?:ฝ่าย|งาน|ส่วน|กลุ่มงาน|หน่วย)?|ผู้อำนวยการ|ผอ\.|รอง|ผู้ช่วย|สำนัก|กอง|งาน|ฝ่าย|กลุ่ม(?:งาน)?|ส่วน|หน่วย(?:งาน)?|ศูนย์|คณะ(?:กรรมการ|ทำงาน)?"
    r"|ทุก|ปลัด|เจ้าหน้าที่|เจ้าพนักงาน|พนักงาน|สมาชิก(?:สภา)?|ประธาน)\Z"
)
_COMPLETED_BY = {"ปลัด": ("เทศบาล", "อบต"), "สมาชิก": ("เทศบาล", "อบต"), "สมาชิกสภา": ("เทศบาล", "อบต")}


def is_unit(text: str) -> bool:
    """Whether a text begins like a unit or a position, and is no sentence."""
    return len(text) <= 200 and bool(_STARTS.match(text))


def split_responsible(cell: str) -> tuple[str, ...]:
    """The units and positions that a cell names; a text without such words is one entry, as typed."""
    bare = "\n".join(block.text for block in parse(cell)) if len(cell) <= 4000 else ""
    found: dict[str, None] = {}
    for part in _BETWEEN.split(bare):
        for name in _split_words(" ".join(part.split())):
            if name.strip("-–. "):
                found[name] = None
    return tuple(found) or ((visible(cell),) if visible(cell).strip("-–. ") else ())


def _split_words(text: str) -> list[str]:
    names: list[str] = []
    for word in _SPACES.split(text):
        if names and (not _STARTS.match(word) or not _STARTS.match(names[-1]) or _needs(names[-1], word)):
            names[-1] += f" {word}"
        else:
            names.append(word)
    return names


def _needs(name: str, word: str) -> bool:
    match = _UNFINISHED.search(name)
    if match is None:
        return False
    last = match[0]
    if last in _COMPLETED_BY:
        return word.startswith(_COMPLETED_BY[last])
    return name == last or not name.startswith("ทุก")
