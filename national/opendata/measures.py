"""The table of measures: a row for each measure of each report that is public, from its frozen document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from national.opendata import frozen
from national.opendata.columns import Column
from national.opendata.frozen import as_plain
from national.opendata.table import Row, Table
from reports.document import MEASURE_TEXT_FIELDS, Document, Measure


def _columns() -> Sequence[Column]:
    *about, address = frozen.columns()
    return (
        *about,
        Column("position", "integer", _("Place of the measure in its report, from 1."), required=True),
        Column("issue", "integer", _("Number of the issue; empty without one.")),
        Column("issue_title", "text", _("Title of the issue, as the report has it.")),
        Column("number", "text", _("Number of the measure, as the report has it.")),
        Column("title", "text", _("Name of the measure.")),
        Column("procedure", "text", _("Steps, one a line.")),
        Column("output", "text", _("Output: what was done.")),
        Column("outcome", "text", _("Outcome: what came of it.")),
        Column("suggestion", "text", _("Suggestion for the next year.")),
        Column("follow_up", "text", _("Follow-up and reporting.")),
        Column("responsible", "text", _("Responsible departments or positions, in order.")),
        Column("period", "text", _("Period, as the report has it.")),
        Column("period_start", "date", _("First day of the period; empty when it names none.")),
        Column("period_end", "date", _("Last day of the period; empty when it names none.")),
        Column("items", "text", _("Codes of the items it answers, parted by spaces.")),
        address,
    )


def _rows(year: int) -> Iterator[Row]:
    for about, document in frozen.documents(year):
        for row in _measures(document):
            yield {**about, **row}


def _measures(document: Document) -> Iterator[dict[str, Any]]:
    position = 0
    for section in document.sections:
        issue = {"issue": section.issue, "issue_title": as_plain(section.heading_as_written or section.title)}
        for measure in section.measures:
            position += 1
            yield {"position": position, **issue, **_measure(measure)}


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "number": as_plain(measure.number_as_written),
        **{name: as_plain(measure.text(name)) for name in MEASURE_TEXT_FIELDS},
        "responsible": as_plain(measure.text("responsible")),
        "period": as_plain(measure.period.text),
        "period_start": measure.period.start,
        "period_end": measure.period.end,
        "items": " ".join(measure.items) or None,
    }


TABLE = Table(
    "measures",
    _("Measures"),
    _("Every measure of every public report: what is planned, what was done and what came of it."),
    by_year=True,
    key=("code", "report", "action_year", "position"),
    columns=_columns,
    years=frozen.years,
    rows=_rows,
    made_of=frozen.made_of("measures", form=2),
)
