"""year-weekend: an order or announcement bears the date of a Saturday or Sunday; offices are closed then."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.dates import find_dates
from reports.checks.context import Context
from reports.checks.finding import Finding
from reports.checks.registry import check
from reports.document import Document

CODE = "year-weekend"
SATURDAY = 5
AROUND = 60
_ORDER = re.compile(r"คำสั่ง|ประกาศ(?!ผล)|ลงวันที่|หนังสือ|บันทึกข้อความ")
_DAYS = (gettext_noop("a Saturday"), gettext_noop("a Sunday"))


@check(
    CODE,
    severity="info",
    title=gettext_noop("An order dated on a weekend"),
    finds=gettext_noop("An order, announcement or letter with the date of a Saturday or Sunday."),
    example="“คำสั่งที่ ๑๒/๒๕๖๘ ลงวันที่ ๒ มีนาคม ๒๕๖๘” (วันอาทิตย์)",
    fix=gettext_noop("Compare the date with the document."),
)
def year_weekend(document: Document, context: Context) -> Iterator[Finding]:
    for text in context.texts:
        if not _ORDER.search(text.text):
            continue
        for each in find_dates(text.text):
            weekday = each.date.weekday()
            if weekday < SATURDAY or not _ORDER.search(text.text[max(0, each.start - AROUND) : each.start]):
                continue
            values = {"date": each.quote, "day": gettext(_DAYS[weekday - SATURDAY])}
            message = gettext("%(date)s was %(day)s.") % values
            fix = gettext("Compare the date with the document.")
            yield Finding(CODE, "info", message, fix, text.at(each.start, each.end))
