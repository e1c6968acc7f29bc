"""The links and files that show a measure was carried out; those of items are shown by `item_evidence`."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from measures.evidence import add_files, add_link, change_evidence
from measures.evidence_rows import Holder, code_of_evidence, delete_evidence
from measures.forms import EvidenceChangeForm, EvidenceFilesForm, EvidenceForm
from measures.link_checks import ask_for_plan
from measures.models import Evidence
from measures.queries import plan_of
from measures.views.item_shown import item_address, show_item
from measures.views.measures import EDIT_ROUTES, add_errors, show_open
from measures.views.shown import own_measure
from municipalities.addresses import address
from municipalities.guard import ReadOnly
from municipalities.requests import WorkRequest
from vault.kept import Damaged, read
from vault.kinds import extension_of
from vault.serving import handed_out


def add(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """A link; the worker looks at it at once."""
    found = own_measure(request, action_year, pk)
    if request.method != "POST":  # the page of a refused link, opened again or in another language
        return redirect(_back(request, action_year, pk))
    form = posted_link(request, found[1])
    if form is None:
        return redirect(_back(request, action_year, pk))
    return show_open(request, action_year, found, _step(request), evidence_form=form, status=422)


def add_chosen_files(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """Files, all of them or none."""
    found = own_measure(request, action_year, pk)
    if request.method != "POST":
        return redirect(_back(request, action_year, pk))
    form = posted_files(request, found[1])
    if form is None:
        return redirect(_back(request, action_year, pk))
    return show_open(request, action_year, found, _step(request), files_form=form, status=422)


def posted_link(request: WorkRequest, holder: Holder) -> EvidenceForm | None:
    """Add the link of a form; the form with what is wrong when it cannot be."""
    form = EvidenceForm(request.POST)
    if form.is_valid():
        try:
            add_link(holder, **form.cleaned_data, actor=request.user)
            messages.success(request, _("Saved"))
            return None
        except ReadOnly as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            add_errors(form, error)
    return form


def posted_files(request: WorkRequest, holder: Holder) -> EvidenceFilesForm | None:
    """Add the files of a form; the form with what is wrong when one cannot be kept."""
    form = EvidenceFilesForm(request.POST, request.FILES)
    if form.is_valid():
        values = form.cleaned_data
        try:
            made = add_files(
                holder,
                values["file"],
                title=values["title"],
                is_public=values["is_public"],
                actor=request.user,
            )
            words = ngettext("%(count)s file is kept", "%(count)s files are kept", len(made))
            messages.success(request, words % {"count": len(made)})
            return None
        except ReadOnly as error:
            form.add_error(None, str(error))
        except Damaged as error:  # the disk is full, say
            form.add_error("file", str(error))
        except ValidationError as error:
            add_errors(form, error)
    return form


@require_POST
def change(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """Another title, or open to readers, or not."""
    evidence = _own(request, action_year, pk)
    form = EvidenceChangeForm(request.POST)
    if form.is_valid():
        try:
            change_evidence(evidence, **form.cleaned_data, actor=request.user)
            messages.success(request, _("Saved"))
            return redirect(_back_from(request, action_year, evidence))
        except ReadOnly as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            add_errors(form, error)
    reasons = {pk: " ".join(str(reason) for field in form.errors.values() for reason in field)}
    if evidence.measure_id is None:
        return show_item(request, action_year, code_of_evidence(evidence), refused=reasons, status=422)
    found = own_measure(request, action_year, evidence.measure_id)
    return show_open(request, action_year, found, _step(request), evidence_refused=reasons, status=422)


@require_POST
def delete(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    evidence = _own(request, action_year, pk)
    try:
        delete_evidence(evidence, actor=request.user)
        messages.success(request, _("Deleted"))
    except ReadOnly as error:
        messages.error(request, str(error))
    return redirect(_back_from(request, action_year, evidence))


@require_POST
def check_links(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """Have all links of the year looked at."""
    plan = plan_of(request.municipality, action_year)
    count = ask_for_plan(plan) if plan else 0
    if count:
        words = ngettext(
            "%(count)s link is being checked: its state shows here in a moment",
            "%(count)s links are being checked: their states show here in a moment",
            count,
        )
        messages.success(request, words % {"count": count})
    else:
        messages.info(request, _("There is no link that was not checked in the last five minutes"))
    back = "item_evidence" if request.POST.get("back") == "items" else "results"
    return redirect(address(back, request.code, action_year))


@require_safe
def file(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """A stored file for people of the municipality, private or not."""
    evidence = _own(request, action_year, pk)
    if not evidence.sha256:
        raise Http404("this evidence is a link")
    try:
        data = read(evidence.sha256)
    except Damaged as error:
        messages.error(request, str(error))
        return redirect(_back_from(request, action_year, evidence))
    name = evidence.filename or f"{evidence.title[:100]}.{extension_of(evidence.media_type)}"
    return handed_out(request, data, evidence.sha256, evidence.media_type, name)


def _own(request: WorkRequest, action_year: int, pk: int) -> Evidence:
    """A piece of evidence of this municipality's year; 404 for everyone else's."""
    plan = {"municipality": request.municipality, "action_year": action_year}
    of_measures = Q(**{f"measure__section__plan__{name}": value for name, value in plan.items()})
    of_items = Q(**{f"plan__{name}": value for name, value in plan.items()})
    rows = Evidence.objects.select_related(
        "measure__section__plan__municipality", "plan__municipality", "item"
    )
    return get_object_or_404(rows.filter(of_measures | of_items), pk=pk)


def _step(request: WorkRequest) -> str:
    """The list that the form was on."""
    step = request.POST.get("step", "")
    return step if step in EDIT_ROUTES else "results"


def _back(request: WorkRequest, action_year: int, pk: int) -> str:
    return address(EDIT_ROUTES[_step(request)], request.code, action_year, pk, fragment="evidence")


def _back_from(request: WorkRequest, action_year: int, evidence: Evidence) -> str:
    if evidence.measure_id is not None:
        return _back(request, action_year, evidence.measure_id)
    return item_address(request.code, action_year, code_of_evidence(evidence))
