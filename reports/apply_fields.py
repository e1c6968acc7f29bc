"""Document → database: what the report itself keeps of a document, beside scores, analysis and measures."""

from __future__ import annotations

from datetime import date

from reports.build import PLACES, PRINTS
from reports.document import MEASURE_TEXT_FIELDS, Document, Result
from reports.formats.json_form import to_tree
from reports.models import Report


def blocks_of(document: Document) -> dict[str, object]:
    blocks = {place: to_tree(getattr(document, place)) for place in PLACES}
    return {name: value for name, value in {**blocks, "images": list(document.images)}.items() if value}


def also_prints(document: Document) -> list[str]:
    """What the document says beyond the fields of its kind: it prints again."""
    said = {
        name
        for section in document.sections
        for measure in section.measures
        for name in (*MEASURE_TEXT_FIELDS, "evidence")
        if getattr(measure, name)
    }
    if document.analysis:
        said.add("analysis")
    if document.item_evidence:
        said.add("evidence")
    return sorted(said - PRINTS[document.kind])


def plain_value(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def merged_fields(existing: Report, fields: dict[str, object]) -> dict[str, object]:
    """What an existing report takes from a merged document: only what it does not have."""
    blocks = fields["blocks"]
    assert isinstance(blocks, dict)
    also = fields["also_prints"]
    assert isinstance(also, list)
    taken: dict[str, object] = {
        name: fields[name]
        for name in (
            "title",
            "document_number",
            "document_date",
            "emblem",
            "result_year",
            "signatures",
            "covers_start",
            "covers_end",
        )
        if fields[name] and not getattr(existing, name)
    }
    taken["blocks"] = {**blocks, **existing.blocks}
    taken["also_prints"] = sorted({*existing.also_prints, *also})
    return taken


def has_figures(result: Result) -> bool:
    said = (result.instruments, result.indicators, result.items, result.trend)
    return any(said) or bool(
        result.total is not None or result.total_as_written or result.level or result.status
    )


def count_scores(result: Result) -> int:
    """How many figures a result has: items, indicators, instruments and the total."""
    scores = [
        result.total,
        *(each.score for each in result.instruments),
        *(each.score for each in result.indicators),
        *(each.score for each in result.items),
    ]
    return sum(score is not None for score in scores)
