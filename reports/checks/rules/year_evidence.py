"""year-evidence: what a report gives as done or as proof is dated in another fiscal year.

Laws, plans, what was compared with and what is still to come may bear any date; a report may be written and published
in the months after its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.dates import fiscal_year, fiscal_year_range
from ita_portal.thai.year_mentions import YearMention, find_years
from reports.checks.context import Context
from reports.checks.finding import Finding
from reports.checks.registry import check
from reports.checks.texts import Text
from reports.document import Document

CODE = "year-evidence"
FIELDS = ("output", "outcome", "evidence")
MONTH = 31
AROUND = 60
NEAR = 40
AFTERWARDS = timedelta(days=100)
"""So long after its year a report may still be written, published and announced."""

_ANY_DATE = re.compile(
    r"พระราช|พ\.\s*ร\.\s*[บฎก]|ระเบียบ|กฎกระทรวง|มติ|หนังสือ|ว่าด้วย|ราชกิจจา|ประมวลจริยธรรม|ข้อบังคับ|บัญญัติ|แผนพัฒนา|เทียบ|ปีก่อน|"
    r"เดิม[^0-9๐-๙]{0,16}\Z|จาก(?:วันที่|เดือน|ปี)|ตั้งแต่|เป็นต้น|ครบกำหนด|ภายใน(?:วัน|เดือน|ปี)|(?<![ก-๎])จะ|กำหนดให้|มีผล|ใช้บังคับ|ครั้งก่อน|ก่อนหน้า|"
    r"(?:มท|กค|นร|ปช)\s*[0-9๐-๙]|/\s*ว\s*[0-9๐-๙]|ระหว่าง(?:วันที่|เดือน)|(?:ถึง|[-–—])\s*(?:วันที่|เดือน)?\s*\Z"
)
_AFTERWARDS = re.compile(r"รายงาน|สรุป|เผยแพร่|ติดตาม|ประกาศผล|ทบทวน|ประเมิน|ตรวจสอบ|ตรวจนับ|รับรอง")


@check(
    CODE,
    severity="warning",
    kinds=("results",),
    title=gettext_noop("Evidence of another year"),
    finds=gettext_noop("A result or a piece of evidence with a date outside the report's fiscal year."),
    example="รายงานปี ๒๕๖๗: “ประกาศนโยบายเมื่อวันที่ ๙ ธันวาคม ๒๕๖๗”",
    fix=gettext_noop("Correct the date, or report what was done in the year itself."),
)
def year_evidence(document: Document, context: Context) -> Iterator[Finding]:
    year = document.action_year
    if year is None:
        return
    for text, mention in dated(context):
        first, last = fiscal_year_range(year)
        if mention.last >= first and mention.first <= last:
            continue
        before = text.text[max(0, mention.start - AROUND) : mention.start].rpartition("\n")[2]
        if _ANY_DATE.search(before):
            continue
        if last < mention.first <= last + AFTERWARDS and _AFTERWARDS.search(before[-NEAR:]):
            continue
        where = text.at(mention.start, mention.end)
        values = {"date": where.quote, "of": fiscal_year(mention.first), "year": year}
        message = gettext("%(date)s lies in fiscal year %(of)s; the report is of %(year)s.") % values
        fix = gettext("Correct the date, or report what was done in the year itself.")
        yield Finding(CODE, "warning", message, fix, where)


def dated(context: Context) -> Iterator[tuple[Text, YearMention]]:
    """Months with their year in what the report gives as done or as proof."""
    for text in context.texts:
        if text.where.measure is None or text.where.field not in FIELDS:
            continue
        for mention in _months(text.text):
            yield text, mention


@lru_cache(maxsize=4096)
def _months(text: str) -> tuple[YearMention, ...]:
    return tuple(each for each in find_years(text) if (each.last - each.first).days <= MONTH)
