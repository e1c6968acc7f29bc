"""Evidence as a Document tells it: rows of the database → its parts."""

from __future__ import annotations

from collections.abc import Iterable

from measures.evidence_items import evidence_of_items as rows_of_items
from measures.models import Evidence as EvidenceRow
from reports.document import Evidence, ItemEvidence
from reports.models import Report


def evidence_told(rows: Iterable[EvidenceRow]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(each.title, each.url, each.sha256, each.media_type, each.is_public) for each in rows
    )


def evidence_of_items(report: Report) -> tuple[ItemEvidence, ...]:
    """What shows the items of the action year, by item in the catalogue's order; one query."""
    by_item: dict[tuple[str, str], list[EvidenceRow]] = {}
    for each in rows_of_items(report.municipality_id, report.action_year):
        name = (each.item.code, each.item.title) if each.item else ("", each.item_as_written)
        by_item.setdefault(name, []).append(each)
    return tuple(ItemEvidence(code, title, evidence_told(rows)) for (code, title), rows in by_item.items())
