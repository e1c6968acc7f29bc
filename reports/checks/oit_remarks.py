"""What a remark on items of OIT says: praise of full marks, something missing, or which item it speaks of."""

from __future__ import annotations

import re

from reports.checks.squeezed import squeeze

FULL_MARKS = re.compile(
    r"(?:ได้(?:รับ)?(?:ผล)?)?คะแนนเต็ม(?:ทุกข้อ|ทั้งหมด|ร้อยละ)?(?:␣?100)?(?:\.00)?|ได้(?:รับ)?(?:คะแนน)?␣?100(?:\.00)?คะแนน"
)
_FOR_NO_REASON = re.compile(r"ไม่(?:พบ|มี|ปรากฏ)(?:ข้อบกพร่อง|ปัญหา|ข้อร้องเรียน|เรื่องร้องเรียน|การทุจริต)")
_NOT_ALL_WELL = re.compile(
    r"ไม่|ขาด|ยัง|ปรับปรุง|แก้ไข|เนื่องจาก|เพราะ|แต่|ยกเว้น|เว้น|ส่วน|เหลือ|เฉพาะ|เพิ่ม|พัฒนา|บกพร่อง|ล่าช้า|ลิงก์|ลิงค์|ผิด|น้อย|ต่ำ|0คะแนน"
)
LACKS = re.compile(
    r"(?<!ที่)(?:ไม่ครบ(?:ถ้วนตาม)?องค์ประกอบ|ขาดองค์ประกอบ|ไม่ปรากฏ(?:ข้อมูล|ราย|ระยะ|วิธี|องค์)|ไม่ได้(?:รับ)?คะแนน"
    r"|ได้(?:รับ)?(?:คะแนน)?0(?:\.00)?คะแนน|ไม่ผ่านการประเมิน)"
)
"""What an assessor writes when marks are lost."""
_COMPLETE = re.compile(r"(?:เผยแพร่|เปิดเผย|แสดง|มี)(?:ข้อมูล)?[^\n]{0,20}ครบ|ครบ(?:ถ้วน)?(?:ทุก|ตาม)?องค์ประกอบ")
"""What is written of an item that lost nothing, without naming its marks."""
_ONLY_IF = re.compile(r"หาก|ถ้า|กรณี|เพื่อไม่|เพื่อมิ|ไม่ให้|มิให้|ป้องกัน|ปีก่อน|ปีที่(?:แล้ว|ผ่านมา)|เดิม|เคย|25[0-9]{2}")


def only_praises(remark: str) -> bool:
    """Whether a remark speaks of full marks and of nothing that is not well."""
    text = squeeze(remark).squeezed
    if not FULL_MARKS.search(text) and "รักษามาตรฐาน" not in text and not _COMPLETE.search(text):
        return False
    return not _NOT_ALL_WELL.search(_FOR_NO_REASON.sub("", text))


def lack(remark: str) -> tuple[int, int] | None:
    """The range of a remark that says that something lacks now; None when it warns, plans or looks back."""
    source = squeeze(remark)
    for match in LACKS.finditer(source.squeezed):
        ahead = source.squeezed[max(0, match.start() - 40) : match.start()]
        if not _ONLY_IF.search(ahead):
            return source.span(*match.span())
    return None


def praise(remark: str) -> tuple[int, int] | None:
    """The range of a remark that speaks of full marks."""
    source = squeeze(remark)
    match = FULL_MARKS.search(source.squeezed)
    return source.span(*match.span()) if match else None


def names_item(remark: str, code: str) -> bool:
    """Whether a remark names an item by its code."""
    pattern = rf"(?<![A-Za-z0-9]){code[0]}-?0?{code[1:]}(?![0-9])"
    return re.search(pattern, squeeze(remark).squeezed, re.IGNORECASE) is not None
