"""A province's municipalities for its coordinator: who has which role, what is missing, and slips to begin with."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from municipalities.addresses import address
from municipalities.links import slip
from municipalities.models import Province
from municipalities.sheets import invite_administrators
from municipalities.staff import places_of, provinces_of


def province(request: HttpRequest) -> HttpResponse:
    provinces = provinces_of(_person(request))
    chosen = _chosen(request.GET.get("code", ""), provinces)
    places = places_of(chosen) if chosen else []
    incomplete = [each for each in places if each.missing]
    only_missing = request.GET.get("show") == "missing"
    context = {
        "section": "province",
        "province": chosen,
        "provinces": provinces,
        "places": incomplete if only_missing else places,
        "whole": len(places),
        "incomplete": len(incomplete),
        "lacking_admin": [each for each in places if each.lacks_admin],
        "only_missing": only_missing,
    }
    return render(request, "municipalities/province.html", context)


@require_POST
def slips(request: HttpRequest) -> HttpResponse:
    """Print the links of the chosen municipalities. They are shown now and never again."""
    chosen = _chosen(request.POST.get("code", ""), provinces_of(_person(request)))
    if chosen is None:
        raise Http404("no such province, or another one's")
    wanted = {int(each) for each in request.POST.getlist("municipality") if each.isdecimal()}
    made = invite_administrators(chosen, wanted, actor=_person(request))
    back = address("province", code=chosen.code)
    if not made:
        messages.warning(request, _("Choose municipalities that have no administrator yet"))
        return redirect(back)
    context = {
        "slips": [slip(invited, place.name) for place, invited in made],
        "back": back,
        "not_sent": False,
    }
    response = render(request, "municipalities/slips.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _person(request: HttpRequest) -> Any:
    return request.user


def _chosen(code: str, provinces: list[Province]) -> Province | None:
    """The province asked for among a person's own; the first one when none is asked for."""
    if not code:
        return provinces[0] if provinces else None
    found = next((each for each in provinces if each.code == code), None)
    if found is None:
        raise Http404("no such province, or another one's")
    return found
