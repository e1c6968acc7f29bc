"""CSV: the measures of a report as open data, one row per measure; opens in Excel with Thai text whole.

Below them stand the items of OIT that have evidence of their own, if there are any: `row` tells which a row is.
Column names are the keys of the JSON form. Every row says whose and which year it is, so that the files of many
municipalities can be put together.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from reports.document import MEASURE_TEXT_FIELDS, Document, Evidence, Measure, Section

COLUMNS = (
    "municipality_code", "municipality", "province", "kind", "assessed_year", "action_year", "evaluation_year",
    "issue", "issue_title", "number", *MEASURE_TEXT_FIELDS, "responsible", "period", "period_start",
    "period_end", "items", "evidence", "extra", "row",
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
    rows.writerows([_safe(each) for each in (*about, *row)] for row in _items(document))
    return target.getvalue().encode("utf-8-sig")


def _about(document: Document) -> tuple[object, ...]:
    who = document.municipality
    years = (document.assessed_year, document.action_year, document.evaluation_year)
    return (who.code, who.name, who.province, document.kind, *years)


def _rows(section: Section) -> Iterator[tuple[object, ...]]:
    heading = section.heading_as_written or section.title
    for measure in section.measures:
        yield (section.issue, heading, *_measure(measure))


def _items(document: Document) -> Iterator[tuple[object, ...]]:
    titles = {each.code.lower(): each.title for each in document.result.items}
    for each in document.item_evidence:
        texts = {"title": each.title or titles.get(each.item.lower(), "")}
        yield (
            None,
            "",
            "",
            *(texts.get(name, "") for name in MEASURE_TEXT_FIELDS),
            *("", "", None, None),
            each.item,
            "\n".join(_evidence(each.evidence)),
            "",
            "item",
        )


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
        "\n".join(_evidence(measure.evidence)),
        "\n".join(f"{heading}: {text}" for heading, text in measure.extra),
        "measure",
    )


def _evidence(pieces: Iterable[Evidence]) -> Iterator[str]:
    """Titles, and the address of what is public."""
    for each in pieces:
        yield f"{each.title} {each.url}".strip() if each.public else each.title


def _safe(value: object) -> str:
    written = "" if value is None else str(value)
    return f"'{written}" if written.startswith(FORMULA_STARTS) else written
