"""What a municipality does with a published version: its own website, and the scan of the signed paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.forms import LinkField
from municipalities.addresses import address
from municipalities.requests import WorkRequest
from municipalities.roles import Role
from reports.beside import SCAN_ACCEPT, NotBeside, add_signed_scan, problem_of, set_own_copy
from reports.files import address_of
from reports.models import OwnCopy, Version
from reports.views.documents import own_report
from vault.intake import LIMIT, NotTaken

PUTS_BESIDE = frozenset({Role.OFFICER, Role.APPROVER})


class ScanForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Scan of the signed paper"),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )


class OwnCopyForm(forms.Form):
    url = LinkField(
        label=gettext_lazy("Address on the agency's website"),
        widget=forms.URLInput,
        error_messages={"required": gettext_lazy("Enter the address of the file or the page.")},
    )


def beside(request: WorkRequest, code: str, action_year: int, kind: str, number: int) -> HttpResponse:
    """The desk of a published version. POST says in `part` which of its two forms was sent."""
    version = _published(request, action_year, kind, number)
    copy = OwnCopy.objects.filter(version=version).select_related("entered_by").first()
    part = request.POST.get("part", "") if request.method == "POST" else ""
    scan_form = ScanForm(*((request.POST, request.FILES) if part == "scan" else ()))
    copy_form = OwnCopyForm(
        request.POST if part == "copy" else None, initial={"url": copy.url if copy else ""}
    )
    form = {"scan": scan_form, "copy": copy_form}.get(part)
    if form is not None and form.is_valid() and _saved(request, version, part, form):
        return redirect(address("version_beside", request.code, action_year, kind, number))
    return _page(request, version, copy, scan_form, copy_form, action_year, status=422 if part else 200)


def _published(request: WorkRequest, action_year: int, kind: str, number: int) -> Version:
    report = own_report(request, kind, action_year)
    rows = report.versions.filter(state=Version.State.PUBLIC, number=number)
    version = rows.select_related("report__municipality").first()
    if version is None:
        raise Http404("no such public version")
    return version


def _saved(request: WorkRequest, version: Version, part: str, form: forms.Form) -> bool:
    """Do what a form asks for; what is wrong is said beside its field."""
    try:
        if part == "scan":
            upload = form.cleaned_data["file"]
            if upload.size > LIMIT:
                raise NotTaken(_("The file is larger than 20 MB."))
            add_signed_scan(version, upload.read(), upload.name, actor=request.user)
            messages.success(request, _("The scan stands beside the version"))
        else:
            set_own_copy(version, form.cleaned_data["url"], actor=request.user)
            messages.success(request, _("The address is saved and being compared with the version"))
    except NotTaken as error:
        form.add_error("file", str(error))
    except NotBeside as error:
        form.add_error(None, str(error))
    return form.is_valid()


def _page(
    request: WorkRequest,
    version: Version,
    copy: OwnCopy | None,
    scan_form: ScanForm,
    copy_form: OwnCopyForm,
    action_year: int,
    *,
    status: int,
) -> HttpResponse:
    report = version.report
    context: dict[str, Any] = {
        "action_year": action_year,
        "kind": report.kind,
        "report": report,
        "version": version,
        "permanent": address_of(request.code, report.kind, report.key_year, version.number),
        "stem": f"/r/{request.code}/{report.kind}/{report.key_year}/v{version.number}",
        "scan": version.scans.select_related("file", "uploaded_by").first(),
        "copy": copy,
        "copy_problem": problem_of(copy) if copy else "",
        "scan_form": scan_form,
        "copy_form": copy_form,
        "accept": SCAN_ACCEPT,
        "limit": LIMIT,
        "may_put": bool(request.roles & PUTS_BESIDE),
        "step": "publication",
        "section": "work",
    }
    return render(request, "reports/beside.html", context, status=status)
