"""For search engines: the pages of the national picture, year by year."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from national.areas import known_years
from national.models import Picture, YearResult

TEN_MINUTES = 600
FORMAT = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
"""Addresses that one file may hold; the country has some eight thousand municipalities."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One file for each year."""
    places = (reverse("national_sitemap_year", args=(year,)) for year in known_years())
    return _xml("sitemapindex", (f"<sitemap><loc>{_address(each)}</loc></sitemap>" for each in places))


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The country, its provinces, and every municipality whose result is known."""
    if year not in known_years():
        raise Http404("nothing is known of this year")
    provinces = (
        Picture.objects.filter(assessed_year=year, kind="", results__gt=0)
        .exclude(province="")
        .order_by("province")
        .values_list("province", flat=True)
    )
    codes = (
        YearResult.objects.filter(assessed_year=year, shown=True)
        .order_by("code")
        .values_list("code", flat=True)
    )
    places = [reverse("national_year", args=(year,))]
    places += [reverse("national_province", args=(year, code)) for code in provinces]
    places += [reverse("national_profile", args=(code, year)) for code in codes]
    return _xml("urlset", (f"<url><loc>{_address(each)}</loc></url>" for each in places[:MOST]))


def _address(place: str) -> str:
    return escape(f"{settings.SITE_URL}{place}")


def _xml(name: str, lines: Iterable[str]) -> HttpResponse:
    joined = "\n".join(lines)
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{FORMAT}">\n{joined}\n</{name}>\n'
    response = HttpResponse(body, content_type="application/xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=TEN_MINUTES)
    return response
