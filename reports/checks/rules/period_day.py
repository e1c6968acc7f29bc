"""period-day: a date that no calendar has, in a period or in any text."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from reports.checks.context import Context
from reports.checks.finding import Finding
from reports.checks.month_spans import impossible_days
from reports.checks.registry import check
from reports.document import Document

CODE = "period-day"


@check(
    CODE,
    severity="error",
    title=gettext_noop("There is no such day"),
    finds=gettext_noop("A date that the calendar does not have."),
    example="“๓๑ กันยายน ๒๕๖๘”",
    fix=gettext_noop("Correct the day or the month."),
)
def period_day(document: Document, context: Context) -> Iterator[Finding]:
    for text in context.texts:
        for each in impossible_days(text.text, in_period=text.where.field == "period"):
            where = text.at(each.start, each.end)
            message = gettext("There is no %(date)s in the calendar.") % {"date": where.quote}
            fix = gettext("Correct the day or the month.")
            yield Finding(CODE, "error", message, fix, where)
