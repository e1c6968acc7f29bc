"""For readers that are programs: the Atom feed of what was published last, the sitemap, and who may crawl what."""

from __future__ import annotations

from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ita_portal.thai.digits import format_decimal
from municipalities.addresses import address
from reports.files import address_of
from reports.models import ListedReport
from reports.search import Wanted, find

NEWEST = 50
PER_SITEMAP = 2_000
"""Addresses in one sitemap; the format allows five times as many."""
TEN_MINUTES = 600


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """The reports published last, those of a search too: the feed takes the same fields as the list."""
    feed = Atom1Feed(
        title=_("Published reports"),
        link=f"{settings.SITE_URL}{address('report_list')}",
        feed_url=f"{settings.SITE_URL}{request.get_full_path()}",
        description=None,
        language=request.LANGUAGE_CODE,
    )
    for each in find(Wanted.of({**request.GET.dict(), "order": "newest"}))[:NEWEST]:
        permanent = address_of(each.code, each.kind, each.year, each.number)
        feed.add_item(
            title=f"{each.name} – {each.get_kind_display()} {each.year}",
            link=permanent,
            unique_id=permanent,
            description=_summary(each),
            pubdate=each.published_at,
            updateddate=each.published_at,
            author_name=each.name,
        )
    return _cached(HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type))


def _summary(each: ListedReport) -> str:
    parts = [_("Version %(number)s") % {"number": each.number}]
    if each.total is not None:
        parts.append(_("total score %(score)s") % {"score": format_decimal(each.total)})
    if each.level:
        parts.append(_("level %(level)s") % {"level": each.level})
    return ", ".join(parts)


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The parts of the sitemap; one is enough until the whole country publishes."""
    count = ListedReport.objects.count()
    pages = range(1, max(1, -(-count // PER_SITEMAP)) + 1)
    lines = [f"<sitemap><loc>{settings.SITE_URL}/sitemap-{page}.xml</loc></sitemap>" for page in pages]
    return _xml("sitemapindex", lines)


@require_safe
def sitemap(request: HttpRequest, page: int) -> HttpResponse:
    """Addresses of public pages: the front pages first, then every municipality, then its reports."""
    first = (page - 1) * PER_SITEMAP
    rows = ListedReport.objects.order_by("report_id")[first : first + PER_SITEMAP]
    lines = [
        _place(address_of(each.code, each.kind, each.year, each.number), each.published_at) for each in rows
    ]
    if page == 1:
        owners = ListedReport.objects.values("code").annotate(last=Max("published_at")).order_by("code")
        front = [
            _place(f"{settings.SITE_URL}{path}") for path in ("/", "/r/", "/data/", "/check/", "/verify/")
        ]
        lines = (
            front
            + [_place(f"{settings.SITE_URL}/r/{each['code']}/", each["last"]) for each in owners]
            + lines
        )
    elif not lines:
        raise Http404("no such part of the sitemap")
    return _xml("urlset", lines)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read by machines; work pages ask for signing in anyway."""
    lines = ["User-agent: *", "Disallow: /m/", "Disallow: /accounts/", "Disallow: /admin/"]
    lines += [f"Sitemap: {settings.SITE_URL}{reverse(name)}" for name in ("sitemap", "national_sitemap")]
    return _cached(HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"))


def _place(location: str, changed: object = None) -> str:
    when = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed else ""
    return f"<url><loc>{escape(location)}</loc>{when}</url>"


def _xml(name: str, lines: list[str]) -> HttpResponse:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    body = head + "\n".join(lines) + f"\n</{name}>\n"
    return _cached(HttpResponse(body, content_type="application/xml; charset=utf-8"))


def _cached(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=TEN_MINUTES)
    return response
