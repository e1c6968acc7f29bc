"""Writing the analysis (การวิเคราะห์) of a year: rows of items with one remark, under an issue.

The remark belongs to the analysis report: while that is in approval the write guard refuses every change here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from assessments.history import keep_analysis
from assessments.models import AnalysisItem, AnalysisRow, Assessment
from catalogue.models import Issue, Item
from catalogue.queries import framework_for
from editing.history import Edit
from ita_portal.thai.celltext import clean
from municipalities.guard import require_writable
from municipalities.models import User
from trail.conflict import Conflict
from trail.ordering import Direction, moved, write_order
from trail.services import record

TEXTS = ("remark", "instrument", "number_as_written", "heading_as_written")
FIELDS = frozenset({*TEXTS, "issue", "items"})
"""What can be saved: texts, `issue` (a number or None), `items` (codes of the year, in order)."""


def _require_writable(assessment: Assessment) -> None:
    require_writable(assessment.municipality, ("remark",), assessed_year=assessment.assessed_year)


def _locked(row: AnalysisRow) -> AnalysisRow:
    rows = AnalysisRow.objects.select_for_update(of=("self",))
    return rows.select_related("assessment__municipality", "issue").get(pk=row.pk)


@transaction.atomic
def add_analysis_row(
    assessment: Assessment,
    fields: Mapping[str, Any] | None = None,
    *,
    actor: User | None = None,
    position: int | None = None,
) -> AnalysisRow:
    """Add a row, last or at a position. `fields` as for `save_analysis_row`."""
    _require_writable(assessment)
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    last = assessment.analysis.aggregate(last=Max("position"))["last"]
    row = AnalysisRow.objects.create(assessment=assessment, position=0 if last is None else last + 1)
    after = _Changes(row).apply(fields or {})[1]
    row.save()
    if position is not None:
        write_order(moved(list(assessment.analysis.order_by("position", "pk")), row, position=position))
        row.refresh_from_db(fields=["position"])
    record("analysis-added", row, actor=actor, municipality=assessment.municipality, after=after)
    return row


@transaction.atomic
def save_analysis_row(
    row: AnalysisRow,
    fields: Mapping[str, Any],
    *,
    actor: User | None = None,
    version: int | None = None,
    edit: Edit | None = None,
) -> AnalysisRow:
    """Save the given fields (`FIELDS`); the others stay. `edit` as for `save_scores`.

    Raises Conflict when `version` is older than the stored one and a value differs, ValidationError for an
    unknown issue or item, ReadOnly while the analysis is in approval.
    """
    _require_writable(row.assessment)
    locked = _locked(row)
    before, after = _Changes(locked).apply(fields)
    if not after:
        return locked
    if version is not None and version != locked.version:
        raise Conflict({key: (before[key], after[key]) for key in after}, version=locked.version)
    locked.version += 1
    locked.save()
    municipality = locked.assessment.municipality
    begins = keep_analysis(locked, before, after, actor=actor, edit=edit)
    if edit is None:
        record("analysis-saved", locked, actor=actor, municipality=municipality, before=before, after=after)
    elif begins:
        fields_typed = {"fields": sorted(after)}
        record("analysis-saved", locked, actor=actor, municipality=municipality, after=fields_typed)
    return locked


@transaction.atomic
def delete_analysis_row(row: AnalysisRow, *, actor: User | None = None) -> None:
    """Delete a row; the event keeps what it said."""
    _require_writable(row.assessment)
    locked = _locked(row)
    said = {**_Changes(locked).stored(), "assessment": locked.assessment_id}
    record("analysis-deleted", locked, actor=actor, municipality=locked.assessment.municipality, before=said)
    locked.delete()


@transaction.atomic
def move_analysis_row(
    row: AnalysisRow,
    *,
    direction: Direction | None = None,
    position: int | None = None,
    actor: User | None = None,
) -> AnalysisRow:
    """Move a row a step up or down, or to a position counted from 0."""
    _require_writable(row.assessment)
    Assessment.objects.select_for_update().get(pk=row.assessment_id)
    rows = list(AnalysisRow.objects.filter(assessment=row.assessment_id).order_by("position", "pk"))
    wanted = moved(rows, row, direction=direction, position=position)
    old = [each.pk for each in rows]
    new = [each.pk for each in wanted]
    if old != new:
        write_order(wanted)
        record(
            "analysis-moved",
            row,
            actor=actor,
            municipality=row.assessment.municipality,
            before={"order": old},
            after={"order": new},
        )
    return next(each for each in wanted if each.pk == row.pk)


class _Changes:
    """Applies fields to a row in memory (its items in the database) and tells what they changed."""

    def __init__(self, row: AnalysisRow) -> None:
        self.row = row

    def stored(self) -> dict[str, Any]:
        texts = {name: getattr(self.row, name) for name in TEXTS}
        return {**texts, "issue": self._issue_no(), "items": self._codes()}

    def apply(self, fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        if unknown := set(fields) - FIELDS:
            raise ValidationError(f"an analysis row has no {', '.join(sorted(unknown))}")
        before, after = {}, {}
        for name, value in fields.items():
            stored, wanted = self._set(name, value)
            if stored != wanted:
                before[name], after[name] = stored, wanted
        return before, after

    def _set(self, name: str, value: Any) -> tuple[Any, Any]:
        if name == "issue":
            return self._set_issue(value)
        if name == "items":
            return self._set_items(value or ())
        stored, wanted = getattr(self.row, name), clean(value or "")
        setattr(self.row, name, wanted)
        return stored, wanted

    def _issue_no(self) -> int | None:
        return self.row.issue.no if self.row.issue else None

    def _set_issue(self, no: int | None) -> tuple[int | None, int | None]:
        """A row that moves to another issue no longer stands under the heading it was read with."""
        stored = self._issue_no()
        if stored != no:
            self.row.issue = issue_of_analysis(self.row.assessment.assessed_year, no)
            self.row.number_as_written = self.row.heading_as_written = ""
        return stored, no

    def _codes(self) -> list[str]:
        items = self.row.items.select_related("item").order_by("position", "pk")
        return [each.item.code if each.item else each.code_as_written for each in items]

    def _set_items(self, codes: Sequence[str]) -> tuple[list[str], list[str]]:
        """Items that stay keep what was written beside them; one nobody resolved is named as it was written."""
        stored = self._codes()
        if list(codes) == stored:
            return stored, stored
        present = dict(zip(stored, self.row.items.order_by("position", "pk"), strict=True))
        new = [code for code in codes if code not in present]
        known = {
            each.code.lower(): each
            for each in Item.objects.filter(framework=self.row.assessment.framework_id)
        }
        if unknown := [code for code in new if code.lower() not in known]:
            raise ValidationError(
                {"items": gettext("There is no item %(code)s in this year.") % {"code": unknown[0][:20]}}
            )
        kept = [present[code].pk for code in codes if code in present]
        self.row.items.exclude(pk__in=kept).delete()
        for position, code in enumerate(dict.fromkeys(codes)):
            each = present.get(code) or AnalysisItem(row=self.row, item=known[code.lower()])
            each.position = position
            each.save()
        return stored, self._codes()


def issue_of_analysis(assessed_year: int, no: int | None) -> Issue | None:
    """The issue under which the results of a year are analysed. Raises ValidationError for an unknown number."""
    if no is None:
        return None
    issue = Issue.objects.filter(framework=framework_for("analysis", assessed_year), no=no).first()
    if issue is None:
        raise ValidationError({"issue": gettext("There is no issue %(no)s in this year.") % {"no": no}})
    return issue
