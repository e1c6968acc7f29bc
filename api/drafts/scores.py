"""A municipality's draft scores: read, and saved through the services that the officer's page uses."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Body, Query, Router

from api.drafts.access import given, own, writing
from api.drafts.once import once
from api.problems import Problem, invalid
from api.schemas import drafts as told
from api.schemas.base import Params, score
from api.schemas.problems import Problem as ProblemShape
from assessments.grid import Figures
from assessments.history import ANNOUNCED
from assessments.models import Assessment
from assessments.queries import assessments_with_scores
from assessments.services import get_or_create_assessment, save_scores
from catalogue.models import InstrumentCode
from catalogue.queries import framework_of_assessment, kept_frame
from municipalities.models import Municipality
from municipalities.queries import current_code
from trail.conflict import Conflict

router = Router(tags=["own"])
router.add_decorator(once, mode="operation")


@router.get(
    "own/{slug:code}",
    url_name="own",
    response={200: told.OwnToken, 401: ProblemShape, 404: ProblemShape},
    summary=_("What the token is for"),
)
def own_token(request: HttpRequest, code: str, wanted: Query[Params]) -> told.OwnToken:
    owner = own(request, code)
    return told.OwnToken(
        code=current_code(owner.municipality),
        municipality=str(owner.municipality),
        system=owner.token.name,
        scores=owner.token.scores,
        measures=owner.token.measures,
        expires_at=owner.token.expires_at,
    )


@router.get(
    "own/{slug:code}/scores/{be:year}",
    url_name="own_scores",
    response={200: told.OwnScores, 401: ProblemShape, 403: ProblemShape, 404: ProblemShape},
    summary=_("The draft scores of one assessed year"),
)
def own_scores(request: HttpRequest, code: str, year: int, wanted: Query[Params]) -> told.OwnScores:
    return _scores(own(request, code, "scores").municipality, year)


WRITE_ANSWERS = {
    200: told.OwnScores,
    401: ProblemShape,
    403: ProblemShape,
    404: ProblemShape,
    409: ProblemShape,
    422: ProblemShape,
    423: ProblemShape,
}


@router.patch(
    "own/{slug:code}/scores/{be:year}",
    url_name="own_scores",
    response=WRITE_ANSWERS,
    summary=_("Save draft scores, all or none"),
    description=_(
        "422 names each value that is not possible, 409 the texts that somebody else stored meanwhile."
    ),
)
def save_own_scores(
    request: HttpRequest, code: str, year: int, wanted: Query[Params], body: Body[told.ScoresWanted]
) -> told.OwnScores:
    return _save(request, code, year, body)


@router.put(
    "own/{slug:code}/scores/{be:year}",
    url_name="own_scores",
    response=WRITE_ANSWERS,
    summary=_("Replace all draft scores of a year: what is left out is emptied"),
    description=_(
        "The same request sent twice changes nothing the second time. Remarks of the officer stay. 422 names "
        "each value that is not possible, 409 the texts that somebody else stored meanwhile."
    ),
)
def replace_own_scores(
    request: HttpRequest, code: str, year: int, wanted: Query[Params], body: Body[told.ScoresWhole]
) -> told.OwnScores:
    return _save(request, code, year, body, whole=True)


def _save(
    request: HttpRequest, code: str, year: int, body: told.ScoresWanted, *, whole: bool = False
) -> told.OwnScores:
    owner = own(request, code, "scores")
    with writing(owner):
        assessment = get_or_create_assessment(owner.municipality, year, actor=owner.person)
        items, indicators, announced = _given(assessment, body, whole)
        try:
            saved = save_scores(
                assessment,
                items,
                indicators=indicators,
                announced=announced,
                actor=owner.person,
                version=body.version,
            )
        except Conflict as conflict:
            fields = {_field(key): both for key, both in conflict.fields.items()}
            raise Conflict(fields, conflict.version) from None
        if saved.problems:
            raise Problem(422, errors=[_problem(*each) for each in saved.problems.items()])
    return _scores(owner.municipality, year)


def _given(
    assessment: Assessment, body: told.ScoresWanted, whole: bool
) -> tuple[dict[str, Any], dict[int | str, Any], dict[str, Any]]:
    """Items, indicators and announced figures to save; of a whole year also those to empty."""
    items: dict[str, Any] = {**body.items}
    if len({code.lower() for code in items}) < len(items):
        raise invalid("body", "items", gettext("An item is named twice."), "twice")
    indicators: dict[int | str, Any] = dict(body.indicators.items())
    if not whole:
        return items, indicators, given(body.announced) if body.announced else {}
    frame = kept_frame(assessment.framework)
    said = {code.lower() for code in items}
    items |= {each.code: None for each in frame.items if each.code.lower() not in said}
    indicators = {**{str(each.no): None for each in frame.indicators}, **indicators}
    return items, indicators, (body.announced or told.AnnouncedWanted.model_validate({})).dict()


def _field(key: str) -> str:
    """The field of the body that a key of the service stands for."""
    if key in ANNOUNCED:
        return f"announced.{key}"
    return f"indicators.{key}" if key.isdigit() else f"items.{key}"


def _problem(key: str, message: str) -> dict[str, str]:
    return {"where": "body", "field": _field(key), "code": "score", "message": message}


def _scores(municipality: Municipality, year: int) -> told.OwnScores:
    stored = assessments_with_scores(municipality, (year,)).get(year)
    frame = kept_frame(stored.framework if stored else framework_of_assessment(year))
    figures = Figures.of(stored)
    return told.OwnScores(
        assessed_year=year,
        version=stored.version if stored else 0,
        items=[
            told.OwnItem(
                code=each.code,
                title=each.title,
                indicator=each.indicator,
                score=score(figures.items.get(each.code.lower())),
            )
            for each in frame.items
        ],
        indicators=[
            told.OwnIndicator(no=each.no, name=each.name, score=score(figures.indicators.get(each.no)))
            for each in frame.indicators
        ],
        announced=told.Announced(**_announced(stored, figures)),
    )


def _announced(stored: Assessment | None, figures: Figures) -> dict[str, Any]:
    return {
        "total": score(figures.total),
        **{code: score(figures.instruments.get(code)) for code in InstrumentCode.values},
        "level": figures.level,
        "status": stored.status if stored else "",
        "source": stored.source if stored else "",
        "announced_on": stored.announced_on if stored else None,
    }
