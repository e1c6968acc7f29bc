"""The running text of a report around its tables, paragraph by paragraph: each saves itself, or all with one button."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from editing.services import Change, Result, save_changes
from editing.texts import text_hash
from municipalities.addresses import address
from municipalities.requests import WorkRequest
from municipalities.roles import Role
from reports.build import PLACES
from reports.checks.finding import Where
from reports.models import Report, State
from reports.places import words_of_place
from reports.progress import Cycle
from reports.views.documents import own_report


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text of the report. `stored` is what the database holds, `text` what its control shows."""

    name: str
    label: str
    stored: str
    text: str
    problem: str = ""

    @property
    def anchor(self) -> str:
        return f"text-{self.name.replace('.', '-')}"

    @property
    def base(self) -> str:
        return text_hash(self.stored)


def texts(request: WorkRequest, code: str, action_year: int, kind: str) -> HttpResponse:
    """Read and change the paragraphs; a table nobody recognised is changed in the file it came from."""
    found = own_report(request, kind, action_year)
    refused: dict[str, Result] = {}
    if request.method == "POST":
        changes = [
            Change(f"report:{found.pk}", name, request.POST[f"text-{name}"], base[:64], sequence=1)
            for name, _label, _text in _named(found, action_year, request)
            if f"text-{name}" in request.POST and (base := request.POST.get(f"base-{name}", ""))
        ]
        results = save_changes(request.municipality, action_year, changes, actor=request.user)
        refused = {each.field: each for each in results if each.status != "saved"}
        if not refused:
            messages.success(request, _("Saved"))
            return redirect(address("report_texts", request.code, action_year, kind))
        found.refresh_from_db()
    context = {
        "action_year": action_year,
        "kind": kind,
        "report": found,
        "paragraphs": [
            Paragraph(name, label, text, _typed(request, name, text), _why(refused.get(name)))
            for name, label, text in _named(found, action_year, request)
        ],
        "may_edit": request.may_write and Role.OFFICER in request.roles and found.state == State.DRAFT,
        "findings_page": "texts",
        "step": "publication",
        "section": "work",
    }
    return render(request, "reports/texts.html", context, status=409 if refused else 200)


def _named(found: Report, action_year: int, request: WorkRequest) -> list[tuple[str, str, str]]:
    """Every paragraph and heading that is no table: the name of its field, its place in words, its text."""
    document = Cycle(request.municipality, action_year).checked(found)[0].document
    named = []
    for place in PLACES:
        for number, block in enumerate(found.blocks.get(place, [])):
            if block.get("kind", "paragraph") != "table":
                where = Where(field=place, path=(place, number, "text"))
                named.append(
                    (f"{place}.{number}", words_of_place(where, document), str(block.get("text", "")))
                )
    return named


def _typed(request: WorkRequest, name: str, stored: str) -> str:
    return str(request.POST.get(f"text-{name}", stored)) if request.method == "POST" else stored


def _why(result: Result | None) -> str:
    if result is None:
        return ""
    if result.status == "conflict":
        return _("Somebody else has changed this text to: %(text)s") % {"text": result.text}
    return result.message
