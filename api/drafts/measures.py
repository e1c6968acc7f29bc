"""A municipality's draft measures: read, added, changed and deleted through the officer's own services."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Body, Query, Router
from ninja.responses import Status

from api.drafts.access import Own, given, own, writing
from api.drafts.once import once
from api.places import PRIVATE, absolute
from api.schemas import drafts as told
from api.schemas.base import Params
from api.schemas.problems import Problem as ProblemShape
from measures.history import as_text
from measures.models import Measure, Section
from measures.queries import plan_of, sections_with_measures
from measures.services import add_measure, add_section, delete_measure, get_or_create_plan, update_measure
from municipalities.queries import current_code
from trail.conflict import Conflict

router = Router(tags=["own"])
router.add_decorator(once, mode="operation")

REFUSALS = {401: ProblemShape, 403: ProblemShape, 404: ProblemShape}
WRITE_REFUSALS = {**REFUSALS, 409: ProblemShape, 422: ProblemShape, 423: ProblemShape}
LISTS = frozenset({"responsible", "items"})
PLAIN = ("title", "procedure", "output", "outcome", "suggestion", "follow_up", "number_as_written")


@router.get(
    "own/{slug:code}/measures/{be:year}",
    url_name="own_measures",
    response={200: told.OwnMeasures, **REFUSALS},
    summary=_("The draft measures of one fiscal year"),
)
def own_measures(request: HttpRequest, code: str, year: int, wanted: Query[Params]) -> told.OwnMeasures:
    owner = own(request, code, "measures")
    plan = plan_of(owner.municipality, year)
    rows = [
        _measure(owner, year, section, each)
        for section in (sections_with_measures(plan) if plan else ())
        for each in section.measures.all()
    ]
    return told.OwnMeasures(action_year=year, count=len(rows), rows=rows)


@router.post(
    "own/{slug:code}/measures/{be:year}",
    url_name="own_measures",
    response={201: told.OwnMeasure, **WRITE_REFUSALS},
    summary=_("Add a draft measure"),
)
def add_own_measure(
    request: HttpRequest,
    response: HttpResponse,
    code: str,
    year: int,
    wanted: Query[Params],
    body: Body[told.MeasureWanted],
) -> Status[told.OwnMeasure]:
    owner = own(request, code, "measures")
    fields = given(body)
    position = fields.pop("position", None)
    issue = fields.pop("issue", None)
    with writing(owner):
        plan = get_or_create_plan(owner.municipality, year, actor=owner.person)
        wanted_issue = {"issue": None} if issue is None else {"issue__no": issue}
        section = plan.sections.filter(**wanted_issue).first()
        section = section or add_section(plan, issue=issue, actor=owner.person)
        measure = add_measure(section, fields, actor=owner.person, position=position)
    said = _one(owner, year, measure.pk)
    response.headers["Location"] = said.url
    return Status(201, said)


@router.get(
    "own/{slug:code}/measures/{be:year}/{int:pk}",
    url_name="own_measure",
    response={200: told.OwnMeasure, **REFUSALS},
    summary=_("One draft measure"),
)
def own_measure(
    request: HttpRequest, code: str, year: int, pk: int, wanted: Query[Params]
) -> told.OwnMeasure:
    return _one(own(request, code, "measures"), year, pk)


@router.patch(
    "own/{slug:code}/measures/{be:year}/{int:pk}",
    url_name="own_measure",
    response={200: told.OwnMeasure, **WRITE_REFUSALS},
    summary=_("Change fields of a draft measure"),
)
def change_own_measure(
    request: HttpRequest,
    code: str,
    year: int,
    pk: int,
    wanted: Query[Params],
    body: Body[told.MeasureChange],
) -> told.OwnMeasure:
    owner = own(request, code, "measures")
    fields = given(body)
    version = fields.pop("version")
    with writing(owner):
        try:
            update_measure(_row(owner, year, pk), fields, actor=owner.person, version=version)
        except Conflict as conflict:
            both = {name: tuple(map(_plain(name), texts)) for name, texts in conflict.fields.items()}
            raise Conflict(both, conflict.version) from None
    return _one(owner, year, pk)


@router.delete(
    "own/{slug:code}/measures/{be:year}/{int:pk}",
    url_name="own_measure",
    response={204: None, **WRITE_REFUSALS},
    summary=_("Delete a draft measure; the officer can bring it back in the browser"),
)
def delete_own_measure(
    request: HttpRequest, code: str, year: int, pk: int, wanted: Query[told.Deletion]
) -> Status[None]:
    owner = own(request, code, "measures")
    with writing(owner):
        row = _row(owner, year, pk, lock=True)
        if row.version != wanted.version:
            raise Conflict({"title": (row.title, None)}, row.version)
        delete_measure(row, actor=owner.person)
    return Status(204, None)


def _row(owner: Own, year: int, pk: int, *, lock: bool = False) -> Measure:
    rows = Measure.objects.select_for_update(of=("self",)) if lock else Measure.objects.all()
    found = (
        rows.select_related("section__plan__municipality", "section__issue")
        .filter(pk=pk, section__plan__municipality=owner.municipality, section__plan__action_year=year)
        .first()
    )
    if found is None:
        raise Http404
    return found


def _one(owner: Own, year: int, pk: int) -> told.OwnMeasure:
    row = _row(owner, year, pk)
    return _measure(owner, year, row.section, row)


def _measure(owner: Own, year: int, section: Section, row: Measure) -> told.OwnMeasure:
    code = current_code(owner.municipality)
    responsible = [each.name for each in row.responsible.all()]
    return told.OwnMeasure(
        id=row.pk,
        version=row.version,
        issue=section.issue.no if section.issue else None,
        **{name: getattr(row, name) for name in PLAIN},
        responsible=responsible or row.responsible_as_written.splitlines(),
        period=row.period_text,
        period_start=row.period_start,
        period_end=row.period_end,
        items=[each.item.code for each in row.items.all()],
        updated_at=row.updated_at,
        url=absolute(f"{PRIVATE}{code}/measures/{year}/{row.pk}"),
    )


def _plain(name: str) -> Any:
    """How a conflict tells a value of a field: as the body has it."""
    return (lambda value: value) if name in LISTS else (lambda value: as_text(name, value))
