"""A cell that was cut in two by a page break, made whole again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ita_portal.thai.celltext import plain
from ita_portal.thai.labels import match_label

# Vowels and marks that cannot begin a word, and signs that end or go on with something.
_GOES_ON = re.compile(r"[ะัาำ-ฺๅ็-๎ๆฯ)\]”’\"'.,;:!?%/]")
_NEEDS_MORE = re.compile(r"[เแโใไ,(\[“‘/:–—-]\Z|[^\s.]\s-\Z")
_LINKS = (
    "และ", "หรือ", "ของ", "ใน", "ที่", "การ", "ความ", "เพื่อ", "โดย", "จาก", "ให้", "กับ", "ตาม", "ผ่าน",
    "แก่", "ต่อ", "เป็น", "มี", "ซึ่ง", "คือ",
    "ได้แก่", "เช่น", "ว่า", "ได้", "จะ", "ไม่", "อย่าง", "แห่ง", "ด้าน", "ด้วย", "ระหว่าง", "เกี่ยวกับ",
    "รวมถึง", "รวมทั้ง", "ตลอดจน", "ณ", "ต้อง", "ควร",
    "ทาง", "ถึง", "เข้า", "สู่", "ยัง", "อาจ", "ถูก", "รับ", "นำ", "ทำ", "จัด", "ร่วม", "พร้อม",
)  # fmt: skip
_ENDS_LINKED = re.compile(r"(?:" + "|".join(sorted(_LINKS, key=len, reverse=True)) + r")\Z")
_BEGINS_LINKED = re.compile(r"(?:และ|หรือ|ของ|ซึ่ง|แก่|แห่ง|รวมทั้ง|รวมถึง|ตลอดจน|เกี่ยวกับ|อย่าง|ให้แก่|ต่อไป|เป็นต้น|ด้วย)")
_CLOSED = re.compile(
    r"[.。!?)\]”’\"ฯๆ0-9๐-๙%]\Z|(?:ต่อไป|เป็นต้น|ครบถ้วน|เรียบร้อย|แล้ว|เท่านั้น|คะแนน|บาท|ทุกปี|ทั่วถึง|ต่อเนื่อง)\Z"
)
_NEW_START = re.compile(r"(?:ผล(?:การ|ลัพธ์|จาก)|จากผล|หมายเหตุ|ทั้งนี้|นอกจากนี้|ดังนั้น|ข้อเสนอแนะ|ITA)")


MOST_JOINED = 200
"""Rows that may be joined to one: no page break tears a cell so often, and each join copies the whole cell."""
_LOOKED_AT = 1000
_KNOWN = 100_000
_SEAM = 3
_THAI = re.compile("[\u0e01-\u0e4e]+")


def join(upper: str, lower: str, *, page_break: bool, known: str = "") -> str:
    """Put the lower part of a cell to the upper: without a space inside a word or sentence, else as a new line.

    `page_break`: a repeated header or blank lines stood between the two, so that a cut is likely. `known` is text
    without spaces in which the words of such reports are found: letters that stand together there belong together.
    """
    if not lower.strip():
        return upper
    if not upper.strip():
        return lower
    first = upper.rstrip()
    second = lower.lstrip()
    last, begin = (
        plain(first.rpartition("\n")[2][-_LOOKED_AT:]),
        plain(second.partition("\n")[0][:_LOOKED_AT]),
    )
    return first + (second if _inside(last.rstrip(), begin, page_break, known) else "\n" + second)


def known_text(texts: Iterable[str]) -> str:
    """Texts as `join` looks them up: without spaces, of bounded length."""
    joined: list[str] = []
    length = 0
    for text in texts:
        squeezed = "".join(text.split())
        joined.append(squeezed)
        length += len(squeezed)
        if length > _KNOWN:
            break
    return "\n".join(joined)


def _inside(last: str, begin: str, page_break: bool, known: str) -> bool:
    if match_label(begin.lstrip()) is not None:
        return False
    if _GOES_ON.match(begin) or _NEEDS_MORE.search(last) or _open_brackets(last):
        return True
    if _ENDS_LINKED.search(last) or _BEGINS_LINKED.match(begin):
        return True
    if _CLOSED.search(last) or _NEW_START.match(begin):
        return False
    around = last[-_SEAM:] + begin[:_SEAM]
    if _THAI.fullmatch(around) and len(around) == 2 * _SEAM and around in known:
        return True
    return page_break and len(last) > _SEAM


def _open_brackets(line: str) -> bool:
    return line.count("(") > line.count(")") or line.count("“") > line.count("”")
