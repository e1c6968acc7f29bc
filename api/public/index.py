"""The first address: where everything is."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router, Schema
from pydantic import Field

from api.places import ROOT, absolute
from api.schemas.base import Params, told
from national import licence

router = Router(auth=None, tags=["municipalities"])

COLLECTIONS = ("provinces", "municipalities", "frameworks", "assessments", "pictures", "reports")


class Index(Schema):
    model_config = told(_("Where everything is."))

    collections: dict[str, str] = Field(description=_("Address of each list, by its name."))
    documentation: str
    openapi: str
    licence: str = Field(description=_("Licence of the data, by its SPDX name."), examples=["CC-BY-4.0"])
    licence_url: str


@router.get("", url_name="index", response=Index, summary=_("Where everything is"))
def index(request: HttpRequest, wanted: Query[Params]) -> Index:
    return Index(
        collections={name: absolute(f"{ROOT}{name}") for name in COLLECTIONS},
        documentation=absolute(f"{ROOT}docs"),
        openapi=absolute(f"{ROOT}openapi.json"),
        licence=licence.CODE,
        licence_url=licence.URL,
    )
