"""The officer's analysis pages: per issue the rows of items with their remark, each edited on its own page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.forms import AnalysisForm, stored_texts
from assessments.grid import Figures
from assessments.history import ANALYSIS
from assessments.models import AnalysisRow
from assessments.queries import analysis_rows, assessments_with_scores
from assessments.scoring import Predecessor, compare
from assessments.services import (
    add_analysis_row,
    delete_analysis_row,
    get_or_create_assessment,
    move_analysis_row,
    save_analysis_row,
)
from catalogue.frame import Frame, FrameIssue, frame_for
from catalogue.queries import NoFramework, frames_in_force, kept_frame
from editing.remarks import Remark, remarks_on, remarks_on_rows
from ita_portal.thai.digits import parse_number
from ita_portal.thai.numerals import numeral
from municipalities.addresses import address
from municipalities.guard import ReadOnly, refusal
from municipalities.requests import WorkRequest
from trail.conflict import Conflict


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item under its row: what prints, and how it went since the year before."""

    code: str
    title: str
    score: str
    value: Decimal | None
    difference: Decimal | None


@dataclass(frozen=True, slots=True)
class ShownRow:
    row: AnalysisRow
    items: tuple[ShownItem, ...]
    first: bool
    last: bool
    remarks: tuple[Remark, ...] = ()

    @property
    def codes(self) -> list[str]:
        """The items as they are posted; one nobody resolved is named as it was written."""
        return [each.item.code if each.item else each.code_as_written for each in self.row.items.all()]

    @property
    def subject(self) -> str:
        return f"analysis:{self.row.pk}"


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """The rows of one issue; `issue` None collects rows that stand under no issue of the year."""

    issue: FrameIssue | None
    rows: tuple[ShownRow, ...]


def _frames(request: WorkRequest, assessed_year: int) -> tuple[Frame | None, Frame | None]:
    """The framework of the result's items, and that of the issues it is analysed under."""
    stored = assessments_with_scores(request.municipality, (assessed_year,)).get(assessed_year)
    frames = frames_in_force()
    items = kept_frame(stored.framework) if stored else frames.get(assessed_year)
    return items, frame_for(frames, "analysis", assessed_year)


def _row(request: WorkRequest, action_year: int, pk: int) -> AnalysisRow:
    """One row of this municipality's analysis; 404 for everyone else's."""
    rows = AnalysisRow.objects.select_related("assessment__municipality", "issue")
    return get_object_or_404(
        rows, pk=pk, assessment__municipality=request.municipality, assessment__assessed_year=action_year - 1
    )


def _context(request: WorkRequest, action_year: int) -> dict[str, Any]:
    reason = refusal(request.municipality, ("remark",), assessed_year=action_year - 1)
    return {
        "action_year": action_year,
        "assessed_year": action_year - 1,
        "step": "analysis",
        "section": "work",
        "locked": reason or "",
        "editable": request.may_write and not reason,
    }


