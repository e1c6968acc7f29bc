"""An officer takes announced figures in place of the own ones, one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import QuerySet

from assessments.announced import Differing, differing
from assessments.models import Assessment
from assessments.queries import assessments_with_scores
from assessments.services import save_scores
from catalogue.queries import kept_frame
from municipalities.models import Municipality, User
from national.announcing.models import AnnouncedFigures
from national.announcing.plans import ABOUT_FIGURES
from national.announcing.writing import parted


def told_of(assessment: Assessment) -> Mapping[str, str]:
    """What was announced of an assessment, by the keys that `assessments.announced` asks for."""
    told = (
        _figures(assessment.municipality_id, assessment.assessed_year).values_list("told", flat=True).first()
    )
    return {
        key if key.isupper() and key.isalpha() else key.lower(): text for key, text in (told or {}).items()
    }


@transaction.atomic
def take(municipality: Municipality, year: int, chosen: Collection[str], *, actor: User) -> list[Differing]:
    """Put announced figures where other ones stand; return which. Keys are those of `told_of`.

    Once nothing differs any more, status, source and date of the announcement are taken where none stands.
    """
    figures = _figures(municipality.pk, year).select_for_update().first()
    assessment = assessments_with_scores(municipality, [year]).get(year)
    if figures is None or assessment is None:
        return []
    differ = {each.key: each for each in differing(assessment, kept_frame(assessment.framework))}
    wanted = {
        key: text for key, text in figures.told.items() if {key, key.lower()} & set(differ) & set(chosen)
    }
    if not wanted:
        return []
    taken = dict(wanted)
    if not set(differ) - set(chosen):
        columns = {key: getattr(assessment, key) for key in ABOUT_FIGURES}
        taken |= {key: figures.told[key] for key in ABOUT_FIGURES if key in figures.told and not columns[key]}
    items, indicators, announced = parted(taken)
    saved = save_scores(assessment, items, indicators=indicators, announced=announced, actor=actor).saved
    figures.given = {**figures.given, **{key: taken[key] for key in saved if key in taken}}
    figures.save(update_fields=["given", "updated_at"])
    return [differ.get(key) or differ[key.lower()] for key in saved if key in wanted]


def _figures(municipality: int, year: int) -> QuerySet[AnnouncedFigures]:
    return AnnouncedFigures.objects.filter(municipality=municipality, assessed_year=year)
