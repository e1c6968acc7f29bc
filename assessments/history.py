"""Scores and analyses as texts: how their history is kept, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.models import AnalysisRow, Assessment
from editing.history import Edit, Subject, keep
from municipalities.models import User

SCORES, ANALYSIS = "assessment", "analysis"
ANNOUNCED = ("total", "IIT", "EIT", "OIT", "level", "status", "source", "announced_on")


def field_of(key: str) -> str:
    """The field of a saved figure: `score.i1`, `remark.i1`, `indicator.3`, `announced.total`."""
    if key.endswith(".remark"):
        return f"remark.{key.removesuffix('.remark')}"
    if key in ANNOUNCED:
        return f"announced.{key}"
    return f"indicator.{key}" if key.isdigit() else f"score.{key}"


def keep_figures(
    assessment: Assessment,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    actor: User | None,
    edit: Edit | None = None,
) -> bool:
    """Keep the history of saved figures, keyed as `save_scores` tells them. Returns whether a session begins."""
    changes = {field_of(key): (_text(before[key]), _text(after[key])) for key in after}
    return keep(Subject(SCORES, assessment.pk), assessment.municipality, changes, actor=actor, edit=edit)


def keep_analysis(
    row: AnalysisRow,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    actor: User | None,
    edit: Edit | None = None,
) -> bool:
    """Keep the history of an analysis row's fields."""
    changes = {name: (_text(before[name]), _text(after[name])) for name in after}
    return keep(Subject(ANALYSIS, row.pk), row.assessment.municipality, changes, actor=actor, edit=edit)


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(str(each) for each in value)
    return "" if value is None else str(value)
