"""period-outside: a measure runs in another fiscal year than the one that the document is about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.dates import fiscal_year, fiscal_year_range, format_date
from ita_portal.thai.periods import Period
from reports.checks.context import Context
from reports.checks.finding import Finding, Where
from reports.checks.measure_rows import Row, rows_of
from reports.checks.registry import check
from reports.checks.texts import Text, measure_place
from reports.document import Document

CODE = "period-outside"
MOST = 3
"""From so many measures on that all run in one other year, the year of the document is doubtful, not each of them."""


@check(
    CODE,
    severity="warning",
    title=gettext_noop("The period lies outside the fiscal year"),
    finds=gettext_noop("A measure begins before or ends after the fiscal year of the plan or report."),
    example="รายงานปี ๒๕๖๘: ระยะเวลา “ต.ค. ๒๕๖๖ – ก.ย. ๒๕๖๗”",
    fix=gettext_noop("Correct the period, or the fiscal year of the document."),
)
def period_outside(document: Document, context: Context) -> Iterator[Finding]:
    year = document.action_year
    if year is None:
        return
    first, last = fiscal_year_range(year)
    dated = [(row, row.parts[0].period) for row in rows_of(document) if _days(row.parts[0].period)]
    outside = [(row, period) for row, period in dated if not _within(period, first, last)]
    elsewhere = {_year(period) for _row, period in outside} - {year}
    if len(outside) == len(dated) >= MOST and len(elsewhere) == 1:
        values = {"count": len(dated), "other": elsewhere.pop(), "year": year}
        message = gettext("All %(count)s measures run in fiscal year %(other)s; the document is of %(year)s.")
        fix = gettext("Correct the periods, or the fiscal year of the document.")
        yield Finding(CODE, "warning", message % values, fix, Where(field="period"))
        return
    for row, period in outside:
        yield _outside(row, period, year, first, last)


def _days(period: Period) -> bool:
    return period.start is not None or period.end is not None


def _within(period: Period, first: date, last: date) -> bool:
    return (period.start or first) >= first and (period.end or last) <= last


def _year(period: Period) -> int:
    day = period.end or period.start
    assert day is not None
    return fiscal_year(day)


def _outside(row: Row, period: Period, year: int, first: date, last: date) -> Finding:
    text = Text(measure_place(row.number, row.section, row.position, "period"), period.text)
    values = {
        "period": " ".join(period.text.split()),
        "year": year,
        "first": format_date(first),
        "last": format_date(last),
    }
    message = gettext("“%(period)s” lies outside fiscal year %(year)s (%(first)s – %(last)s).") % values
    fix = gettext("Correct the period, or the fiscal year of the document.")
    return Finding(CODE, "warning", message, fix, text.at(0, len(period.text)))
