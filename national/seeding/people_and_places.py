"""Invented municipalities in real districts. Their codes begin with 98, which no real municipality's does."""

from __future__ import annotations

import random
from collections.abc import Iterator

from municipalities.models import District, Kind, Province
from municipalities.services import Identity

CODE = "98{number:06}"
KINDS = {Kind.SAO: 5300, Kind.SUBDISTRICT: 2247, Kind.TOWN: 195, Kind.CITY: 30}
"""How often each kind occurs; besides there is one provincial administration in every province."""
BANGKOK = "10"
"""It has no local administrations below its own, so none is invented there."""

GROUND = (
    "บ้าน", "หนอง", "โนน", "ท่า", "ดอน", "ห้วย", "คลอง", "เขา", "นา", "วัง", "บึง", "ป่า", "ทุ่ง", "โคก", "แม่", "ปาก", "เกาะ",
    "สระ", "ลำ", "บาง",
)  # fmt: skip
SIGN = (
    "ทอง", "แก้ว", "ยาง", "มะขาม", "ไผ่", "ขาว", "แดง", "ใหญ่", "น้ำใส", "หิน", "ทราย", "โพธิ์", "จิก", "หว้า", "สัก",
    "แสง", "เพชร", "งาม", "สูง", "กว้าง", "เย็น", "พลับ", "ตาล", "จันทร์", "เกลือ", "หอม", "ขวาง", "ไทร", "พลวง", "กระโดน",
)  # fmt: skip
TAIL = ("", "", "", "เหนือ", "ใต้", "พัฒนา", "สามัคคี", "สมบูรณ์", "ธารา", "วิไล")


def identities(count: int) -> Iterator[Identity]:
    """So many municipalities, always the same ones: the first are the same whatever their number."""
    elsewhere = Province.objects.exclude(code=BANGKOK)
    provinces = list(elsewhere.filter(districts__isnull=False).distinct().order_by("code"))
    districts = list(
        District.objects.filter(province__in=elsewhere).select_related("province").order_by("code")
    )
    for number in range(1, count + 1):
        rng = random.Random(f"place {number}")
        name = rng.choice(GROUND) + rng.choice(SIGN) + rng.choice(TAIL)
        district: District | None = rng.choice(districts)
        assert district is not None
        province, kind = district.province, rng.choices(list(KINDS), list(KINDS.values()))[0]
        if number <= len(provinces) and number < count:
            province, district, kind = provinces[number - 1], None, Kind.PAO
        yield Identity(CODE.format(number=number), kind, name, province, district)
