"""A part of a draft opened in its place: change it, add one, move, delete, confirm what was unverified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from catalogue import drafting
from catalogue.forms import FORMS, HEADINGS, ConfirmForm, PartForm
from catalogue.models import Framework
from catalogue.parts import (
    COMPONENTS,
    HEAD,
    KEYS,
    MOVABLE,
    SECTIONS,
    Data,
    PartInUse,
    Row,
    UnknownPart,
    key_of,
    moved,
    place_of,
    row_of,
    rows_of,
    with_new_row,
    with_row,
    without_row,
)
from catalogue.reading import data_of
from catalogue.views.browse import show_year
from catalogue.views.labels import field_label, part_label
from catalogue.views.places import anchor, part_address, year_address


@dataclass(slots=True)
class Opened:
    """The part that is open on the page; an empty key is a new one."""

    section: str
    key: str
    heading: str
    form: PartForm
    under: str = ""
    confirm: ConfirmForm | None = None
    movable: bool = False
    deletable: bool = False
    stored: dict[str, str] | None = None
    """What somebody else has stored since, by field."""
    seen: str = ""

    @property
    def anchor(self) -> str:
        return anchor(self.section, self.key)


def part(request: HttpRequest, year: int, revision: int, section: str) -> HttpResponse:
    """One part open in its place; a POST saves it."""
    draft, data = _draft(year, revision, section)
    key = request.GET.get("key", "")
    row = _row(data, section, key)
    form = FORMS[section](
        request.POST if request.method == "POST" else None,
        data_of_year=data,
        initial={**row, "seen": drafting.mark_of(row)},
    )
    opened = _opened(data, section, key, row, form)
    if request.method == "POST" and form.is_valid():
        new = form.row(row)
        try:
            drafting.change(
                draft,
                lambda now: with_row(now, section, key, form.row(row_of(now, section, key))),
                actor=_actor(request),
                part=(section, key),
                seen=form.cleaned_data["seen"],
            )
        except drafting.ChangedMeanwhile as conflict:
            opened.stored = _stored(form, conflict.row)
            typed = request.POST.copy()
            typed["seen"] = drafting.mark_of(conflict.row)
            form.data = typed
            return show_year(request, draft, opened, status=409)
        except (UnknownPart, drafting.NotADraft) as gone:
            raise Http404("the part or the draft is gone") from gone
        except drafting.Refused as refused:
            _show_problems(form, with_row(data, section, key, new), section, new, refused)
        else:
            messages.success(request, gettext("Saved"))
            stays = key if section not in KEYS else key_of(section, new)
            return HttpResponseRedirect(year_address(draft, section, stays))
    return show_year(request, draft, opened, status=422 if form.errors else 200)


def add(request: HttpRequest, year: int, revision: int, section: str) -> HttpResponse:
    """An empty form at the end of its section. `?under=` names the parent it begins with."""
    draft, data = _draft(year, revision, section)
    under = request.GET.get("under", "")
    if section == HEAD or (section == COMPONENTS and not _is_document(data, under)):
        raise Http404("nothing can be added here")
    form = FORMS[section](
        request.POST if request.method == "POST" else None,
        data_of_year=data,
        initial=_beginning(data, section, under),
    )
    if request.method == "POST" and form.is_valid():
        row = form.row(None)
        try:
            drafting.change(
                draft,
                lambda now: with_new_row(now, section, row, under),
                actor=_actor(request),
                part=(section, ""),
            )
        except (UnknownPart, drafting.NotADraft) as gone:
            raise Http404("the draft is gone") from gone
        except drafting.Refused as refused:
            _show_problems(form, with_new_row(data, section, row, under), section, row, refused)
        else:
            messages.success(request, gettext("Added"))
            key = (
                f"{under}-{len(rows_of(data, section, under)) + 1}"
                if section == COMPONENTS
                else key_of(section, row)
            )
            return HttpResponseRedirect(year_address(draft, section, key))
    heading = gettext("New: %(part)s") % {"part": HEADINGS[section]}
    opened = Opened(section, "", heading, form, under=under)
    return show_year(request, draft, opened, status=422 if form.errors else 200)


@require_POST
def move(request: HttpRequest, year: int, revision: int, section: str) -> HttpResponse:
    draft, data = _draft(year, revision, section)
    key, up = request.GET.get("key", ""), request.POST.get("direction") == "up"
    _row(data, section, key)
    if section not in MOVABLE:
        raise Http404("this section is ordered by number")
    try:
        drafting.change(
            draft, lambda now: moved(now, section, key, up=up), actor=_actor(request), part=(section, key)
        )
    except (UnknownPart, drafting.NotADraft) as gone:
        raise Http404("the part or the draft is gone") from gone
    if section == COMPONENTS:
        kind, _dash, number = key.rpartition("-")
        count = len(rows_of(data, section, key))
        key = f"{kind}-{min(max(int(number) + (-1 if up else 1), 1), count)}"
    return redirect(part_address(draft, section, key))


@require_POST
def delete(request: HttpRequest, year: int, revision: int, section: str) -> HttpResponse:
    draft, data = _draft(year, revision, section)
    key = request.GET.get("key", "")
    row = _row(data, section, key)
    label = part_label(data, section, key)
    try:
        drafting.change(
            draft,
            lambda now: without_row(now, section, key),
            actor=_actor(request),
            part=(section, key),
            seen=request.POST.get("seen", "") or drafting.mark_of(row),
        )
    except (PartInUse, drafting.ChangedMeanwhile) as refused:
        messages.error(request, str(refused))
        return redirect(part_address(draft, section, key))
    except drafting.Refused as refused:
        messages.error(request, refused.problems[0].message)
        return redirect(part_address(draft, section, key))
    except (UnknownPart, drafting.NotADraft) as gone:
        raise Http404("the part or the draft is gone") from gone
    messages.success(request, gettext("Deleted: %(part)s") % {"part": label})
    return redirect(year_address(draft, section, ""))


def confirm(request: HttpRequest, year: int, revision: int, section: str) -> HttpResponse:
    """Clear marks of a part; without source and date nothing is cleared."""
    draft, data = _draft(year, revision, section)
    key = request.GET.get("key", "")
    row = _row(data, section, key)
    if request.method != "POST" or not row["unverified"]:
        return redirect(part_address(draft, section, key))
    form = ConfirmForm(request.POST, choices=_marks(section, row), prefix="confirm")
    if form.is_valid():
        try:
            drafting.confirm(
                draft,
                (section, key),
                form.cleaned_data["fields_seen"],
                source=form.cleaned_data["where"],
                on=date.fromisoformat(form.cleaned_data["on"]),
                actor=_actor(request),
            )
        except (UnknownPart, drafting.NotADraft) as gone:
            raise Http404("the part or the draft is gone") from gone
        messages.success(request, gettext("Confirmed"))
        return redirect(part_address(draft, section, key))
    part_form = FORMS[section](data_of_year=data, initial={**row, "seen": drafting.mark_of(row)})
    opened = _opened(data, section, key, row, part_form)
    opened.confirm = form
    return show_year(request, draft, opened, status=422)


def _draft(year: int, revision: int, section: str) -> tuple[Framework, Data]:
    draft = get_object_or_404(
        Framework, evaluation_year=year, revision=revision, status=Framework.Status.DRAFT
    )
    if section not in SECTIONS:
        raise Http404("no such section")
    return draft, data_of(draft)


def _row(data: Data, section: str, key: str) -> Row:
    try:
        return row_of(data, section, key)
    except UnknownPart as unknown:
        raise Http404("no such part") from unknown


def _actor(request: HttpRequest) -> Any:
    return request.user


def _is_document(data: Data, kind: str) -> bool:
    return any(each["kind"] == kind for each in data["document_requirements"])


def _opened(data: Data, section: str, key: str, row: Row, form: PartForm) -> Opened:
    marks = _marks(section, row)
    return Opened(
        section,
        key,
        part_label(data, section, key),
        form,
        confirm=ConfirmForm(choices=marks, prefix="confirm") if marks else None,
        movable=section in MOVABLE,
        deletable=section != HEAD,
        seen=drafting.mark_of(row),
    )


def _marks(section: str, row: Row) -> list[tuple[str, str]]:
    return [(name, field_label(section, name)) for name in row["unverified"]]


def _beginning(data: Data, section: str, under: str) -> Row:
    """What a new part begins with: its parent, and the next number."""
    if section in ("indicators", "issues"):
        return {"no": max((row["no"] for row in data[section]), default=0) + 1}
    if section == "items":
        sub = next((row for row in data["sub_indicators"] if row["code"] == under), None)
        if sub is not None:
            return {"indicator": sub["indicator"], "sub_indicator": sub["code"]}
    if section in ("items", "sub_indicators"):
        return {"indicator": under}
    return {}


def _stored(form: PartForm, row: Row) -> dict[str, str]:
    """The stored values that differ from what was typed, by the name of the field."""
    found = {}
    for name, field in form.fields.items():
        stored = row.get(name)
        if name != "seen" and stored != form.cleaned_data.get(name):
            found[str(field.label)] = str(field.prepare_value(stored) or "–")
    return found


def _show_problems(form: PartForm, data: Data, section: str, row: Row, refused: drafting.Refused) -> None:
    """Put each problem beside the field it names, the others above the form."""
    own = key_of(section, row) if section in KEYS else ""
    for problem in refused.problems:
        where, key, field = place_of(data, problem)
        if where == section and (not own or key == own) and field in form.fields:
            form.add_error(field, problem.message)
        elif where == "document_requirements" and field.endswith("_year") and "key_year" in form.fields:
            form.add_error("key_year", problem.message)
        else:
            label = part_label(data, where, key)
            form.add_error(None, forms.ValidationError(f"{label}: {problem.message}"))
