"""One version under review: the report, what its year requires, what the checks and the assessors found."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from municipalities.addresses import address
from municipalities.queries import current_code, municipality_by_code
from reports.checks.finding import SEVERITIES, Finding
from reports.document import Document
from reports.formats.json_form import loads
from reports.models import Version, Waiver
from reports.shelf import listed
from reports.waivers import fingerprints
from review.components import Asked, components_asked, seen_by_issue
from review.forms import AssignForm, ComponentForm, FindingForm, ReasonForm, ReplyForm, WithdrawalForm
from review.guards import framework_asked
from review.lines import line
from review.models import ComponentDecision, Review, ReviewFinding
from review.places import place_of, words_of
from review.queue import Filters, in_tab, queued
from review.reading import read
from review.scope import assessors_for, reviewable
from review.tallies import machine_findings

NEXT = 6
"""So many of the queue stand beside the report."""


def own_version(request: HttpRequest, code: str, kind: str, year: int, number: int) -> Version:
    """The version of the address, if this auditor may review it; for everything else 404."""
    municipality = municipality_by_code(code)
    found = reviewable(request.user).filter(
        report__municipality=municipality, report__kind=kind, report__key_year=year, number=number
    )
    version = found.select_related("report", "review__lead", "review__second", "review__framework").first()
    if municipality is None or version is None:
        raise Http404("no such version, or another auditor's")
    version.report.municipality = municipality
    return version


def address_of(version: Version, fragment: str = "") -> str:
    report = version.report
    code = current_code(report.municipality)
    return address("review_page", code, report.kind, report.key_year, version.number, fragment=fragment)


@require_safe
def review(request: HttpRequest, code: str, kind: str, year: int, number: int) -> HttpResponse:
    version = own_version(request, code, kind, year, number)
    if code != current_code(version.report.municipality):
        return redirect(address_of(version), permanent=True)
    return review_page(request, version)


def review_page(
    request: HttpRequest,
    version: Version,
    *,
    problem: str = "",
    refusal: str = "",
    status: int = 200,
    **forms: Any,
) -> HttpResponse:
    """The page; `problem` and the bound `forms` after something was refused, with what was typed.

    A `refusal` stands in its form; when the forms are gone (somebody decided meanwhile) it stands above the page
    with what was typed.
    """
    report = version.report
    begun: Review | None = Review.objects.filter(version=version).select_related("lead", "second").first()
    document = loads(bytes(version.document))
    everything = list(begun.findings.prefetch_related("replies__author").all()) if begun else []
    findings = [each for each in everything if each.withdrawn_at is None]
    asked = components_asked(begun.framework if begun else framework_asked(version), report.kind)
    newest = report.versions.filter(state=Version.State.PUBLIC).order_by("-number").defer("document").first()
    current = newest is not None and newest.number == version.number
    writable = current and (begun is None or begun.is_open)
    people = assessors_for(report.municipality)
    context = {
        "version": version,
        "report": report,
        "code": current_code(report.municipality),
        "listed": listed(version),
        "document": document,
        "review": begun,
        "newest": newest,
        "current": current,
        "writable": writable,
        "decides": writable and (begun is None or begun.lead_id in (None, request.user.pk)),
        "reading": read(document, findings),
        "components": _components(request, begun, asked, forms.get("components")),
        "seen": seen_by_issue(document, asked),
        "machine": _machine(version, document, findings),
        "findings": [{"it": each, "form": _further(each, forms.get("further"))} for each in findings],
        "withdrawn_count": len(everything) - len(findings),
        "earlier": _earlier(version),
        "finding_form": forms.get("finding") or FindingForm(document=document, initial=_pinned(request)),
        "pinning": "place" in request.GET,
        "reason_form": forms.get("reason") or ReasonForm(),
        "withdrawal_form": forms.get("withdrawal") or WithdrawalForm(),
        "assign_form": forms.get("assign") or _assign_form(begun, people),
        "next": _next(request, version),
        "named": True,
        "days": (timezone.localdate() - timezone.localtime(version.published_at).date()).days
        if version.published_at
        else 0,
        "problem": problem or ("" if writable else refusal),
        "kept": [] if writable else _typed(request),
        "section": "review",
    }
    return render(request, "review/page.html", context, status=status)


def _components(
    request: HttpRequest, begun: Review | None, asked: list[Asked], bound: dict[int, ComponentForm] | None
) -> list[dict[str, Any]]:
    """Each component with one's own decision and those of the other assessors."""
    made = list(begun.decisions.select_related("assessor")) if begun else []
    rows = []
    for each in asked:
        mine: ComponentDecision | None = None
        others = []
        for decision in made:
            if decision.component == each.number:
                if decision.assessor_id == request.user.pk:
                    mine = decision
                else:
                    others.append(decision)
        verdicts = {decision.verdict for decision in (*others, *([mine] if mine else []))}
        initial = {"verdict": mine.verdict, "note": mine.note} if mine else {}
        form = (bound or {}).get(each.number) or component_form(each.number, initial=initial)
        rows.append({"asked": each, "form": form, "others": others, "differs": len(verdicts) > 1})
    return rows


