"""The table of measures: a row for each measure of each report that is public, from its frozen document.

The documents of a year are hundreds of megabytes: they are opened some at a time, and only when another version is
public than the one the files were made of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.models import DocumentKind
from ita_portal.thai.celltext import plain
from municipalities.models import Province
from national.opendata.columns import Column
from national.opendata.table import Row, Table, named
from reports.document import MEASURE_TEXT_FIELDS, Document, Evidence, Measure
from reports.files import address_of
from reports.formats.json_form import loads
from reports.models import ListedReport, Version

AT_ONCE = 50
"""So many documents are in memory at a time."""
FORM = 1
"""Another number when the same documents give other rows than before."""


def _columns() -> Sequence[Column]:
    return (
        *named(),
        Column("report", "text", _("Kind of document."), required=True, values=DocumentKind.choices),
        Column("action_year", "integer", _("Fiscal year of the measures, Buddhist era."), required=True),
        Column("version", "integer", _("Number of the newest public version."), required=True),
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
        Column("evidence", "text", _("Public evidence, one a line: its name and its address.")),
        Column("address", "address", _("Permanent address of the version."), required=True),
    )


def _listed(year: int) -> QuerySet[ListedReport]:
    """The reports whose measures run in a fiscal year: an analysis stands under the year before."""
    kinds = DocumentKind
    of_year = Q(kind=kinds.RESULTS, year=year) | Q(kind=kinds.ANALYSIS, year=year - 1)
    return ListedReport.objects.filter(of_year).order_by("code", "kind")


def _years() -> Sequence[int]:
    found = ListedReport.objects.order_by().values_list("kind", "year").distinct()
    return sorted({year + (kind == DocumentKind.ANALYSIS) for kind, year in found}, reverse=True)


def _made_of(year: int) -> str:
    """The versions and how they are told; a document never changes."""
    said = hashlib.sha256(json.dumps([FORM, settings.SITE_URL]).encode())
    fields = (
        "version_id",
        "number",
        "code",
        "name",
        "municipality_kind",
        "province",
        "version__document_sha256",
    )
    for row in _listed(year).values_list(*fields).iterator(chunk_size=2000):
        said.update(json.dumps(row).encode())
    return said.hexdigest()


def _rows(year: int) -> Iterator[Row]:
    provinces = dict(Province.objects.values_list("name", "code"))
    listed = list(_listed(year))
    for first in range(0, len(listed), AT_ONCE):
        some = listed[first : first + AT_ONCE]
        documents = dict(
            Version.objects.filter(pk__in=[each.version_id for each in some]).values_list("pk", "document")
        )
        for each in some:
            about = {
                "code": each.code,
                "name": each.name,
                "kind": each.municipality_kind or None,
                "province_code": provinces.get(each.province),
                "province": each.province or None,
                "report": each.kind,
                "action_year": year,
                "version": each.number,
            }
            address = address_of(each.code, each.kind, each.year, each.number)
            for row in _measures(loads(bytes(documents[each.version_id]))):
                yield {**about, **row, "address": address}


def _measures(document: Document) -> Iterator[dict[str, Any]]:
    position = 0
    for section in document.sections:
        heading = section.heading_as_written or section.title
        for measure in section.measures:
            position += 1
            issue = {"issue": section.issue, "issue_title": _plain(heading)}
            yield {"position": position, **issue, **_measure(measure)}


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "number": _plain(measure.number_as_written),
        **{name: _plain(measure.text(name)) for name in MEASURE_TEXT_FIELDS},
        "responsible": _plain(measure.text("responsible")),
        "period": _plain(measure.period.text),
        "period_start": measure.period.start,
        "period_end": measure.period.end,
        "items": " ".join(measure.items) or None,
        "evidence": "\n".join(_told(each) for each in measure.evidence if each.public) or None,
    }


def _plain(text: str) -> str | None:
    """Without the marks of bold and underlined words; a text that is not there is no text."""
    return plain(text).strip() or None


def _told(evidence: Evidence) -> str:
    return f"{evidence.title} {evidence.url}".strip()


TABLE = Table(
    "measures",
    _("Measures"),
    _("Every measure of every public report: what is planned, what was done and what came of it."),
    by_year=True,
    key=("code", "report", "action_year", "position"),
    columns=_columns,
    years=_years,
    rows=_rows,
    made_of=_made_of,
)
