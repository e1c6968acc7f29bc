"""A report being written: its findings, its layout and front matter, its preview and its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.queries import NoFramework
from municipalities.addresses import address
from municipalities.guard import ReadOnly
from municipalities.queries import people_with
from municipalities.requests import WorkRequest
from municipalities.roles import Role
from reports.additions import report_links
from reports.build import PLACES
from reports.files import HTML_TYPE, JSON_TYPE, RenderingFailed, draft_html, pictures_of
from reports.files import render as rendered
from reports.finding_list import finding_list
from reports.formats.json_form import dumps
from reports.forms import FrontMatterForm
from reports.frozen import Frozen, changed_since_submission, frozen_to_read
from reports.models import Report, State
from reports.offline import offline_form
from reports.overlaps import with_overlaps
from reports.pins import linked, pinned
from reports.places import Group, placed
from reports.progress import Cycle
from reports.returning import last_return
from reports.services import get_or_create_report, layouts_for, set_front_matter, set_layout
from reports.views.policy import with_inline_pictures
from reports.waivers import waivers_of
from reports.workflow import possible
from reports.writers.html import write_body

NOT_MADE = {
    "docx": gettext_lazy("The Word file could not be made: %(reason)s"),
    "xlsx": gettext_lazy("The Excel file could not be made: %(reason)s"),
}


def key_year_of(kind: str, action_year: int) -> int:
    """The year in a report's key: an analysis treats the year before the action year."""
    return action_year - 1 if kind == "analysis" else action_year


def find_report(request: WorkRequest, kind: str, action_year: int) -> Report | None:
    found = Report.objects.filter(
        municipality=request.municipality, kind=kind, key_year=key_year_of(kind, action_year)
    )
    return found.select_related("municipality", "submitted_by", "approved_by").first()


def own_report(request: WorkRequest, kind: str, action_year: int) -> Report:
    """The report of the address; 404 when it was not begun."""
    report = find_report(request, kind, action_year)
    if report is None:
        raise Http404("this report was not begun")
    return report


def read_with_findings(report: Report, cycle: Cycle) -> tuple[Frozen, list[Group]]:
    """A report as its readers see it, and its findings, each with the way to its field."""
    frozen, findings = cycle.checked(report)
    findings = with_overlaps(report, frozen.document, findings)
    return frozen, placed(findings, frozen.document, cycle, waivers_of(report))


def report(request: WorkRequest, code: str, action_year: int, kind: str) -> HttpResponse:
    """The desk of one report. POST begins it."""
    if request.method == "POST":
        try:
            get_or_create_report(
                request.municipality, kind, key_year_of(kind, action_year), actor=request.user
            )
        except NoFramework as error:
            messages.error(request, str(error))
        return redirect(address("report", request.code, action_year, kind))
    found = find_report(request, kind, action_year)
    if found is None:
        context = {
            "action_year": action_year,
            "kind": kind,
            "key_year": key_year_of(kind, action_year),
            "step": "publication",
            "section": "work",
        }
        return render(request, "reports/begin.html", context)
    return report_page(request, found, action_year)


@dataclass(frozen=True, slots=True)
class Waiving:
    """A wish for a waiver that was refused: for which error, with what reason, and why not."""

    fingerprint: str = ""
    reason: str = ""
    problem: str = ""


def report_page(
    request: WorkRequest,
    found: Report,
    action_year: int,
    *,
    problem: str = "",
    action: str = "",
    comment: str = "",
    waiving: Waiving | None = None,
    status: int = 200,
) -> HttpResponse:
    """The desk of a report that was begun; `problem`, `action` and `comment` after a refused step."""
    cycle = Cycle(request.municipality, action_year)
    frozen, groups = read_with_findings(found, cycle)
    errors = sum(each.is_open for each in groups[0].findings)
    allowed = possible(found.state, request.roles)
    may_edit = request.may_write and Role.OFFICER in request.roles and found.state == State.DRAFT
    listed = finding_list(groups, request.GET)
    versions = list(found.versions.exclude(state="reserved").defer("document").order_by("-number"))
    public = versions[0] if versions and versions[0].state == "public" else None
    context = {
        "cycle": cycle,
        "action_year": action_year,
        "kind": found.kind,
        "report": found,
        "groups": listed.groups,
        "list": listed,
        "mends": kind_of_mends(found, may_edit=may_edit),
        "mendable": sum(each.mend is not None for group in groups for each in group.findings),
        "back": address("report", request.code, action_year, found.kind, fragment="findings"),
        "errors": errors,
        "waived": sum(not each.is_open for each in groups[0].findings),
        "shows_waivers": True,
        "waiving": waiving or Waiving(),
        "finding_count": sum(len(group.findings) for group in groups),
        "sha256": frozen.sha256,
        "changed": changed_since_submission(found),
        "steps": [each for each in allowed if each.action != "withdraw"],
        "withdrawable": public if any(each.action == "withdraw" for each in allowed) else None,
        "withdrawn": bool(versions) and public is None,
        "action": action,
        "decides": found.state in (State.SUBMITTED, State.APPROVED)
        and any(each.action in ("approve", "publish") for each in allowed),
        "came_back": last_return(found) if found.state == State.DRAFT else None,
        "may_edit": may_edit,
        "has_texts": any(found.blocks.get(place) for place in PLACES),
        "may_render": bool(request.roles & {Role.OFFICER, Role.APPROVER}),
        "approvers": people_with({Role.APPROVER}, request.municipality),
        "versions": versions,
        "links": report_links(found, request.code, action_year),
        "failed": found.versions.filter(state="reserved").exclude(notice="").defer("document").first(),
        "rendering": found.renderings.filter(form="report").order_by("-pk").first(),
        "memo_rendering": found.renderings.filter(form="memo").order_by("-pk").first(),
        "problem": problem,
        "comment": comment,
        "step": "publication",
        "section": "work",
    }
    return render(request, "reports/report.html", context, status=status)


