"""The doubts of a reader as findings: `read-…`, in the language of whoever asks."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from typing import NamedTuple

from django.utils.translation import gettext, gettext_noop, override

from reports.checks.finding import QUOTE_LIMIT, Finding, Severity, Where
from reports.readers.reading import Warning as ReaderWarning


class ReaderRule(NamedTuple):
    """What people read about the reader's doubts as a whole."""

    title: str
    finds: str
    fix: str


READER_RULES = ReaderRule(
    gettext_noop("Doubt while reading the file"),
    gettext_noop(
        "Places of a file that could be read in more than one way, or not at all: joined rows, unknown columns, "
        "issues whose number and title disagree, scores and periods that are none."
    ),
    gettext_noop("Compare the place with the file and correct what was read wrongly."),
)

RESOLVED = frozenset(
    {
        "read-table-continued",
        "read-issue-abbreviated",
        "read-issue-in-cell",
        "read-item-code",
        "read-pictures",
    }
)
"""Doubts that only tell how something unusual was understood."""

_COLUMN = gettext_noop("If the column is one of the known ones, name it so in the file, or move its texts.")
_ISSUE = gettext_noop("Write the issue's number and title as the year's catalogue has them.")
_SCORE = gettext_noop("Write each item with its code and one score between 0.00 and 100.00.")
_ROW = gettext_noop("Look at the row: each cell must stand in its own column.")

SAME_THING = {
    "read-score": ("score-range",),
    "read-item-unknown": ("item-code",),
    "read-item-code": ("text-digits",),
    "read-issue-conflict": ("issue-number", "issue-title"),
    "read-issue-title": ("issue-title",),
    "read-issue-abbreviated": ("issue-title",),
    "read-issue-repeated": ("issue-number",),
    "read-period": ("period-unreadable", "period-day", "period-order", "period-quarter"),
}
"""Doubts that a check tells better when it finds the same mistake on the same line."""

FIXES = {
    "read-column-unknown": _COLUMN,
    "read-column-twice": _COLUMN,
    "read-issue-conflict": _ISSUE,
    "read-issue-title": _ISSUE,
    "read-issue-unknown": _ISSUE,
    "read-issue-inferred": _ISSUE,
    "read-issue-abbreviated": _ISSUE,
    "read-issue-repeated": gettext_noop("Put all measures of an issue under one heading."),
    "read-issue-in-cell": gettext_noop("Write the issue above the table and the measure itself in the cell."),
    "read-item-code": gettext_noop("Write the code with a Latin letter, as in i1, e7 or O28."),
    "read-item-unknown": _SCORE,
    "read-item-scores": _SCORE,
    "read-item-conflict": _SCORE,
    "read-score": _SCORE,
    "read-row-joined": _ROW,
    "read-row-continued": gettext_noop("Join the row with the one it continues: it is the same measure."),
    "read-row-alone": _ROW,
    "read-cells-missing": _ROW,
    "read-cells-extra": _ROW,
    "read-period": gettext_noop("Write the period with its first and last month and year."),
    "read-year": gettext_noop("Write the fiscal year in the title."),
    "read-hidden": gettext_noop("If they belong to the report, show them in the file and read it again."),
    "read-errors": gettext_noop("Mend the formulas in the file, or enter what should stand there by hand."),
    "read-formulas": gettext_noop("Save the file in Excel, so that it holds what the formulas give."),
    "read-pdf-unruled": gettext_noop(
        "Compare these tables with the file, or take the Word file it was made of."
    ),
    "read-pages-scanned": gettext_noop("Take the Word file, or enter by hand what stands on these pages."),
    "read-own-edited": gettext_noop("Make the same change in the portal."),
    "read-memory-row": gettext_noop("Look at the items and the evidence of the measures that were changed."),
    "read-memory-other": gettext_noop("Check that the file is of this municipality and this year."),
    "read-municipality": gettext_noop("Write the name of the municipality in the title."),
}
"""How to mend a doubt; what is not named here is compared with the file."""


_FIELDS = {
    "title": gettext_noop("name of the measure"),
    "procedure": gettext_noop("steps"),
    "output": gettext_noop("output"),
    "outcome": gettext_noop("outcome"),
    "suggestion": gettext_noop("suggestion"),
    "follow_up": gettext_noop("follow-up"),
    "responsible": gettext_noop("responsible"),
    "period": gettext_noop("period"),
}


def untold(warnings: Iterable[ReaderWarning], findings: Iterable[Finding]) -> list[ReaderWarning]:
    """The doubts whose mistake no check has found on their line or, where a file has no lines, in their words."""
    told: set[tuple[str, int | str]] = set()
    for each in findings:
        told |= {(each.code, place) for place in (each.where.line, each.where.quote) if place is not None}
    conflicts = any(code == "score-conflict" for code, _place in told)
    return [
        warning
        for warning in warnings
        if not (conflicts and warning.code == "read-item-conflict")  # told at whichever row is the odd one
        and not any(
            (code, place) in told
            for code in SAME_THING.get(warning.code, ())
            for place in {warning.line, warning.quote, *warning.lines}
        )
    ]


def from_warnings(warnings: Iterable[ReaderWarning], *, language: str | None = None) -> list[Finding]:
    """The warnings of a reading as findings, in their order; messages in `language`, else in the active one."""
    with override(language) if language else nullcontext():
        return [_finding(warning) for warning in warnings]


def _finding(warning: ReaderWarning) -> Finding:
    severity: Severity = "info" if warning.code in RESOLVED else "warning"
    line = warning.line if warning.line is not None else next(iter(warning.lines), None)
    table, row, page = (*(warning.place or ()), None, None, None)[:3]
    return Finding(
        warning.code,
        severity,
        gettext(warning.template) % _told(warning),
        gettext(FIXES.get(warning.code, READER_RULES.fix)),
        Where(line=line, quote=warning.quote[:QUOTE_LIMIT] or None, table=table, row=row, page=page),
    )


def _told(warning: ReaderWarning) -> dict[str, str | int]:
    """The parameters of a message, a field as people call it."""
    values = dict(warning.values)
    if "field" in values:
        name = str(values["field"])
        values["field"] = gettext(_FIELDS.get(name, name))
    return values
