"""Document → database, first half: scores and analysis of the assessed year.

A stored figure is overwritten only in mode "replace"; otherwise empty ones are filled and a different one stays,
with a note. What the document printed instead is kept with its report (`reports.overlay`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from assessments import models as stored
from assessments.scoring import round2
from catalogue.models import Indicator, InstrumentCode, Issue, Item
from ita_portal.thai.normal import search_key
from reports import document as doc
from reports.formats.json_form import to_tree

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was not taken over as it stood. `code` begins with `import-`; the message is for people."""

    code: str
    message: str

    def as_dict(self) -> dict[str, object]:
        return {"code": self.code, "message": self.message}


@dataclass(slots=True)
class Notes:
    """What an import has to say, and what it changed (for the event)."""

    items: list[Note] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    said_before: dict[str, Any] = field(default_factory=dict)
    said_after: dict[str, Any] = field(default_factory=dict)
    """What rows that stay said and say, by "measure 12" or "analysis 3"; for the event."""

    def add(self, code: str, message: str) -> None:
        note = Note(code, message)
        if note not in self.items:
            self.items.append(note)

    def said(self, row: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        names = [name for name in after if before.get(name) != after[name]]
        if names:
            self.said_before[row] = {name: before.get(name) for name in names}
            self.said_after[row] = {name: after[name] for name in names}

    def changed(self, name: str, before: object, after: object) -> None:
        self.before[name] = None if before is None else str(before)
        self.after[name] = None if after is None else str(after)


def storable(score: Decimal | None, written: str) -> tuple[Decimal | None, str]:
    """A score as the database keeps it, 0–100 with two decimals; what does not fit stays as written."""
    if score is None:
        return None, written
    if not 0 <= score <= HUNDRED:
        return None, written or str(score)
    rounded = round2(score)
    return rounded, written or ("" if rounded == score else str(score))


class ScoreWriter:
    """Writes the figures of a Result into an assessment."""

    def __init__(self, assessment: stored.Assessment, *, overwrite: bool, notes: Notes) -> None:
        self.assessment = assessment
        self.overwrite = overwrite
        self.notes = notes

    def write(self, result: doc.Result) -> None:
        self._announced(result)
        self._instruments(result.instruments)
        self._indicators(result.indicators)
        self._items(result.items)

    def _takes(self, name: str, label: str, old: Decimal | None, new: Decimal | None) -> bool:
        """Whether a figure goes into the database; a different one that stays is noted."""
        if new is None:
            return False
        if old is not None and old != new and not self.overwrite:
            self.notes.add(
                "import-score-differs",
                gettext(
                    "%(figure)s is stored as %(stored)s, the document says %(written)s: the stored one stayed."
                )
                % {"figure": label, "stored": old, "written": new},
            )
            return False
        if old != new:
            self.notes.changed(name, old, new)
        return old is None or self.overwrite

    def _announced(self, result: doc.Result) -> None:
        assessment = self.assessment
        total, written = storable(result.total, result.total_as_written)
        if self._takes("total", gettext("The total"), assessment.total, total) or (
            total is None and assessment.total is None and written
        ):
            assessment.total, assessment.total_as_written = total, written
        if result.level and (self.overwrite or not assessment.level_as_written):
            assessment.level_as_written = result.level
        if result.status and (self.overwrite or not assessment.status):
            assessment.status = result.status
        assessment.version += 1
        assessment.save()

    def _instruments(self, scores: Iterable[doc.InstrumentScore]) -> None:
        rows = {row.code: row for row in self.assessment.instruments.all()}
        for each in scores:
            score, _ = storable(each.score, "")
            if each.code not in InstrumentCode.values:
                continue
            row = rows.get(each.code) or stored.InstrumentScore(assessment=self.assessment, code=each.code)
            if self._takes(each.code, each.code, row.score, score):
                row.score = score
                row.save()
                rows[each.code] = row

    def _indicators(self, scores: Iterable[doc.IndicatorScore]) -> None:
        catalogue = {
            each.no: each for each in Indicator.objects.filter(framework=self.assessment.framework_id)
        }
        rows = {row.indicator_id: row for row in self.assessment.indicators.all() if row.indicator_id}
        if self.overwrite:
            self.assessment.indicators.filter(indicator=None).delete()
        unplaced = self.assessment.indicators.filter(indicator=None).exists()
        seen: set[int] = set()
        for position, each in enumerate(scores, start=1):
            indicator = catalogue.get(each.no) if each.no is not None and each.no not in seen else None
            if indicator is not None:
                seen.add(indicator.no)
                row = rows.get(indicator.pk)
                self._indicator(row or self._new_indicator(indicator), each, position)
            elif not unplaced:
                self._indicator(self._new_indicator(None), each, position)

    def _new_indicator(self, indicator: Indicator | None) -> stored.IndicatorScore:
        return stored.IndicatorScore(assessment=self.assessment, indicator=indicator)

    def _indicator(self, row: stored.IndicatorScore, each: doc.IndicatorScore, position: int) -> None:
        score, written = storable(each.score, each.score_as_written)
        label = (
            gettext("Indicator %(no)s") % {"no": row.indicator.no} if row.indicator else each.name_as_written
        )
        name = str(row.indicator.no) if row.indicator else f"row {position}"
        takes = self._takes(name, label, row.score, score)
        if row.pk and not takes:
            return
        row.position = position
        row.score, row.score_as_written = score, written
        row.no_as_written, row.name_as_written = each.no_as_written, each.name_as_written
        row.instrument_as_written, row.level_as_written = each.instrument_as_written, each.level_as_written
        row.extra, row.line = to_tree(each.extra), each.line
        row.save()

    def _items(self, scores: Iterable[doc.ItemScore]) -> None:
        catalogue = known_items(self.assessment.framework_id)
        rows = {row.item_id: row for row in self.assessment.items.all()}
        new: dict[int, stored.ItemScore] = {}
        changed: list[stored.ItemScore] = []
        for each in scores:
            item = catalogue.get(each.code.lower())
            if item is None:
                self._unknown_item(each.code)
                continue
            score, _ = storable(each.score, "")
            row = rows.get(item.pk)
            if row is None:
                rows[item.pk] = new[item.pk] = stored.ItemScore(
                    assessment=self.assessment, item=item, score=score, remark=each.remark
                )
                if score is not None:
                    self.notes.changed(item.code, None, score)
                continue
            if self._takes(item.code, item.code, row.score, score):
                row.score = score
            if each.remark and (self.overwrite or not row.remark):
                row.remark = each.remark
            if row.pk:
                changed.append(row)
        stored.ItemScore.objects.bulk_create(new.values())
        stored.ItemScore.objects.bulk_update(changed, ["score", "remark"])

    def _unknown_item(self, code: str) -> None:
        self.notes.add(
            "import-item-unknown",
            gettext("Item %(code)s is not in the catalogue of %(year)s.")
            % {"code": code[:40], "year": self.assessment.assessed_year},
        )


def known_items(framework_id: int) -> dict[str, Item]:
    return {each.code.lower(): each for each in Item.objects.filter(framework=framework_id)}


class AnalysisWriter:
    """Writes analysis rows into an assessment; in mode "merge" beside the rows that are there."""

    def __init__(
        self, assessment: stored.Assessment, issues: dict[int, Issue], *, merge: bool, notes: Notes
    ) -> None:
        self.assessment = assessment
        self.issues = issues
        self.merge = merge
        self.notes = notes
        self.items = known_items(assessment.framework_id)
        self.scores = {row.item_id: row.score for row in assessment.items.all()}

    def write(self, rows: Iterable[doc.AnalysisRow]) -> None:
        present = self._present() if self.merge else {}
        position = self.assessment.analysis.count()
        new: list[tuple[stored.AnalysisRow, doc.AnalysisRow]] = []
        for each in rows:
            twins = present.get(self._key(each))
            if twins:
                self._fill(twins.pop(0), each)
                continue
            new.append((self._row(each, position + len(new)), each))
        created = stored.AnalysisRow.objects.bulk_create(row for row, _ in new)
        stored.AnalysisItem.objects.bulk_create(
            self._item(row, position, item)
            for row, (_, each) in zip(created, new, strict=True)
            for position, item in enumerate(each.items)
        )

    def _present(self) -> dict[tuple[object, ...], list[stored.AnalysisRow]]:
        found: dict[tuple[object, ...], list[stored.AnalysisRow]] = {}
        rows = self.assessment.analysis.select_related("issue").prefetch_related("items__item")
        for row in rows.order_by("position", "pk"):
            codes = tuple(
                sorted(
                    (each.item.code if each.item else each.code_as_written).lower()
                    for each in row.items.all()
                )
            )
            found.setdefault((row.issue.no if row.issue else None, codes), []).append(row)
        return found

    def _key(self, row: doc.AnalysisRow) -> tuple[object, ...]:
        codes = tuple(sorted((each.item or each.code_as_written).lower() for each in row.items))
        return (row.issue if row.issue in self.issues else None, codes)

    def _fill(self, row: stored.AnalysisRow, each: doc.AnalysisRow) -> None:
        if not row.remark and each.remark:
            self.notes.said(f"analysis {row.pk}", {"remark": row.remark}, {"remark": each.remark})
            row.remark = each.remark
            row.version += 1
            row.save()
        elif each.remark and search_key(row.remark) != search_key(each.remark):
            self.notes.add(
                "import-text-differs",
                gettext("The analysis of %(items)s is there with another text, which stayed: “%(text)s”.")
                % {"items": ", ".join(self._key(each)[1]) or "–", "text": each.remark[:120]},  # type: ignore[arg-type]
            )

    def _row(self, row: doc.AnalysisRow, position: int) -> stored.AnalysisRow:
        issue = issue_of(row.issue, self.issues, self.notes)
        unplaced = str(row.issue) if row.issue is not None and issue is None else ""
        return stored.AnalysisRow(
            assessment=self.assessment,
            issue=issue,
            position=position,
            instrument=row.instrument,
            number_as_written=row.number_as_written or unplaced,
            heading_as_written=row.heading_as_written,
            remark=row.remark,
            headings=to_tree(row.headings),
            extra=to_tree(row.extra),
            source_lines=list(row.source_lines),
        )

    def _item(self, row: stored.AnalysisRow, position: int, item: doc.AnalysisItem) -> stored.AnalysisItem:
        """Its own number stays when it differs from the score table's."""
        known = self.items.get(item.item.lower()) if item.item else None
        score, written = storable(item.score, item.score_as_written)
        if known is not None and self.scores.get(known.pk) == score:
            score = None
        return stored.AnalysisItem(
            row=row,
            position=position,
            item=known,
            score=score,
            code_as_written=item.code_as_written or ("" if known else item.item),
            title_as_written=item.title_as_written,
            score_as_written=written,
        )


def issue_of(no: int | None, issues: dict[int, Issue], notes: Notes) -> Issue | None:
    """The catalogue's issue of a number; one that the year does not have is noted."""
    if no is not None and no not in issues:
        notes.add(
            "import-issue-unknown",
            gettext("The year has no issue %(no)s: what stood under it belongs to no issue now.")
            % {"no": no},
        )
    return issues.get(no) if no is not None else None
