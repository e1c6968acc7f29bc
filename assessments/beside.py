"""Saving a year's figures together with those of the year before, which stand in the column beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from assessments.services import SavedScores, get_or_create_assessment, save_scores
from municipalities.models import Municipality, User
from trail.conflict import Conflict

PREFIX = "before-"
"""What the keys of the year before begin with, in forms and in problems."""


@dataclass(frozen=True, slots=True)
class Before:
    """What was typed for the year before; empty where that column was not opened."""

    year: int
    scores: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[int, str] = field(default_factory=dict)
    version: int | None = None


@transaction.atomic
def save_both(
    save: Callable[[], SavedScores], before: Before, municipality: Municipality, *, actor: User
) -> SavedScores:
    """Both years or, at a conflict, neither. Keys of the year before carry `PREFIX` in what is returned or raised."""
    result = save()
    if not before.scores and not before.indicators:
        return result
    assessment = get_or_create_assessment(municipality, before.year, actor=actor)
    try:
        older = save_scores(
            assessment,
            before.scores,
            indicators={int(no): text for no, text in before.indicators.items()},
            actor=actor,
            version=before.version,
        )
    except Conflict as error:
        fields = {f"{PREFIX}{key}": values for key, values in error.fields.items()}
        raise Conflict(fields, version=error.version) from error
    result.saved += [f"{PREFIX}{key}" for key in older.saved]
    result.problems |= {f"{PREFIX}{key}": text for key, text in older.problems.items()}
    return result
