"""Field by field: ours where the page says what it said, the page's where it says something else.

Two tables tell all that is special. Fields that TOGETHER say one thing are taken together. A field that FALLS_WITH
others was true of what they said: when the page says otherwise, ours is not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar, cast

from reports.document import (
    AnalysisItem,
    AnalysisRow,
    Document,
    IndicatorScore,
    InstrumentScore,
    ItemScore,
    Measure,
    Result,
    Section,
)
from reports.layouts import Layout

Record = TypeVar("Record")

TOGETHER: Mapping[type, tuple[tuple[str, ...], ...]] = {
    Document: (("number", "dated"),),
    Result: (("total", "total_as_written"),),
    IndicatorScore: (
        ("no", "name"),
        ("score", "score_as_written"),
        ("before", "before_as_written"),
    ),
    AnalysisRow: (("issue", "number_as_written", "heading_as_written"),),
    AnalysisItem: (("item", "code_as_written", "title_as_written"), ("score", "score_as_written")),
    Section: (("issue", "title", "number_as_written", "heading_as_written"),),
    Measure: (("responsible", "responsible_as_written"),),
    Layout: (("name", "label", "columns", "grouping"),),
}
"""What was resolved stands beside what was written, and both are of one reading. A period is one field already, so
its days go with its words."""

SCORES = "scores"
"""Not a field: any score of the result, of whichever row."""

FALLS_WITH: Mapping[type, Mapping[str, tuple[str, ...]]] = {
    Result: {
        # figures of another year are other figures
        **dict.fromkeys(("instruments", "indicators", "items", "trend", "bands"), ("year",)),
        "status": ("year", "total", SCORES),
        # computed from what is said now
        "total_computed": ("year", "total", SCORES),
        "level_computed": ("year", "total", "level", SCORES),
        "level_provable": ("year", "total", "level", SCORES),
    },
    InstrumentScore: {"computed": ("score",)},
    IndicatorScore: {"level_computed": ("score", "no")},
    ItemScore: {"before": ("code",), "before_codes": ("code",), "indicator": ("code",)},
}
"""What reaches from row to row (the items of an indicator, the year's point of the trend) is in `results`."""

FROM_OURS: Mapping[type, tuple[str, ...]] = {
    Document: ("format", "emblem", "images", "issues", "item_evidence"),
    Layout: ("digits", "numbering", "issue_heading"),
    Measure: ("source_lines",),
    AnalysisRow: ("source_lines",),
    IndicatorScore: ("line",),
    Section: ("line",),
    Result: ("line",),
}
"""What no page says for certain: where a row stood in another file, which digits a report uses, how it counts."""


def merged(page: Record, base: Record, ours: Record, edited: Iterable[str] = (), **known: Any) -> Record:
    """One record of three. `known` are fields that are brought together already, `edited` what else says otherwise."""
    if page == base and not known and not edited:
        return ours
    kind = type(ours)
    values = {name: getattr(ours, name) for name in FROM_OURS.get(kind, ())} | known
    groups = [group for group in TOGETHER.get(kind, ()) if not values.keys() & set(group)]
    grouped = {name for group in groups for name in group} | values.keys()
    groups += [(each.name,) for each in fields(cast("Any", kind)) if each.name not in grouped]
    otherwise = set(edited)
    for group in groups:
        same = all(getattr(page, name) == getattr(base, name) for name in group)
        values |= {name: getattr(ours if same else page, name) for name in group}
        otherwise |= set() if same else set(group)
    for name, others in FALLS_WITH.get(kind, {}).items():
        if name not in known and otherwise.intersection(others):
            values[name] = getattr(page, name)
    return kind(**values)
