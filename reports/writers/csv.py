"""CSV: the measures of a report as open data, one row per measure; opens in Excel with Thai text whole.

Column names are the keys of the JSON form. Every row says whose and which year it is, so that the files of many
municipalities can be put together.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from reports.document import MEASURE_TEXT_FIELDS, Document, Measure, Section

COLUMNS = (
    "municipality_code", "municipality", "province", "kind", "assessed_year", "action_year", "evaluation_year",
    "issue", "issue_title", "number", *MEASURE_TEXT_FIELDS, "responsible", "period", "period_start",
    "period_end", "items", "evidence", "extra",
)  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would compute a cell that begins so; an apostrophe before it makes it text."""


def write_csv(document: Document) -> bytes:
    """The measures, the same bytes for the same document."""
    target = io.StringIO()
    rows = csv.writer(target, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    about = _about(document)
    for section in document.sections:
        rows.writerows([_safe(each) for each in (*about, *row)] for row in _rows(section))
    return target.getvalue().encode("utf-8-sig")


def _about(document: Document) -> tuple[object, ...]:
    who = document.municipality
    years = (document.assessed_year, document.action_year, document.evaluation_year)
    return (who.code, who.name, who.province, document.kind, *years)


def _rows(section: Section) -> Iterator[tuple[object, ...]]:
    heading = section.heading_as_written or section.title
    for measure in section.measures:
        yield (section.issue, heading, *_measure(measure))


def _measure(measure: Measure) -> tuple[object, ...]:
    period = measure.period
    return (
        measure.number_as_written,
        *(measure.text(name) for name in MEASURE_TEXT_FIELDS),
        measure.text("responsible"),
        period.text,
        period.start,
        period.end,
        " ".join(measure.items),
        "\n".join(_evidence(measure)),
        "\n".join(f"{heading}: {text}" for heading, text in measure.extra),
    )


def _evidence(measure: Measure) -> Iterator[str]:
    """Titles, and the address of what is public."""
    for each in measure.evidence:
        yield f"{each.title} {each.url}".strip() if each.public else each.title


def _safe(value: object) -> str:
    written = "" if value is None else str(value)
    return f"'{written}" if written.startswith(FORMULA_STARTS) else written
