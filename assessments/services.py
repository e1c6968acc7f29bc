"""The only code that writes more than one row about scores. Each service is one transaction and one event.

Scores stay editable while a report is in approval; the write guard is asked all the same, because it decides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext

from assessments.analysis_services import (
    add_analysis_row,
    delete_analysis_row,
    move_analysis_row,
    save_analysis_row,
)
from assessments.history import keep_figures
from assessments.models import AnalysisItem, Assessment, IndicatorScore, InstrumentScore, ItemScore
from assessments.scores import Typed, sort_scores
from catalogue.models import Indicator, InstrumentCode, Item
from catalogue.queries import framework_of_assessment
from editing.history import Edit
from ita_portal.thai.celltext import clean
from ita_portal.thai.digits import parse_decimal
from municipalities.guard import require_writable
from municipalities.models import Municipality, User
from trail.conflict import Conflict
from trail.services import record

__all__ = [
    "SavedScores",
    "add_analysis_row",
    "delete_analysis_row",
    "get_or_create_assessment",
    "move_analysis_row",
    "save_analysis_row",
    "save_scores",
]

ANNOUNCED_SCORES = ("total", *InstrumentCode.values)
ANNOUNCED_TEXTS = {
    "level": "level_as_written",
    "status": "status",
    "source": "source",
    "announced_on": "announced_on",
}
"""What else is announced, and the column it is kept in."""


@dataclass(slots=True)
class SavedScores:
    """The assessment after saving, what was saved, and the reason for each value that was not, by its key.

    Keys are item codes (`i1`), indicator numbers as text (`"3"`) and the names of announced figures.
    """

    assessment: Assessment
    saved: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def get_or_create_assessment(
    municipality: Municipality, assessed_year: int, *, actor: User | None = None
) -> Assessment:
    """The assessment of a year, created when it is the first thing entered for it.

    It keeps the framework revision in force at its creation. Raises NoFramework for a year without catalogue.
    """
    found = Assessment.objects.filter(municipality=municipality, assessed_year=assessed_year).first()
    if found is not None:
        return found
    framework = framework_of_assessment(assessed_year)
    assessment, created = Assessment.objects.get_or_create(
        municipality=municipality, assessed_year=assessed_year, defaults={"framework": framework}
    )
    if created:
        record(
            "assessment-created",
            assessment,
            actor=actor,
            municipality=municipality,
            after={"assessed_year": assessed_year, "framework": str(framework)},
        )
    return assessment


@transaction.atomic
def save_scores(
    assessment: Assessment,
    scores: Mapping[str, Typed] | None = None,
    *,
    indicators: Mapping[int | str, Typed] | None = None,
    announced: Mapping[str, Any] | None = None,
    remarks: Mapping[str, str] | None = None,
    actor: User | None = None,
    version: int | None = None,
    edit: Edit | None = None,
    told_as: str = "scores-saved",
) -> SavedScores:
    """Save the possible ones of the given scores and report the impossible ones; what is not given stays.

    `edit` names the save of a page that saves as one types: its event is told once, when the session begins.
    `told_as` is the event's action.

    `scores` and `remarks` by item code, `indicators` by number, `announced` by "total", "IIT", "EIT", "OIT",
    "level", "status", "source", "announced_on". Values may be typed text; empty is None, never 0.
    Raises Conflict when `version` is older than the stored one and a given value differs from the stored one.
    """
    require_writable(assessment.municipality, ("score",), assessed_year=assessment.assessed_year)
    locked = Assessment.objects.select_for_update().select_related("municipality").get(pk=assessment.pk)
    writer = _ScoreWriter(locked)
    writer.items(scores or {})
    writer.remarks(remarks or {})
    writer.indicators({str(no): value for no, value in (indicators or {}).items()})
    writer.announced(announced or {})
    if version is not None and version != locked.version and writer.before:
        raise Conflict(
            {key: (writer.before[key], writer.after[key]) for key in writer.after}, version=locked.version
        )
    writer.write()
    if writer.after:
        locked.version += 1
        locked.save()
        begins = keep_figures(locked, writer.before, writer.after, actor=actor, edit=edit)
        if edit is None or begins:
            record(
                told_as,
                locked,
                actor=actor,
                municipality=locked.municipality,
                before=writer.before,
                after=writer.after,
            )
    return SavedScores(locked, list(writer.after), writer.problems)


class _ScoreWriter:
    """Compares what is wanted with what is stored, then writes only what differs."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.problems: dict[str, str] = {}
        self.before: dict[str, Any] = {}
        self.after: dict[str, Any] = {}
        self._item_rows = {row.item.code: row for row in assessment.items.select_related("item")}
        self._changed_items: dict[str, ItemScore] = {}
        self._old_scores: dict[str, Decimal | None] = {}
        self._indicators: list[IndicatorScore] = []
        self._instruments: list[InstrumentScore] = []

    def items(self, typed: Mapping[str, Typed]) -> None:
        known = self._known_items(typed)
        sorted_ = sort_scores({code: value for code, value in typed.items() if code in known})
        self.problems |= sorted_.problems
        for code, score in sorted_.possible.items():
            row = self._item_row(known[code])
            if row.score != score and (row.pk or score is not None):
                self._note(code, row.score, score)
                self._old_scores[code] = row.score
                row.score = score
                self._changed_items[code] = row

    def remarks(self, typed: Mapping[str, str]) -> None:
        known = self._known_items(typed)
        for code, text in typed.items():
            if code in known:
                row = self._item_row(known[code])
                if row.remark != clean(text):
                    self._note(f"{code}.remark", row.remark, clean(text))
                    row.remark = clean(text)
                    self._changed_items[code] = row

    def indicators(self, typed: Mapping[str, Typed]) -> None:
        if not typed:
            return
        catalogue = {str(each.no): each for each in Indicator.objects.filter(framework=self._framework)}
        rows = {
            row.indicator.no: row
            for row in self.assessment.indicators.select_related("indicator")
            if row.indicator is not None
        }
        for no in typed.keys() - catalogue.keys():
            self.problems[no] = gettext("There is no indicator %(no)s in this year.") % {"no": no[:20]}
        sorted_ = sort_scores({no: value for no, value in typed.items() if no in catalogue})
        self.problems |= sorted_.problems
        for no, score in sorted_.possible.items():
            row = rows.get(int(no)) or IndicatorScore(
                assessment=self.assessment, indicator=catalogue[no], position=int(no)
            )
            if row.score != score and (row.pk or score is not None):
                self._note(no, row.score, score)
                row.score, row.score_as_written, row.level_as_written = score, "", ""
                self._indicators.append(row)

    def announced(self, values: Mapping[str, Any]) -> None:
        sorted_ = sort_scores({key: values[key] for key in ANNOUNCED_SCORES if key in values})
        self.problems |= sorted_.problems
        rows = {row.code: row for row in self.assessment.instruments.all()}
        for key, score in sorted_.possible.items():
            if key == "total":
                if self.assessment.total != score:
                    self._note("total", self.assessment.total, score)
                    self.assessment.total, self.assessment.total_as_written = score, ""
                continue
            row = rows.get(key) or InstrumentScore(assessment=self.assessment, code=key)
            if row.score != score and (row.pk or score is not None):
                self._note(key, row.score, score)
                row.score = score
                self._instruments.append(row)
        for key, column in ANNOUNCED_TEXTS.items():
            if key in values:
                self._announced_text(key, column, values[key])

    def _announced_text(self, key: str, column: str, value: Any) -> None:
        if column == "announced_on":
            if value is not None and not isinstance(value, date):
                self.problems[key] = gettext("This is not a date.")
                return
        else:
            value = clean(str(value or ""))
            if column == "status" and value not in Assessment.Status.values:
                self.problems[key] = gettext("This status is not known.")
                return
        stored = getattr(self.assessment, column)
        if stored != value:
            self._note(key, stored, value)
            setattr(self.assessment, column, value)

    def write(self) -> None:
        _write_all(ItemScore, self._changed_items.values(), "score", "remark")
        _write_all(IndicatorScore, self._indicators, "score", "score_as_written", "level_as_written")
        _write_all(InstrumentScore, self._instruments, "score")
        self._forget_what_the_analysis_printed()

    def _forget_what_the_analysis_printed(self) -> None:
        """An analysis row that printed the old score prints the new one; one that disagreed keeps its own."""
        rows = AnalysisItem.objects.filter(
            row__assessment=self.assessment, item__code__in=self._old_scores
        ).exclude(score_as_written="")
        for row in rows.select_related("item"):
            assert row.item is not None
            if row.score is None and _printed_score(row.score_as_written) == self._old_scores[row.item.code]:
                row.score_as_written = ""
                row.save(update_fields=["score_as_written"])

    @property
    def _framework(self) -> int:
        return self.assessment.framework_id

    def _known_items(self, typed: Mapping[str, Any]) -> dict[str, Item]:
        """The catalogue's items by the codes as given, in any case; unknown ones become problems."""
        if not typed:
            return {}
        catalogue = {each.code.lower(): each for each in Item.objects.filter(framework=self._framework)}
        known = {code: catalogue[code.lower()] for code in typed if code.lower() in catalogue}
        for code in typed.keys() - known.keys():
            self.problems[code] = gettext("There is no item %(code)s in this year.") % {"code": code[:20]}
        return known

    def _item_row(self, item: Item) -> ItemScore:
        return self._item_rows.setdefault(item.code, ItemScore(assessment=self.assessment, item=item))

    def _note(self, key: str, before: Any, after: Any) -> None:
        self.before[key], self.after[key] = _plain(before), _plain(after)


def _write_all(kind: type[models.Model], rows: Collection[models.Model], *fields: str) -> None:
    """Store rows, the new ones in one statement and the known ones in another; of these only the given fields."""
    manager = kind._default_manager
    manager.bulk_create([row for row in rows if row.pk is None])
    manager.bulk_update([row for row in rows if row.pk is not None], fields)


def _printed_score(text: str) -> Decimal | None:
    try:
        return parse_decimal(text)
    except ValueError:
        return None


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | date) else value
