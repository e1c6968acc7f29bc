"""A whole report of three readings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from reports.document import Document, Signature
from reports.layouts import Layout
from reports.merging.analysis import merged_analysis
from reports.merging.fields import merged
from reports.merging.guests import bare
from reports.merging.measures import merged_sections
from reports.merging.results import merged_result
from reports.merging.rows import Ways, share, weave
from reports.merging.texts import merged_texts


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome; `unpaired`, when a measure has only what the page shows, as ours could not be told for it."""

    document: Document
    unpaired: bool = False


def merged_report(page: Document, base: Document, ours: Document) -> Merged | None:
    """Ours with everything in which the page differs from base; None where that cannot be told, so the page is right.

    All three are of one municipality, kind and year: whoever calls has seen to that.
    """
    if page == base:
        return Merged(ours)
    sections = merged_sections(page, base, ours)
    texts = merged_texts(page, base, ours, sections)
    if texts is None:
        return None
    result = merged_result(page.result, base.result, ours.result)
    known: dict[str, Any] = {
        "layout": _layout(page, base, ours),
        "municipality": ours.municipality,
        "result": replace(result, before=texts.result.before),
        "analysis": merged_analysis(page.analysis, base.analysis, ours.analysis),
        **{
            name: getattr(texts, name)
            for name in ("before", "analysis_before", "sections_before", "sections", "after", "notes")
        },
    }
    if len(base.signatures) == len(ours.signatures):
        known["signatures"] = _signatures(page, base, ours)
    elif (page.signatures, page.after) != (base.signatures, base.after):
        known |= {"signatures": page.signatures, "after": page.after}
    return Merged(merged(page, base, ours, **known), sections.unpaired)


def _layout(page: Document, base: Document, ours: Document) -> Layout:
    """A page without an analysis tells nothing of its columns."""
    if page.analysis:
        return merged(page.layout, base.layout, ours.layout)
    return merged(page.layout, base.layout, ours.layout, analysis_columns=ours.layout.analysis_columns)


def _signatures(page: Document, base: Document, ours: Document) -> tuple[Signature, ...]:
    woven, _was = weave(page.signatures, base.signatures, ours.signatures, SIGNATURES)
    return tuple(each.row for each in woven)


SIGNATURES: Ways[Signature] = Ways(
    says=lambda row: row,
    name=lambda row: (bare(row.name), bare(row.position)),
    alike=lambda page, base: share(*((each.name, each.position, each.acting_for) for each in (page, base))),
    merge=merged,
    added=lambda row: row,
)
