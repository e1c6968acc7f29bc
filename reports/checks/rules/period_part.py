"""period-part: a measure runs in a part of the year only, where the others or its results tell of all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.dates import fiscal_year_range, format_date
from ita_portal.thai.digits import to_arabic
from reports.checks.context import Context
from reports.checks.finding import Finding, Severity, Where
from reports.checks.measure_rows import Row, rows_of
from reports.checks.registry import check
from reports.checks.texts import Text, measure_place
from reports.document import Document

CODE = "period-part"
FEW = 3
QUARTER = timedelta(days=85)
HALF = timedelta(days=190)
_WHOLE = re.compile(r"รอบ\s*12\s*เดือน|ตลอด(?:ทั้ง)?ปี|ไตรมาสละ|ทุกไตรมาส|รายไตรมาส|ครบ\s*(?:ทั้ง)?\s*4\s*ไตรมาส")
"""What was done all year."""


@check(
    CODE,
    severity="warning",
    title=gettext_noop("The period covers a part of the year only"),
    finds=gettext_noop(
        "A measure of half a year whose results speak of the whole one, one that runs in a part of the year while "
        "most run all year (a hint), a report of a whole year whose measures all end months before it does."
    ),
    example="ทุกมาตรการ “ไตรมาสที่ ๑ - ๒” ในรายงานรอบ ๑๒ เดือน",
    fix=gettext_noop("Write the whole time in which the measure ran."),
)
def period_part(document: Document, context: Context) -> Iterator[Finding]:
    if document.action_year is None:
        return
    first, last = fiscal_year_range(document.action_year)
    if document.covers is not None:
        first, last = document.covers.start, document.covers.end
    rows = [
        row
        for row in rows_of(document)
        if (days := row.parts[0].period).start and days.end and days.start >= first and days.end <= last
    ]
    whole = [row for row in rows if row.parts[0].period.start == first and row.parts[0].period.end == last]
    ends = [end for row in rows if (end := row.parts[0].period.end)]
    if len(rows) >= FEW and max(ends) < last - QUARTER:
        values = {"count": len(rows), "end": format_date(max(ends)), "last": format_date(last)}
        message = gettext("All %(count)s measures end by %(end)s; the year goes on to %(last)s.") % values
        fix = gettext("Write the whole time in which each measure ran, or say that the report covers a part.")
        yield Finding(CODE, "warning", message, fix, Where(field="period"))
        return
    for row in rows:
        if said := _all_year(row):
            yield _part(row, said)
        elif len(whole) * 2 > len(rows) and row not in whole:
            yield _part(row)


def _all_year(row: Row) -> str:
    """What the results say of the whole year, when the period is half of it or less."""
    period = row.parts[0].period
    if not period.start or not period.end or period.end - period.start > HALF:
        return ""
    for part in row.parts:
        for text in (part.output, part.outcome):
            if match := _WHOLE.search(to_arabic(text)):
                return text[match.start() : match.end()]
    return ""


def _part(row: Row, said: str = "") -> Finding:
    period = row.parts[0].period
    assert period.start
    assert period.end
    values = {
        "period": " ".join(period.text.split()),
        "start": format_date(period.start),
        "end": format_date(period.end),
        "said": " ".join(said.split()),
    }
    severity: Severity = "info"
    message = gettext("“%(period)s” covers %(start)s – %(end)s only; most measures run all year.")
    if said:
        severity = "warning"
        message = gettext("“%(period)s” ends on %(end)s, but the results speak of “%(said)s”.")
    fix = gettext("If the measure ran longer, write the whole time.")
    text = Text(measure_place(row.number, row.section, row.position, "period"), period.text)
    return Finding(CODE, severity, message % values, fix, text.at(0, len(period.text)))
