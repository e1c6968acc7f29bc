"""The page of open data, its files, and their description for programs (Data Package, Table Schema)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from national import licence
from national.models import DataFile
from national.opendata.columns import Column, table_schema
from national.opendata.formats import MEDIA_TYPES
from national.opendata.making import path_of
from national.opendata.table import Table
from national.opendata.tables import TABLES
from national.views.answers import data_answer, page_answer

LICENCE = {"name": licence.CODE, "title": licence.NAME, "path": licence.URL}
"""As a Data Package names it."""
FORMATS = {"csv": "CSV", "jsonl": "JSON Lines", "parquet": "Parquet"}


@dataclass(frozen=True, slots=True)
class OfYear:
    """The files of a table and year: `year` None for a table without years."""

    year: int | None
    rows: int
    made_at: Any
    files: list[tuple[str, str, int]]
    """Name of the format, address, bytes."""


@dataclass(frozen=True, slots=True)
class Described:
    """A table as the page tells it."""

    name: str
    title: str
    about: str
    columns: list[Column]
    years: list[OfYear]


@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """What there is, in which formats, and what every column means."""
    context = {
        "tables": [_described(table) for table in TABLES.values()],
        "licence": LICENCE,
        "section": "data",
        "api": reverse("api-v1:openapi-view"),
        "package": settings.SITE_URL + reverse("open_data_package"),
    }
    return page_answer(request, render(request, "national/open_data.html", context))


def _described(table: Table) -> Described:
    by_year: dict[int, list[DataFile]] = defaultdict(list)
    for each in DataFile.objects.filter(table=table.name):
        by_year[each.year].append(each)
    years = [
        OfYear(
            year or None,
            files[0].rows,
            max(each.made_at for each in files),
            [
                (FORMATS[each.extension], address_of(each), each.size)
                for each in sorted(files, key=lambda each: list(MEDIA_TYPES).index(each.extension))
            ],
        )
        for year, files in sorted(by_year.items(), reverse=True)
        if files[0].rows
    ]
    return Described(table.name, str(table.title), str(table.about), list(table.columns()), years)


def address_of(file: DataFile) -> str:
    return _address(file.table, file.year, file.extension)


def _address(table: str, year: int, extension: str) -> str:
    named = {"table": table, "extension": extension, **({"year": year} if year else {})}
    return reverse("open_data_file", kwargs=named)


@require_safe
def file(request: HttpRequest, table: str, extension: str, year: str | None = None) -> HttpResponseBase:
    """The bytes of a file, for any page of any site."""
    found = DataFile.objects.filter(table=table, year=int(year or 0), extension=extension).first()
    if found is None:
        raise Http404("no such file")
    etag = f'"{found.sha256}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "public, max-age=600",
        "Access-Control-Allow-Origin": "*",
        "Link": f'<{LICENCE["path"]}>; rel="license", <{reverse("open_data_schema", args=[table])}>; rel="describedby"',
    }
    known = get_conditional_response(request, etag=etag)
    if known is not None and known.status_code == 304:
        for name in ("ETag", "Cache-Control", "Access-Control-Allow-Origin"):
            known.headers[name] = headers[name]
        return known
    try:
        data = path_of(found.sha256).open("rb")
    except OSError:
        text = _("This file is being made anew. Please try again in a few minutes.")
        return HttpResponse(
            text, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "600"}
        )
    name = address_of(found).rsplit("/", 1)[-1]
    return FileResponse(
        data, as_attachment=True, filename=name, content_type=MEDIA_TYPES[extension], headers=headers
    )


@require_safe
def schema(request: HttpRequest, table: str) -> HttpResponseBase:
    """The Table Schema of a table."""
    if table not in TABLES:
        raise Http404("no such table")
    return _json(request, table_schema(TABLES[table].columns(), TABLES[table].key))


@require_safe
def package(request: HttpRequest) -> HttpResponseBase:
    """The Data Package: every CSV file with its schema, size and hash."""
    resources = []
    for each in DataFile.objects.filter(extension="csv"):
        table = TABLES.get(each.table)
        if table is None:
            continue
        resources.append(
            {
                "name": f"{each.table}-{each.year}" if each.year else each.table,
                "title": str(table.title),
                "description": str(table.about),
                "path": settings.SITE_URL + address_of(each),
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": each.size,
                "hash": f"sha256:{each.sha256}",
                "schema": table_schema(table.columns(), table.key),
            }
        )
    tree = {
        "profile": "tabular-data-package",
        "name": "ita-portal",
        "title": _("ITA of Thai municipalities"),
        "homepage": settings.SITE_URL + reverse("open_data"),
        "licenses": [LICENCE],
        "resources": resources,
    }
    return _json(request, tree)


def _json(request: HttpRequest, tree: dict[str, Any]) -> HttpResponseBase:
    response = JsonResponse(tree, json_dumps_params={"ensure_ascii": False})
    response.headers["Access-Control-Allow-Origin"] = "*"
    return data_answer(request, response)
