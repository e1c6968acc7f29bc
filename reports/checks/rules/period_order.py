"""period-order: the last day of a period lies before its first one."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.dates import format_date
from reports.checks.context import Context
from reports.checks.finding import Finding
from reports.checks.month_spans import period_texts, quarters_in, turned_round
from reports.checks.registry import check
from reports.document import Document

CODE = "period-order"
QUARTERS = 4


@check(
    CODE,
    severity="error",
    title=gettext_noop("The period ends before it begins"),
    finds=gettext_noop("The last day of a period lies before its first one."),
    example="“ตุลาคม ๒๕๖๘ – กันยายน ๒๕๖๘”",
    fix=gettext_noop("Correct the year or the month that is wrong."),
)
def period_order(document: Document, context: Context) -> Iterator[Finding]:
    for text in period_texts(context):
        fix = gettext("Correct the year or the month that is wrong.")
        if span := turned_round(text.text, document.action_year):
            values = {"first": format_date(span[0]), "last": format_date(span[1])}
            message = gettext("The period begins on %(first)s and ends on %(last)s, before it.") % values
            yield Finding(CODE, "error", message, fix, text.at(0, len(text.text)))
        for start, end, first, last in quarters_in(text.text):
            if last is not None and last < first <= QUARTERS:
                message = gettext("Quarter %(last)s comes before quarter %(first)s.")
                values = {"first": str(first), "last": str(last)}
                yield Finding(CODE, "warning", message % values, fix, text.at(start, end))
