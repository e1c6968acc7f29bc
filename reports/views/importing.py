"""A file on its way into a year of work: taken, looked at, then saved as chosen."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from catalogue.models import DocumentKind
from catalogue.queries import NoFramework
from measures.fields import ALL
from measures.views.undoing import tell_with_undo
from municipalities.addresses import address
from municipalities.guard import ReadOnly, refusal
from municipalities.requests import WorkRequest
from reports.apply import Mode
from reports.document import MEASURE_TEXT_FIELDS
from reports.import_preview import preview
from reports.import_undo import NotUndone, newest_import, undo_import
from reports.importing import (
    KEPT_FOR,
    NotImported,
    Saved,
    begin_import,
    document_of,
    locked_reason,
    save_import,
)
from reports.models import ImportDraft, ImportUndo
from reports.places import field_name
from reports.readers.reading import UnreadableFile
from reports.reading_files import LARGEST
from reports.selection import Taken, everything

_PLACE = re.compile(r"([0-9]{1,4})-([0-9]{1,4})")
_MOST_NOTES = 8
_MEGABYTE = 1_000_000


class UploadForm(forms.Form):
    """The file, and what kind of report it is when the file is not to say so itself."""

    file = forms.FileField(
        label=gettext_lazy("Word file (.docx), PDF or another kind named below"),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Which report is it?"),
        choices=[("", gettext_lazy("as the file itself says")), *DocumentKind.choices],
        required=False,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("The file has %(size)s MB; at most %(limit)s MB can be read.")
                % {"size": f"{file.size / _MEGABYTE:.1f}", "limit": LARGEST // _MEGABYTE}
            )
        return file


def upload(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """Take a file, read it and keep what was understood until somebody saves it or puts it away."""
    form = UploadForm(request.POST or None, request.FILES or None, initial={"kind": request.GET.get("kind")})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                draft = begin_import(
                    request.municipality,
                    action_year,
                    form.cleaned_data["file"].read(),
                    filename=form.cleaned_data["file"].name,
                    kind=form.cleaned_data["kind"],
                    actor=request.user,
                )
                return redirect(address("report_import_draft", request.code, action_year, draft.pk))
            except UnreadableFile as refused:
                form.add_error("file", refused.said(_))
            except (NotImported, NoFramework) as refused:
                form.add_error("file", str(refused))
    context = {
        **_common(action_year),
        "form": form,
        "limit": LARGEST,
        "limit_megabytes": LARGEST // _MEGABYTE,
        "locked": refusal(request.municipality, ALL, action_year=action_year),
        "waiting": _drafts(request, action_year).defer("document", "reading").order_by("-pk"),
        "days": KEPT_FOR.days,
        "newest": newest_import(request.municipality, action_year),
    }
    return render(request, "reports/import.html", context, status=status)


def draft(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """What was understood beside what was not. POST saves what is ticked, or puts the file away."""
    found = get_object_or_404(_drafts(request, action_year), pk=pk)
    taken, mode, problem, status = everything(document_of(found)), "merge", "", 200
    if request.method == "POST":
        if request.POST.get("do") == "discard":
            found.delete()
            messages.success(
                request, _("“%(file)s” was put away; nothing was saved") % {"file": found.filename}
            )
            return redirect(address("report_import", request.code, action_year))
        taken, mode = _taken(request), _mode(request)
        try:
            saved = save_import(found, taken, mode=mode, actor=request.user)
        except ReadOnly as refused:
            problem, status = str(refused), 409
        except (NotImported, NoFramework, ValueError) as refused:
            problem, status = str(refused), 422
        else:
            return _saved(request, action_year, saved, taken)
    context = {
        **_common(action_year),
        "draft": found,
        "preview": preview(found, taken),
        "taken": taken,
        "mode": mode,
        "problem": problem,
        "locked": locked_reason(request.municipality, found.kind, action_year),
        "fields": [(name, field_name(name)) for name in MEASURE_TEXT_FIELDS if name != "title"],
    }
    return render(request, "reports/import_preview.html", context, status=status)


@require_POST
def undo(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """Take back what a file brought, while nobody has worked on it."""
    kept = ImportUndo.objects.filter(municipality=request.municipality, action_year=action_year)
    found = get_object_or_404(kept.defer("kept", "made", "seals"), pk=pk)
    try:
        undone = undo_import(found, actor=request.user)
    except ReadOnly as refused:
        messages.error(request, str(refused))
    except NotUndone as refused:
        text = ngettext(
            "Not taken back: “%(first)s” was changed after the file was saved. Change what is not wanted by hand",
            "Not taken back: %(count)s things were changed after the file was saved, first “%(first)s”."
            " Change what is not wanted by hand",
            len(refused.parts),
        )
        messages.error(request, text % {"first": refused.parts[0], "count": len(refused.parts)})
    else:
        if undone is None:
            messages.success(request, _("This was taken back already"))
        else:
            messages.success(request, _("Taken back: everything is as it was before the file was saved"))
    return redirect(address("report_import", request.code, action_year))


def _drafts(request: WorkRequest, action_year: int) -> Any:
    return ImportDraft.objects.filter(
        municipality=request.municipality, action_year=action_year
    ).select_related("uploaded_by", "municipality")


def _common(action_year: int) -> dict[str, Any]:
    return {"action_year": action_year, "step": "measures", "section": "work"}


def _mode(request: WorkRequest) -> Mode:
    return "replace" if request.POST.get("mode") == "replace" else "merge"


def _taken(request: WorkRequest) -> Taken:
    places = (_PLACE.fullmatch(each) for each in request.POST.getlist("measure"))
    return Taken(
        frozenset((int(place[1]), int(place[2])) for place in places if place),
        scores="scores" in request.POST,
        analysis="analysis" in request.POST,
        text="text" in request.POST,
    )


def _saved(request: WorkRequest, action_year: int, saved: Saved, taken: Taken) -> HttpResponse:
    """Say what was saved and what was not taken as it stood, and go where it is now."""
    applied = saved.applied
    text = ngettext("Saved %(count)s measure", "Saved %(count)s measures", applied.measures)
    said = [text % {"count": applied.measures}]
    if taken.scores:
        text = ngettext("%(count)s score", "%(count)s scores", applied.scores)
        said.append(text % {"count": applied.scores})
    url = address("report_import_undo", request.code, action_year, saved.undo.pk)
    tell_with_undo(request, " · ".join(said), url)
    for note in applied.notes[:_MOST_NOTES]:
        messages.warning(request, note.message)
    if len(applied.notes) > _MOST_NOTES:
        more = len(applied.notes) - _MOST_NOTES
        messages.warning(request, _("and %(count)s notes more, in the history") % {"count": more})
    if taken.measures:
        return redirect(address("measures", request.code, action_year))
    return redirect(address("report", request.code, action_year, applied.report.kind))