def component_form(number: int, data: Any = None, initial: Any = None) -> ComponentForm:
    return ComponentForm(data, prefix=f"c{number}", initial=initial, auto_id="%s")


def _machine(version: Version, document: Document, findings: list[ReviewFinding]) -> list[dict[str, Any]]:
    """What the checks found, each with the place a finding would be pinned to, whether it was taken over, and
    what the municipality said of it before it published."""
    words = words_of(document)
    taken = {(each.code, each.place, each.text) for each in findings}
    found = machine_findings(version)
    waived = _waived(version, document, [each for each in found if each.severity == "error"])
    rows = []
    for each in sorted(found, key=lambda each: SEVERITIES.index(each.severity)):
        key = place_of(each.where, document)
        rows.append(
            {
                "finding": each,
                "place": key,
                "words": words.get(key, ""),
                "taken": (each.code, key, each.message) in taken,
                "waiver": waived.get(id(each)),
            }
        )
    return rows


def _waived(version: Version, document: Document, errors: list[Finding]) -> dict[int, Waiver]:
    """The waiver of each error that has one, by the identity of the finding."""
    known = {each.fingerprint: each for each in version.waivers.select_related("requested_by", "decided_by")}
    if not known:
        return {}
    names = fingerprints(errors, document)
    return {id(each): known[name] for each, name in zip(errors, names, strict=True) if name in known}


def _further(finding: ReviewFinding, bound: tuple[int, ReplyForm] | None) -> ReplyForm:
    if bound is not None and bound[0] == finding.number:
        return bound[1]
    return ReplyForm(auto_id=f"further-{finding.number}-%s")


def _typed(request: HttpRequest) -> list[str]:
    texts = [value for name, value in request.POST.items() if name.endswith(("text", "reason", "note"))]
    return [str(text) for text in texts if str(text).strip()]


def _pinned(request: HttpRequest) -> dict[str, str]:
    """The place at which the report's link asked to add a finding; one that is none is chosen by nobody."""
    return {"place": request.GET["place"]} if "place" in request.GET else {}


def _assign_form(begun: Review | None, people: list[Any]) -> AssignForm:
    initial = {"lead": begun.lead_id, "second": begun.second_id} if begun else {}
    return AssignForm(people=people, initial=initial)


def _earlier(version: Version) -> Review | None:
    """The last decided review of an earlier version, with what was found then."""
    decided = Review.objects.exclude(state=Review.State.OPEN)
    found = decided.filter(version__report=version.report_id, version__number__lt=version.number)
    return (
        found.select_related("version")
        .defer("version__document")
        .prefetch_related("findings__replies")
        .order_by("-version__number")
        .first()
    )


def _next(request: HttpRequest, shown: Version) -> list[dict[str, Any]]:
    rows = in_tab(queued(request.user, Filters()), "open")[: NEXT + 1]
    return [{"version": each, "listed": line(each)} for each in rows if each.pk != shown.pk][:NEXT]
