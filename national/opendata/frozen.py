"""The frozen documents of the reports that are public, for the tables that tell what stands in them.

The documents of a year are hundreds of megabytes: they are opened some at a time, and only when another version is
public than the one the files were made of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.models import DocumentKind
from ita_portal.thai.celltext import plain
from municipalities.models import Province
from national.opendata.columns import Column
from national.opendata.table import Row, named
from reports.document import Document
from reports.files import address_of
from reports.formats.json_form import loads
from reports.models import ListedReport, Version

AT_ONCE = 50
"""So many documents are in memory at a time."""


def columns() -> tuple[Column, ...]:
    """Whose report, and of which year: what `about` of `documents` fills."""
    return (
        *named(),
        Column("report", "text", _("Kind of document."), required=True, values=DocumentKind.choices),
        Column("action_year", "integer", _("Fiscal year of the measures, Buddhist era."), required=True),
        Column("version", "integer", _("Number of the newest public version."), required=True),
        Column("address", "address", _("Permanent address of the version."), required=True),
    )


def years() -> Sequence[int]:
    """Fiscal years in which measures of public reports run."""
    found = ListedReport.objects.order_by().values_list("kind", "year").distinct()
    return sorted({year + (kind == DocumentKind.ANALYSIS) for kind, year in found}, reverse=True)


def made_of(table: str, form: int) -> Callable[[int], str]:
    """What names the versions of a year for a table; another `form` when they give other rows than before."""

    def said_of(year: int) -> str:
        said = hashlib.sha256(json.dumps([table, form, settings.SITE_URL]).encode())
        about = ("code", "name", "municipality_kind", "province", "version__document_sha256")
        rows = _listed(year).values_list("version_id", "number", *about)
        for row in rows.iterator(chunk_size=2000):
            said.update(json.dumps(row).encode())
        return said.hexdigest()

    return said_of


def documents(year: int) -> Iterator[tuple[Row, Document]]:
    """Each document with the columns that say whose it is, in the order of the codes."""
    provinces = dict(Province.objects.values_list("name", "code"))
    listed = list(_listed(year))
    for first in range(0, len(listed), AT_ONCE):
        some = listed[first : first + AT_ONCE]
        found = Version.objects.filter(pk__in=[each.version_id for each in some])
        frozen = dict(found.values_list("pk", "document"))
        for each in some:
            about = {
                "code": each.code,
                "name": each.name,
                "kind": each.municipality_kind or None,
                "province_code": provinces.get(each.province),
                "province": each.province or None,
                "report": each.kind,
                "action_year": year,
                "version": each.number,
                "address": address_of(each.code, each.kind, each.year, each.number),
            }
            yield about, loads(bytes(frozen[each.version_id]))


def as_plain(text: str) -> str | None:
    """Without the marks of bold and underlined words; a text that is not there is no text."""
    return plain(text).strip() or None


def _listed(year: int) -> QuerySet[ListedReport]:
    """The reports whose measures run in a fiscal year: an analysis stands under the year before."""
    kinds = DocumentKind
    of_year = Q(kind=kinds.RESULTS, year=year) | Q(kind=kinds.ANALYSIS, year=year - 1)
    return ListedReport.objects.filter(of_year).order_by("code", "kind")
