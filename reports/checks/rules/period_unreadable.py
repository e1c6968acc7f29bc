"""period-unreadable: a period names months and years but means no span of time."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.periods import is_list_of_periods, parse_period
from reports.checks.context import Context
from reports.checks.finding import Finding
from reports.checks.month_spans import impossible_days, means_dates, period_texts, turned_round
from reports.checks.registry import check
from reports.document import Document

CODE = "period-unreadable"


@check(
    CODE,
    severity="warning",
    title=gettext_noop("The period cannot be read"),
    finds=gettext_noop("A period with months and years that means no span of time."),
    example="“ต.ค. ๒๕๖๗ ก.ย. พ.ย. ๒๕๖๘”",
    fix=gettext_noop("Write the first and the last month with their years."),
)
def period_unreadable(document: Document, context: Context) -> Iterator[Finding]:
    for text in period_texts(context):
        if parse_period(text.text, document.action_year).style != "text" or not means_dates(text.text):
            continue
        if is_list_of_periods(text.text, document.action_year):
            continue
        if turned_round(text.text, document.action_year) or impossible_days(text.text, in_period=True):
            continue
        values = {"period": " ".join(text.text.split())}
        message = gettext("“%(period)s” cannot be read as a span of time.") % values
        fix = gettext("Write the first and the last month with their years.")
        yield Finding(CODE, "warning", message, fix, text.at(0, len(text.text)))
