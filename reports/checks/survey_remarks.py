"""What a remark on items of IIT and EIT says of them: that something is weak, without any but."""

from __future__ import annotations

import re

from reports.checks.squeezed import squeeze

_WEAK = re.compile(
    r"เข้าถึง(?:ข้อมูล)?(?:ได้)?(?:ค่อนข้าง)?ยาก|ขาดความ(?:ชัดเจน|โปร่งใส|เป็นธรรม|ต่อเนื่อง|เข้าใจ|รู้)|ไม่(?:มีความ)?(?:ชัดเจน|ทั่วถึง|โปร่งใส|เพียงพอ|เป็นธรรม|ต่อเนื่อง|สะดวก)"
    r"|ล่าช้า|ไม่เป็นไปตามขั้นตอน|เลือกปฏิบัติ"
)
_TURNED = re.compile(
    r"แม้|แต่|อย่างไรก็(?:ตาม|ดี)|บางส่วน|บางราย|บางคน|บางเรื่อง|บางช่อง|ส่วนน้อย|เล็กน้อย|เพื่อไม่|เพื่อมิ|ป้องกัน|ปรับปรุง|แก้ไข|แก้ปัญหา|เดิม|เคย|ปีก่อน"
    r"|ปีที่(?:แล้ว|ผ่านมา)|หาก|ถ้า|กรณี|ยังมี|พัฒนา|เพิ่ม|ลด|ความเสี่ยง|ร้อยละ"
)
"""Somebody weighs, looks back or plans: that goes with a high score."""
_DENIED = re.compile(r"(?:ไม่(?:พบ|มี|ได้|เกิด|ปรากฏ|ให้)?|มิได้|ปราศจาก|ไร้|ลด)(?:ปัญหา|ความ|การ|ข้อร้องเรียน|เรื่อง)?$")


def weakness(remark: str) -> tuple[int, int] | None:
    """The range of a remark that calls something weak and says nothing else that would go with a high score."""
    source = squeeze(remark)
    if _TURNED.search(source.squeezed):
        return None
    for match in _WEAK.finditer(source.squeezed):
        if not _DENIED.search(source.squeezed[max(0, match.start() - 20) : match.start()]):
            return source.span(*match.span())
    return None
