"""PDFs of the national picture: asked for by anybody, waited for, fetched. The worker makes them."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from municipalities.addresses import address
from municipalities.models import Kind, Province
from municipalities.queries import current_code, municipality_by_code
from national.areas import area
from national.compared import Sorting
from national.paper_models import Paper
from national.papers import Sheet, TooManyWaiting, request_paper
from national.profiles import profile
from national.sheets_of_paper import sheet
from national.views.area_pages import country_context, place_of, province_context
from national.views.profile import profile_context
from reports.files import PDF_TYPE
from reports.views.damaged import cannot_be_read
from vault import passing
from vault.kept import Damaged

FOREVER = "public, max-age=31536000, immutable"


@csrf_exempt  # nobody's rights are used; a visitor has no cookie to check against
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Asked for with the button of a page: its year, and its province and kind, or its municipality's code."""
    if request.method != "POST":
        return redirect(address("national"))
    if not ratelimit.consume(request, action="paper"):
        return _later(request)
    wanted = _profile_sheet(request) if request.POST.get("code") else _area_sheet(request)
    try:
        paper = request_paper(wanted)
    except TooManyWaiting:
        return _later(request)
    return redirect(address("national_paper", paper.pk))


def _later(request: HttpRequest) -> HttpResponse:
    response = render(request, "national/paper_later.html", {"section": "national"}, status=429)
    response.headers["Retry-After"] = "60"
    add_never_cache_headers(response)
    return response


def _year(request: HttpRequest) -> int:
    written = request.POST.get("year", "")
    if not (written.isascii() and written.isdigit() and len(written) == 4):
        raise Http404("no such year")
    return int(written)


def _area_sheet(request: HttpRequest) -> Sheet:
    code, kind = request.POST.get("province", ""), request.POST.get("kind", "")
    province = get_object_or_404(Province, pk=code) if code else None
    found = area(_year(request), kind, province) if not kind or kind in Kind.values else None
    if found is None or found.picture is None:
        raise Http404("nothing is known of this selection")
    if province is None:
        context, template = country_context(found, Sorting("median", descending=True)), "paper_country"
        title = gettext("The whole country, ITA %(year)s") % {"year": found.year}
    else:
        context, template = province_context(found, Sorting("total", descending=True)), "paper_province"
        title = gettext("Province %(province)s, ITA %(year)s") % {"province": found.name, "year": found.year}
    query = f"?kind={kind}" if kind else ""
    return sheet(
        f"national/{template}.html",
        context,
        title=f"{title} {found.kind_label}".strip(),
        name="-".join(filter(None, ("ita", str(found.year), found.code, kind))),
        shown_at=f"{place_of(found)}{query}",
        as_of=found.picture.drawn_at,
    )


def _profile_sheet(request: HttpRequest) -> Sheet:
    owner = municipality_by_code(request.POST.get("code", ""))
    found = profile(owner, _year(request)) if owner else None
    if owner is None or found is None:
        raise Http404("nothing is known of this municipality's result of the year")
    code, year = current_code(owner), found.result.assessed_year
    said = {"name": found.result.name, "year": year}
    return sheet(
        "national/paper_profile.html",
        profile_context(owner, found, code),
        title=gettext("%(name)s compared, ITA %(year)s") % said,
        name=f"profile-{year}-{code}",
        shown_at=reverse("national_profile", args=(code, year)),
        as_of=found.result.updated_at,
    )


@require_safe
def progress(request: HttpRequest, sha256: str) -> HttpResponse:
    """How far the PDF is; without scripts the page asks again by itself."""
    paper = get_object_or_404(Paper.objects.defer("page"), pk=sha256)
    context = {
        "asked": paper,
        "waiting": paper.state in (Paper.State.QUEUED, Paper.State.RUNNING),
        "back": paper.shown_at,
        "back_label": gettext("Back to the page"),
        "section": "national",
    }
    response = render(request, "national/paper_progress.html", context)
    add_never_cache_headers(response)
    return response


@require_safe
def state(request: HttpRequest, sha256: str) -> HttpResponse:
    """The state for the page's script, and whether it has ended."""
    paper = get_object_or_404(Paper.objects.defer("page"), pk=sha256)
    body = {
        "state": paper.state,
        "label": str(paper.get_state_display()),
        "ended": paper.state in (Paper.State.DONE, Paper.State.FAILED),
    }
    return JsonResponse(body, headers={"Cache-Control": "no-store"})


@require_safe
def file(request: HttpRequest, sha256: str) -> HttpResponse:
    """The PDF; what is kept by its hash never changes."""
    paper = get_object_or_404(Paper.objects.defer("page"), pk=sha256)
    if not paper.file_sha256:
        raise Http404("this PDF is not there yet")
    try:
        data = passing.read(paper.file_sha256)
    except Damaged:
        return cannot_be_read(request, paper.file_sha256, section="national", back=paper.shown_at, again=True)
    headers = {
        "Content-Disposition": f'inline; filename="{paper.name}.pdf"',
        "Cache-Control": FOREVER,
        "ETag": f'"{paper.file_sha256}"',
    }
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(data, content_type=PDF_TYPE, headers=headers)
