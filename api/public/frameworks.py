"""The catalogue of every published year, for everybody."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from api.places import ROOT, absolute
from api.schemas import frameworks as told
from api.schemas.base import Page, Paged, Params, page, score
from catalogue import models
from catalogue.queries import PARTS, framework_of_year, published_frameworks

router = Router(auth=None, tags=["frameworks"])


@router.get(
    "frameworks",
    url_name="frameworks",
    response=Page[told.FrameworkLine],
    summary=_("The years whose framework is published, newest first"),
)
def frameworks(request: HttpRequest, wanted: Query[Paged]) -> Page[told.FrameworkLine]:
    return page(request, published_frameworks().order_by("-evaluation_year"), wanted, line)


@router.get(
    "frameworks/{be:year}",
    url_name="framework",
    response=told.FrameworkTree,
    summary=_(
        "All that one year asks: instruments, indicators, items, issues, levels and required components"
    ),
)
def framework(request: HttpRequest, year: int, wanted: Query[Params]) -> told.FrameworkTree:
    found = framework_of_year(year)
    if found is None:
        raise Http404
    return _tree(found.pk, found.content_sha256)


def line(row: models.Framework) -> told.FrameworkLine:
    return told.FrameworkLine(
        year=row.evaluation_year,
        revision=row.revision,
        revision_date=row.revision_date,
        name=row.name,
        scheme=row.scheme,
        url=absolute(f"{ROOT}frameworks/{row.evaluation_year}"),
    )


@lru_cache(maxsize=32)
def _tree(pk: int, content_sha256: str) -> told.FrameworkTree:
    """A published framework never changes: it is read once by each process."""
    row = models.Framework.objects.prefetch_related(*PARTS, "milestones").get(pk=pk)
    return told.FrameworkTree(
        **line(row).dict(),
        source=row.source,
        notes=row.notes,
        unverified=row.unverified,
        instruments=[
            told.Instrument(
                code=each.code,
                name=each.name,
                name_en=each.name_en,
                weight=each.weight,
                unverified=each.unverified,
            )
            for each in row.instruments.all()
        ],
        indicators=[
            told.Indicator(
                no=each.no,
                instrument=each.instrument.code,
                name=each.name,
                name_en=each.name_en,
                aliases=each.aliases,
                unverified=each.unverified,
            )
            for each in row.indicators.all()
        ],
        items=[_item(each) for each in row.items.all()],
        issues=[
            told.Issue(no=each.no, title=each.title, aliases=each.aliases, unverified=each.unverified)
            for each in row.issues.all()
        ],
        bands=[
            told.Band(
                code=each.code,
                name=each.name,
                order=each.order,
                min_total=score(each.min_total),
                min_each_instrument=score(each.min_each_instrument),
                is_passing=each.is_passing,
            )
            for each in row.bands.all()
        ],
        requirements=[_requirement(each) for each in row.requirements.all()],
        milestones=[
            told.Milestone(code=each.code, name=each.name, start=each.start, end=each.end)
            for each in row.milestones.all()
        ],
    )


def _item(row: models.Item) -> told.Item:
    return told.Item(
        code=row.code,
        title=row.title,
        indicator=row.indicator.no,
        sub_indicator=row.sub_indicator.code if row.sub_indicator else None,
        sub_indicator_title=row.sub_indicator.title if row.sub_indicator else None,
        is_paraphrase=row.is_paraphrase,
        issues=[each.issue.no for each in row.issues.all()],
        replaces=[each.predecessor for each in row.replaces.all()],
        components=[str(each) for each in row.components],
        aliases=row.aliases,
        unverified=row.unverified,
    )


def _requirement(row: models.Requirement) -> told.Requirement:
    return told.Requirement(
        kind=row.kind,
        item=row.item.code,
        key_year=row.key_year,
        covers_months=row.covers_months,
        issues_required=row.issues_required,
        components=[
            told.Component(field=each.field, text=each.text, per_issue=each.per_issue)
            for each in row.components.all()
        ],
    )
