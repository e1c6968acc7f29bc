"""period-quarter: a quarter that no year has."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from reports.checks.context import Context
from reports.checks.finding import Finding
from reports.checks.month_spans import quarters_in
from reports.checks.registry import check
from reports.document import Document

CODE = "period-quarter"
QUARTERS = 4


@check(
    CODE,
    severity="error",
    title=gettext_noop("There is no such quarter"),
    finds=gettext_noop("A quarter that is none of the four of a year."),
    example="“ไตรมาสที่ ๕”",
    fix=gettext_noop("Write a quarter from 1 to 4."),
)
def period_quarter(document: Document, context: Context) -> Iterator[Finding]:
    for text in context.texts:
        if "ไตรมาส" not in text.text:
            continue
        for start, end, first, last in quarters_in(text.text):
            wrong = [number for number in (first, last) if number is not None and not 1 <= number <= QUARTERS]
            if wrong:
                message = gettext("There is no quarter %(number)s.") % {"number": wrong[0]}
                fix = gettext("Write a quarter from 1 to 4.")
                yield Finding(CODE, "error", message, fix, text.at(start, end))
