"""Provinces and municipalities, for everybody."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from api.places import ROOT, absolute
from api.schemas.base import Page, Paged, Params, page
from api.schemas.places import (
    DatedName,
    District,
    Municipalities,
    Municipality,
    MunicipalityWithPast,
    Province,
)
from municipalities.models import District as DistrictRow
from municipalities.models import Municipality as MunicipalityRow
from municipalities.models import MunicipalityRecord
from municipalities.models import Province as ProvinceRow
from municipalities.queries import RECORDS, current_code, municipality_by_code
from municipalities.searching import named_like

router = Router(auth=None, tags=["municipalities"])

ORDERS = {"name": ("sort_key", "pk"), "code": ("code_id", "pk")}


@router.get("provinces", url_name="provinces", response=Page[Province], summary=_("All provinces"))
def provinces(request: HttpRequest, wanted: Query[Paged]) -> Page[Province]:
    return page(request, ProvinceRow.objects.order_by("sort_key", "pk"), wanted, province)


@router.get(
    "municipalities",
    url_name="municipalities",
    response=Page[Municipality],
    summary=_("Municipalities, by name, place, code, province and kind"),
)
def municipalities(request: HttpRequest, wanted: Query[Municipalities]) -> Page[Municipality]:
    found = MunicipalityRecord.objects.latest_of_each().select_related("province", "district")
    if wanted.q:
        found = found.filter(municipality__in=named_like(wanted.q).order_by().values("municipality"))
    if wanted.province is not None:
        found = found.filter(province=wanted.province)
    if wanted.kind is not None:
        found = found.filter(kind=wanted.kind)
    columns = ORDERS[wanted.order.removeprefix("-")]
    sign = "-" if wanted.order.startswith("-") else ""
    return page(request, found.order_by(*(sign + each for each in columns)), wanted, municipality)


@router.get(
    "municipalities/{slug:code}",
    url_name="municipality",
    response=MunicipalityWithPast,
    summary=_("One municipality, by any code it ever had"),
    description=_("The code in force today is told in `code`, whichever code was asked for."),
)
def one_municipality(request: HttpRequest, code: str, wanted: Query[Params]) -> MunicipalityWithPast:
    owner = municipality_by_code(code)
    record = owner.record_on() if owner else None
    if owner is None or record is None:
        raise Http404
    return MunicipalityWithPast(
        **municipality(record).dict(),
        website=owner.website,
        codes=sorted(owner.codes.values_list("code", flat=True)),
        history=[
            DatedName(
                code=each.code_id,
                kind=each.kind,
                full_name=each.full_name,
                province=province(each.province),
                district=_district(each.district),
                valid_from=each.valid_from,
                valid_until=each.valid_until,
            )
            for each in owner.records.all()
        ],
        succeeds=_codes(owner.succeeds.prefetch_related(RECORDS).order_by("pk")),
        succeeded_by=_codes(owner.succeeded_by.prefetch_related(RECORDS).order_by("pk")),
    )


def _codes(found: Iterable[MunicipalityRow]) -> list[str]:
    return [code for each in found if (code := current_code(each))]


def province(row: ProvinceRow) -> Province:
    return Province(code=row.code, name=row.name)


def _district(row: DistrictRow | None) -> District | None:
    return District(code=row.code, name=row.name) if row else None


def municipality(record: MunicipalityRecord) -> Municipality:
    return Municipality(
        code=record.code_id,
        kind=record.kind,
        name=record.name,
        full_name=record.full_name,
        province=province(record.province),
        district=_district(record.district),
        exists=record.valid_until is None,
        url=absolute(f"{ROOT}municipalities/{record.code_id}"),
    )