def rows(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """All rows by issue, as they will print."""
    year = action_year - 1
    item_frame, issue_frame = _frames(request, year)
    stored = assessments_with_scores(request.municipality, (year, year - 1))
    now, before = Figures.of(stored.get(year)), Figures.of(stored.get(year - 1))
    groups = _groups(list(analysis_rows(request.municipality, year)), issue_frame, item_frame, now, before)
    return render(request, "assessments/analysis.html", {**_context(request, action_year), "groups": groups})


def _groups(
    found: list[AnalysisRow],
    issue_frame: Frame | None,
    item_frame: Frame | None,
    now: Figures,
    before: Figures,
) -> list[IssueGroup]:
    by_issue: dict[int | None, list[AnalysisRow]] = {}
    for row in found:
        by_issue.setdefault(row.issue.no if row.issue else None, []).append(row)
    issues = issue_frame.issues if issue_frame else ()
    remarks = remarks_on_rows(ANALYSIS, [row.pk for row in found])

    def shown(rows: list[AnalysisRow]) -> tuple[ShownRow, ...]:
        return tuple(
            ShownRow(
                row,
                _items(row, item_frame, now, before),
                index == 0,
                index == len(rows) - 1,
                remarks.get(row.pk, ()),
            )
            for index, row in enumerate(rows)
        )

    groups = [IssueGroup(issue, shown(by_issue.pop(issue.no, []))) for issue in issues]
    rest = [row for rows in by_issue.values() for row in rows]
    return groups + ([IssueGroup(None, shown(rest))] if rest else [])


def _items(row: AnalysisRow, frame: Frame | None, now: Figures, before: Figures) -> tuple[ShownItem, ...]:
    shown = []
    for each in row.items.all():
        code = each.item.code if each.item else ""
        score = now.items.get(code.lower()) if each.score is None else each.score
        known = frame.item_by_code.get(code.lower()) if frame else None
        predecessors = [
            Predecessor(old, before.items.get(old.lower())) for old in (known.replaces if known else ())
        ]
        shown.append(
            ShownItem(
                code=each.code_as_written or code,
                title=each.title_as_written or (each.item.title if each.item else ""),
                score=each.score_as_written,
                value=score,
                difference=compare(score, predecessors).difference,
            )
        )
    return tuple(shown)


def add(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """A new row, usually begun under an issue (`?issue=3`)."""
    issue = parse_number(request.GET.get("issue", ""))
    return _edit(request, action_year, None, {"issue": "" if issue is None else issue})


def edit(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    row = _row(request, action_year, pk)
    items = row.items.select_related("item").order_by("position", "pk")
    initial = {
        "issue": row.issue.no if row.issue else "",
        "items": [each.item.code if each.item else each.code_as_written for each in items],
        "remark": row.remark,
        "version": row.version,
    }
    return _edit(request, action_year, row, initial)


def _edit(
    request: WorkRequest, action_year: int, row: AnalysisRow | None, initial: Mapping[str, Any]
) -> HttpResponse:
    item_frame, issue_frame = _frames(request, action_year - 1)
    chosen = [str(code) for code in initial.get("items", ())]
    issue_no = parse_number(initial.get("issue") or request.POST.get("issue", ""))
    groups = _choices(item_frame, chosen, issue_no)
    form = AnalysisForm(
        request.POST or None,
        initial=dict(initial),
        issues=[
            (each.no, f"{numeral(each.no)} {each.title}")
            for each in (issue_frame.issues if issue_frame else ())
        ],
        items=[pair for _name, pairs in groups for pair in pairs],
    )
    conflict: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                saved = _save(request, action_year, row, form.cleaned_data)
                messages.success(request, _("Saved"))
                fragment = f"row-{saved.pk}"
                return redirect(address("analysis", request.code, action_year, fragment=fragment))
            except ReadOnly as error:
                form.add_error(None, str(error))
                status = 409
            except NoFramework as error:
                form.add_error(None, str(error))
            except ValidationError as error:
                form.add_error(None, error.messages)
            except Conflict as error:
                form.add_error(None, str(error))
                conflict, status = stored_texts(error, form), 409
    context = {
        **_context(request, action_year),
        "form": form,
        "row": row,
        "groups": groups,
        "chosen": form["items"].value() or [],
        "conflict": conflict,
        "remarks": remarks_on(ANALYSIS, row.pk) if row else (),
    }
    return render(request, "assessments/analysis_edit.html", context, status=status)


def _save(
    request: WorkRequest, action_year: int, row: AnalysisRow | None, data: Mapping[str, Any]
) -> AnalysisRow:
    fields = {"issue": data["issue"], "items": data["items"], "remark": data["remark"]}
    if row is not None:
        return save_analysis_row(row, fields, actor=request.user, version=data["version"])
    assessment = get_or_create_assessment(request.municipality, action_year - 1, actor=request.user)
    return add_analysis_row(assessment, fields, actor=request.user)


def _choices(
    frame: Frame | None, chosen: list[str], issue_no: int | None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Items to tick: those chosen and usual for the issue first, then all others by indicator."""
    if frame is None:
        return [("", [(code, code) for code in chosen])] if chosen else []
    usual = [item for item in frame.items if issue_no in item.issues or item.code in chosen]
    known = {item.code for item in frame.items}
    first = [(item.code, f"{item.code} {item.title}") for item in usual]
    first += [(code, code) for code in chosen if code not in known]
    taken = {code for code, _label in first}
    groups = [(_("Usual for this issue"), first)] if first else []
    for indicator in frame.indicators:
        rest = [
            (item.code, f"{item.code} {item.title}")
            for item in frame.items
            if item.indicator == indicator.no and item.code not in taken
        ]
        if rest:
            groups.append((f"{indicator.no} {indicator.name}", rest))
    return groups


@require_POST
def move(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """One step up or down among the rows of the same issue."""
    row = _row(request, action_year, pk)
    ordered = list(analysis_rows(request.municipality, action_year - 1))
    same = [each for each in ordered if each.issue_id == row.issue_id]
    index = next(index for index, each in enumerate(same) if each.pk == row.pk)
    target = index + (-1 if request.POST.get("direction") == "up" else 1)
    if 0 <= target < len(same):
        position = next(i for i, each in enumerate(ordered) if each.pk == same[target].pk)
        try:
            move_analysis_row(row, position=position, actor=request.user)
        except ReadOnly as error:
            messages.error(request, str(error))
    return redirect(address("analysis", request.code, action_year, fragment=f"row-{pk}"))


def delete(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """Asks once, then deletes; the event keeps what the row said."""
    row = _row(request, action_year, pk)
    if request.method == "POST":
        fragment = f"issue-{row.issue.no}" if row.issue else ""
        try:
            delete_analysis_row(row, actor=request.user)
            messages.success(request, _("Deleted"))
        except ReadOnly as error:
            messages.error(request, str(error))
        return redirect(address("analysis", request.code, action_year, fragment=fragment))
    context = {
        **_context(request, action_year),
        "heading": _("Delete this analysis?"),
        "text": row.remark,
        "back": address("analysis", request.code, action_year, fragment=f"row-{pk}"),
    }
    return render(request, "parts/delete.html", context)
