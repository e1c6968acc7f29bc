"""outcome-output: an outcome that only counts what was made, and says nothing of what came of it.

"มีคู่มือการปฏิบัติงาน จำนวน ๕ เรื่อง" is an output. One hint per cell, only when every line of it is of that kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from reports.checks.context import Context, blank
from reports.checks.finding import Finding
from reports.checks.listed import items_of
from reports.checks.per_text import in_text
from reports.checks.registry import check
from reports.checks.squeezed import squeeze
from reports.checks.texts import Text
from reports.document import Document

CODE = "outcome-output"
_MADE = (
    r"คู่มือ|ประกาศ|คำสั่ง|แผน(?:ผัง|งาน|ปฏิบัติ)?|แผ่นพับ|รายงาน|บันทึก|ทะเบียน|แบบฟอร์ม|มาตรการ|แนวทาง|ระเบียบ|เว็บไซต์|เพจ|ป้าย|ช่องทาง"
    r"|เอกสาร|ฐานข้อมูล|คณะ(?:กรรมการ|ทำงาน)|โครงการ|กิจกรรม|สื่อ|วีดิทัศน์|ระบบ|นโยบาย|หลักเกณฑ์|ปฏิทิน|สมุด"
)
_OUTPUT = re.compile(rf"^(?:ได้)?(?:มี|จัดทำ|เผยแพร่|ออก|จัด)(?:การ)?(?:จัดทำ|เผยแพร่|ประกาศ)?(?:{_MADE})")
_COUNTED = re.compile(r"จำนวน␣?[0-9,]+|[0-9,]+(?:เรื่อง|ฉบับ|เล่ม|ครั้ง|งาน|ช่องทาง|แผ่น|โครงการ|กิจกรรม|ระบบ|ป้าย)")
_EFFECT = re.compile(
    r"ทำให้|ส่งผล|สามารถ|ลด(?:ลง|ขั้นตอน|เวลา|ระยะ)?|เพิ่มขึ้น|สูงขึ้น|ดีขึ้น|เร็วขึ้น|ง่ายขึ้น|ร้อยละ|คะแนน|พึงพอใจ|สะดวก|รวดเร็ว|เข้าใจ|รับรู้|ทราบ|เชื่อมั่น"
    r"|ถูกต้อง|โปร่งใส|ครบถ้วน|ไม่มี|ไม่พบ|ผู้ใช้|ผู้อ่าน|ผู้เข้าชม|ผู้ดาวน์โหลด|ผู้ร้อง|ผู้รับบริการ|ประชาชน|มีผู้|นำไปใช้|ใช้งาน|ปฏิบัติตาม|เป็นไปตาม|มาตรฐาน|ประโยชน์|ป้องกัน|เรียบร้อย"
)
"""Somebody or something is otherwise than before, or at least somebody is there for whom it is."""


@check(
    CODE,
    severity="info",
    kinds=("results",),
    title=gettext_noop("Outcome only counts what was made"),
    finds=gettext_noop("An outcome of which every line says only that something was made or how many."),
    example="ผลลัพธ์: มีคู่มือการปฏิบัติงาน จำนวน ๕ เรื่อง",
    fix=gettext_noop(
        "Write what was done, and what changed by it: a number, a score, a time, fewer complaints."
    ),
)
def outcome_output(document: Document, context: Context) -> Iterator[Finding]:
    for text in context.texts:
        where = text.where
        if where.measure is None or where.section is None or where.field != "outcome" or blank(text.text):
            continue
        output = document.sections[where.section - 1].measures[where.measure - 1].output
        if squeeze(text.text).squeezed not in squeeze(output).squeezed:  # else it only repeats the output
            yield from in_text(_only_made, text)


def _only_made(text: Text) -> Iterator[Finding]:
    lines = [each for each in items_of(text.text) if each.text.strip()]
    said = [squeeze(each.text).squeezed for each in lines]
    if not said or not all(_OUTPUT.search(line) and not _EFFECT.search(line) for line in said):
        return
    if not any(_COUNTED.search(line) for line in said):
        return  # "มีระบบ…" may be the beginning of a sentence that says more
    first = lines[0]
    message = gettext("The outcome says what was made (“%(quote)s”), not what came of it.")
    fix = gettext("Write what was done, and what changed by it: a number, a score, a time, fewer complaints.")
    quote = " ".join(first.text.split())
    quote = quote if len(quote) <= 60 else f"{quote[:60]}…"
    yield Finding(CODE, "info", message % {"quote": quote}, fix, text.at(first.start, first.end))
