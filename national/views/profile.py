"""One municipality beside its province and the country."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from municipalities.addresses import address
from municipalities.models import Municipality
from municipalities.queries import current_code, municipality_by_code
from national.charts import axis_of
from national.profiles import Compared, Profile, profile
from national.views.answers import page_answer


@require_safe
def page(request: HttpRequest, code: str, year: int) -> HttpResponseBase:
    owner = municipality_by_code(code)
    found = profile(owner, year) if owner else None
    if owner is None or found is None:
        raise Http404("nothing is known of this municipality's result of the year")
    current = current_code(owner)
    if code != current:
        return redirect(address("national_profile", current, year), permanent=True)
    context = profile_context(owner, found, code)
    return page_answer(request, render(request, "national/profile.html", context))


def profile_context(owner: Municipality, found: Profile, code: str) -> dict[str, Any]:
    measured = [found.total, *found.instruments]
    return {
        "municipality": owner,
        "record": owner.record_on(),
        "code": code,
        "profile": found,
        "result": found.result,
        "year": found.result.assessed_year,
        "measured": measured,
        "measured_axis": _axis(measured),
        "indicators_axis": _axis(list(found.indicators)),
        "permanent": f"{settings.SITE_URL}{reverse('national_profile', args=(code, found.result.assessed_year))}",
        "section": "national",
    }


def _axis(rows: list[Compared]) -> Any:
    medians = [each.median for row in rows for each in (row.province, row.country) if each]
    return axis_of((), [*(row.score for row in rows), *medians])