def kind_of_mends(found: Report, *, may_edit: bool) -> str:
    """The kind of the report whose findings can be mended with one click, "" when nobody may now."""
    return found.kind if may_edit else ""


def layout(request: WorkRequest, code: str, action_year: int, kind: str) -> HttpResponse:
    """Layout, title, period and signatures: what only the document has."""
    found = own_report(request, kind, action_year)
    layouts = layouts_for(found)
    form = FrontMatterForm(request.POST or None, report=found, layouts=layouts)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _save_front_matter(request, found, form)
                messages.success(request, _("Saved"))
                return redirect(address("report", request.code, action_year, kind))
            except ReadOnly as error:
                form.add_error(None, str(error))
                status = 409
            except ValidationError as error:
                form.add_error(None, error.messages)
    context = {
        "action_year": action_year,
        "kind": kind,
        "report": found,
        "form": form,
        "layouts": layouts,
        "conflict": {},
        "locked": "" if found.state == State.DRAFT else found.get_state_display(),
        "step": "publication",
        "findings_page": f"layout-{kind}",
        "section": "work",
    }
    return render(request, "reports/layout.html", context, status=status)


def _save_front_matter(request: WorkRequest, found: Report, form: FrontMatterForm) -> None:
    data = form.cleaned_data
    if data["layout"] != found.layout.get("name"):
        set_layout(found, data["layout"], actor=request.user)
    set_front_matter(
        found,
        actor=request.user,
        title=data["title"],
        registered=(data["document_number"], data["document_date"]),
        covers=form.covers(),
        signatures=form.signatures(),
        layout_options=form.layout_options(),
    )


def preview(request: WorkRequest, code: str, action_year: int, kind: str) -> HttpResponse:
    """The document as it prints, with its findings beside it."""
    found = find_report(request, kind, action_year)
    if found is None:
        return redirect(address("report", request.code, action_year, kind))
    cycle = Cycle(request.municipality, action_year)
    frozen, groups = read_with_findings(found, cycle)
    images = pictures_of(frozen.document)
    signed, rows = pinned(frozen.document, groups)
    body, pins = linked(write_body(signed, images=images, heading_level=2), rows)
    may_edit = request.may_write and Role.OFFICER in request.roles and found.state == State.DRAFT
    context: dict[str, Any] = {
        "cycle": cycle,
        "action_year": action_year,
        "kind": kind,
        "report": found,
        "shows_waivers": False,
        "body": body,
        "pinned": pins,
        "mends": kind_of_mends(found, may_edit=may_edit),
        "back": address("report_preview", request.code, action_year, kind),
        "groups": groups,
        "finding_count": sum(len(group.findings) for group in groups),
        "section": "work",
    }
    return with_inline_pictures(render(request, "reports/preview.html", context))


def draft_file(request: WorkRequest, code: str, action_year: str, kind: str, extension: str) -> HttpResponse:
    """HTML that stands alone, a Word or Excel file, or the Document as JSON, to keep or to pass on."""
    found = own_report(request, kind, int(action_year))
    frozen = frozen_to_read(found)
    if extension == "json":
        data, media_type = dumps(frozen.document, pretty=True), JSON_TYPE
    elif extension in NOT_MADE:
        try:
            file = rendered(frozen.document, extension)
        except RenderingFailed as error:
            messages.error(request, NOT_MADE[extension] % {"reason": error})
            return redirect(address("report", request.code, action_year, kind))
        data, media_type = file.data, file.media_type
    else:
        data, media_type = draft_html(frozen.document, assets="inline"), HTML_TYPE
    name = f"{kind}-{found.key_year}-{request.code}-draft.{extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=media_type, headers=headers)


def offline_file(
    request: WorkRequest, code: str, action_year: str, kind: str, extension: str
) -> HttpResponse:
    """The report as a Word or Excel form to fill in without the portal and to bring back."""
    found = own_report(request, kind, int(action_year))
    try:
        file = rendered(offline_form(found), extension)
    except RenderingFailed as error:
        messages.error(request, NOT_MADE[extension] % {"reason": error})
        return redirect(address("report", request.code, action_year, kind))
    name = f"{kind}-{found.key_year}-{request.code}-offline.{extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(file.data, content_type=file.media_type, headers=headers)
