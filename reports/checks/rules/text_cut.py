"""text-cut: a text ends in the middle of a word or sentence, begins in one, or opens a bracket it does not close.

Only what cannot be otherwise is found: an ending letter that no word ends with, a last word that always needs another
one (และ, ของ, เพื่อ, ได้แก่), the beginning of a word of the dictionary, a first letter that cannot come first. Cells
and analyses are looked at; paragraphs are not, since a file may break them into lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.words import begins_word, is_word, words
from reports.checks.broken_words import CANNOT_BEGIN, CANNOT_END, LETTER
from reports.checks.context import Context, blank
from reports.checks.finding import Finding, Severity
from reports.checks.per_text import in_text
from reports.checks.registry import check
from reports.checks.texts import Text
from reports.document import Document

CODE = "text-cut"
FIELDS = frozenset(
    {"title", "procedure", "output", "outcome", "suggestion", "follow_up", "remark", "item_remark"}
)
TAIL = 30
"""Characters at the end of a text in which its last words are looked for."""
LATE = 100
"""A bracket opened so close to the end and not closed means that the end is missing."""

HANGING = frozenset(
    {
        "และ", "หรือ", "ของ", "เพื่อ", "โดย", "จาก", "แก่", "ซึ่ง", "ความ", "การ", "ผู้", "ได้แก่", "เช่น", "คือ", "สำหรับ",
        "เนื่องจาก", "ตลอดจน", "รวมถึง", "รวมทั้ง", "พร้อมทั้ง", "ใน", "เกี่ยวกับ", "กับ", "อาทิ", "ที่", "ว่า", "ณ", "ระหว่าง",
        "ภายใต้", "หาก", "เมื่อ", "อัน", "เพราะ", "แต่",
    }
)  # fmt: skip
HALVES = frozenset({"ดำเนิน", "โปร่ง", "เจ้าหน้า", "กระบวน", "ประสิทธิ", "พนัก", "อิเล็ก", "ผลสัม", "จัดซื้อจัด"})
"""Words of the dictionary that in a report are only ever the first half of another."""
_NO_HANGING_AFTER = frozenset(
    {"ทุก", "ถูก", "เต็ม", "ตาม", "ครบ", "หลาย", "เข้า", "ด้าน", "ข้าง", "พูด", "ถ้วน", "สถาน"}
)
_PERSON = re.compile(
    r"(?:นาย(?!กเทศ|กองค์|กอบ|กสภา|ก\s|ทะเบียน|อำเภอ|ช่าง|แพทย์)|นาง|น\.ส\.|ด\.[ชญ]\.)\s?[^\s\n]*(?:\s[^\s\n]*)?$"
)
_PLACE = re.compile(
    r"(?:ตำบล|อำเภอ|จังหวัด|บ้าน|(?<!ชี้)วัด|โรงเรียน|ถนน|ชุมชน|อบต\.|อบจ\.|เทศบาล|องค์การบริหารส่วน|คลอง|หนอง|ห้วย|[ตอจ]\.)\s?[^\s\n]{0,14}$"
)
"""Names of people and places may end like anything."""
LEADING = frozenset({"และ", "หรือ", "ซึ่ง", "ของ", "ตลอดจน", "รวมทั้ง", "รวมถึง", "แต่"})
_STRAY = re.compile(rf"\s*(?P<mark>[.,;]\s*)(?=[{LETTER}])")
_LABEL = re.compile(r"(?:(?<=\s)|^)\(?[0-9๐-๙ก-ฮa-zA-Z]{1,3}\)", re.MULTILINE)
_PAIRS = (("(", ")"), ("“", "”"), ("[", "]"))


@check(
    CODE,
    severity="warning",
    title=gettext_noop("Text is cut off"),
    finds=gettext_noop(
        "A cell or an analysis that ends in the middle of a word or sentence, begins in the middle of one, or opens a "
        "bracket and never closes it."
    ),
    example="“…ประชาชนได้รับความสะดวกและ”, “…เผยแพร่ผ่านเว็บไซ”, “…ผ่านช่องทางออนไลน์ (เว็บไซต์ เฟซบุ๊ก”",
    fix=gettext_noop("Complete the text from where it was written first."),
)
def text_cut(document: Document, context: Context) -> Iterator[Finding]:
    for text in context.texts:
        field = text.where.field or ""
        in_cell = field in FIELDS and (field != "title" or text.where.measure is not None)
        if not in_cell and not field.startswith("extra:"):
            continue
        yield from in_text(_in_text, text, in_cell)


def _in_text(text: Text, in_cell: bool) -> Iterator[Finding]:
    """`in_cell`: in a cell of a field, not in an extra column, which may hold lists of anything."""
    if blank(text.text):
        return
    if in_cell:
        yield from _beginning(text)
    ending = _ending(text.text)
    if ending is not None and in_cell:
        yield _cut(text, *ending)
    else:
        yield from _unclosed(text)


# --- the end ---------------------------------------------------------------------------------------------


def _cut(text: Text, start: int, end: int) -> Finding:
    where = text.at(start, end)
    message = gettext("The text ends in the middle of a word or sentence: “…%(end)s”.")
    tail = " ".join(text.text[max(0, end - 40) : end].split())
    fix = gettext("Write the rest of the text, or take the loose word away.")
    return Finding(CODE, "warning", message % {"end": tail}, fix, where)


@lru_cache(maxsize=4096)
def _ending(text: str) -> tuple[int, int] | None:
    """The range of what a text breaks off with, None when it ends like a text."""
    end = len(text.rstrip(" \n\t\u00a0*_-–"))
    tail = text[max(0, end - TAIL) : end]
    run = re.search(rf"[{LETTER}]+$", tail)
    if run is None or _PERSON.search(text, max(0, end - 60), end):
        return None
    found = words(run[0])
    if not found:
        return None
    last = found[-1]
    length = len(last.text)
    before = found[-2].text if len(found) > 1 else ""
    if last.text in HANGING and before not in _NO_HANGING_AFTER and (len(found) > 1 or run.start() > 0):
        return end - length, end
    for count in (1, 2, 3) if not _PLACE.search(text, max(0, end - 40), end) else ():
        pieces = found[-count:]
        fragment = "".join(each.text for each in pieces)
        if len(pieces) < count or (len(fragment) == len(run[0]) == len(tail)):
            break  # the run was cut by us
        splinter = len(pieces[-1].text) == 1  # "การทุจ"
        if all(each.known for each in pieces) or len(fragment) < (3 if splinter else 4):
            continue
        if begins_word(fragment) and not is_word(fragment):
            return end - len(fragment), end
    if run[0][-1] in CANNOT_END or last.text in HALVES:
        return end - length, end
    return None


# --- the beginning ---------------------------------------------------------------------------------------


def _beginning(text: Text) -> Iterator[Finding]:
    stray = _STRAY.match(text.text)
    if stray:
        first = words(text.text[stray.end() : stray.end() + TAIL])[0].text
        where = text.at(stray.start("mark"), stray.end() + len(first))
        message = gettext("The text begins with a stray “%(mark)s”.") % {"mark": stray["mark"].strip()}
        yield Finding(CODE, "warning", message, gettext("Take the mark away."), where, first)
        return
    run = re.match(rf"\s*(?P<run>[{LETTER}]+)", text.text)
    if run is None:
        return
    first = words(run["run"][:TAIL])[0].text
    if run["run"][0] in CANNOT_BEGIN or first in LEADING:
        start = run.start("run")
        where = text.at(start, start + len(first))
        message = gettext("The text begins in the middle of a word or sentence: “%(beginning)s…”.")
        values = {"beginning": " ".join(text.text[start : start + 40].split())}
        fix = gettext("Put the beginning back, or join the text with the one it continues.")
        yield Finding(CODE, "warning", message % values, fix, where)


# --- brackets --------------------------------------------------------------------------------------------


def _without_labels(label: re.Match[str]) -> str:
    """Blanks for "๑)", which closes nothing; but the end of "(ครั้งที่ ๑)" is no label."""
    line = label.string[label.string.rfind("\n", 0, label.start()) + 1 : label.start()]
    if not label[0].startswith("(") and line.rfind("(") > line.rfind(")"):
        return label[0]
    return " " * len(label[0])


def _unclosed(text: Text) -> Iterator[Finding]:
    bare = _LABEL.sub(_without_labels, text.text)
    for opening, closing in _PAIRS:
        start = bare.rfind(opening)
        if start < 0 or bare.find(closing, start) >= 0:
            continue
        line_end = bare.find("\n", start)
        rest = len(bare) - start
        severity: Severity = "warning" if rest <= LATE else "info"
        end = line_end if line_end > 0 else len(bare)
        where = text.at(start, min(end, start + 60))
        message = gettext("“%(mark)s” is opened and never closed.") % {"mark": opening}
        fix = gettext("Write “%(mark)s” where it ends, or the rest of the text.") % {"mark": closing}
        yield Finding(CODE, severity, message, fix, where)
        return
