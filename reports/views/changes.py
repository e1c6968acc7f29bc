"""What a published version says otherwise than an earlier one, or than last year's report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from municipalities.addresses import address
from reports.differences import Figure, differences
from reports.document import Document
from reports.formats.json_form import loads
from reports.models import Report, Version
from reports.shelf import last_years_version, listed, public_versions, published_report
from reports.writers.wording import wording

LAST_YEAR = "last-year"


@dataclass(frozen=True, slots=True)
class Base:
    """What a version can be compared with: `key` stands in the address, `label` on the page."""

    key: str
    label: str
    version: Version
    year: int


@require_safe
def changes(request: HttpRequest, code: str, kind: str, year: int, number: int) -> HttpResponse:
    """`?since=v1` or `?since=last-year`; without it the version before, and last year's report for the first one."""
    found = published_report(code, kind, year)
    if found is None:
        raise Http404("nothing was published here")
    report, current = found
    if code != current:
        return redirect(address("report_changes", current, kind, year, number), permanent=True)
    shown = report.versions.filter(number=number, state=Version.State.PUBLIC).first()
    if shown is None:
        return redirect(address("report_version", code, kind, year, number))
    shown.report = report
    bases = bases_of(report, shown)
    wanted = request.GET.get("since", "")
    base = next((each for each in bases if each.key == wanted), bases[0] if bases else None)
    context: dict[str, Any] = {
        "listed": listed(shown),
        "version": shown,
        "code": code,
        "kind": kind,
        "year": year,
        "bases": bases,
        "base": base,
        "section": "reports",
    }
    if base is not None:
        before, after = loads(bytes(base.version.document)), loads(bytes(shown.document))
        context |= _compared(before, after, request.LANGUAGE_CODE)
    response = render(request, "reports/public_changes.html", context)
    patch_cache_control(response, no_cache=True)
    return response


def bases_of(report: Report, shown: Version) -> list[Base]:
    """Earlier public versions, newest first, then the report of the year before."""
    earlier = [
        each
        for each in public_versions(report)
        if each.state == Version.State.PUBLIC and each.number < shown.number
    ]
    bases = [
        Base(f"v{each.number}", _("Version %(number)s") % {"number": each.number}, each, report.key_year)
        for each in earlier
    ]
    last = last_years_version(report)
    if last is not None:
        label = _("the report of %(year)s") % {"year": report.key_year - 1}
        bases.append(Base(LAST_YEAR, label, last, report.key_year - 1))
    return bases


def _compared(before: Document, after: Document, language: str) -> dict[str, Any]:
    found = differences(before, after)
    titles = {each.no: each.title for each in (*before.issues, *after.issues)}
    titles |= {
        each.issue: each.title for each in (*before.sections, *after.sections) if each.issue and each.title
    }
    fields = wording("en" if language == "en" else "th").fields
    return {
        "differences": found,
        "issues": [
            {"no": issue, "title": titles.get(issue, ""), "measures": list(measures)}
            for issue, measures in groupby(found.measures, lambda each: each.issue)
        ],
        "texts": [(_place(each.place), each) for each in found.texts],
        "figures": figures_of([each for each in found.figures if each.kind != "item"], before, after),
        "items": figures_of([each for each in found.figures if each.kind == "item"], before, after),
        "fields": fields,
        "years": (before.result.year, after.result.year),
    }


def _place(place: str) -> str:
    """A text outside the measures, by the words of a reader."""
    names = {
        "title": _("Title of the report"),
        "before": _("Text at the beginning"),
        "remark": _("Analysis of issue"),
        "after": _("Text at the end"),
    }
    return names.get(place, _("Other text"))


def figures_of(figures: Iterable[Figure], before: Document, after: Document) -> list[dict[str, Any]]:
    """Changed scores with their names, and by how much."""
    names = {
        str(each.no): each.name or each.name_as_written
        for each in (*before.result.indicators, *after.result.indicators)
        if each.no is not None
    }
    titles = {each.code: each.title for each in (*before.result.items, *after.result.items)}
    return [_figure(each, names, titles) for each in figures]


def _figure(figure: Figure, names: dict[str, str], titles: dict[str, str]) -> dict[str, Any]:
    label = {
        "total": _("Total score"),
        "level": _("Level"),
        "indicator": f"{figure.name}. {names.get(figure.name, '')}".strip(),
        "item": f"{figure.name} {titles.get(figure.name, '')}".strip(),
    }[figure.kind]
    return {
        "label": label,
        "level": figure.kind == "level",
        "before": figure.before,
        "after": figure.after,
        "difference": figure.difference,
    }
