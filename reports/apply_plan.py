"""Document → database, second half: the sections and measures of the plan.

Mode "merge" adds to what is there: sections are matched by issue, measures by title within their section; empty
fields are filled, a different text stays and is noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext

from catalogue.models import Issue, Item
from ita_portal.thai.celltext import plain
from ita_portal.thai.normal import search_key
from ita_portal.thai.periods import Period
from measures import models as stored
from measures.fields import stored_fields
from measures.queries import whole_sections
from municipalities.models import Department
from reports import document as doc
from reports.apply_evidence import EvidenceWriter
from reports.apply_result import Notes, issue_of
from reports.formats.json_form import to_tree
from reports.places import field_name
from reports.rounds import RoundReader

EVIDENCE = "หลักฐาน"
"""Heading of evidence that a document names without a usable address: it is kept as a further column."""


class PlanWriter:
    """Writes the sections of a document into a plan."""

    def __init__(
        self,
        plan: stored.Plan,
        issues: dict[int, Issue],
        items: dict[str, Item],
        notes: Notes,
        rounds: RoundReader,
    ) -> None:
        self.plan = plan
        self.issues = issues
        self.items = items
        self.notes = notes
        self.rounds = rounds
        self.evidence = EvidenceWriter(plan, notes)
        self.departments = {
            each.name: each for each in Department.objects.filter(municipality=plan.municipality_id)
        }

    def add(self, sections: Sequence[doc.Section]) -> None:
        """Add sections with their measures, after what is there, in a few queries whatever their number."""
        start = self.plan.sections.count()
        rows = stored.Section.objects.bulk_create(
            self._section(each, start + position) for position, each in enumerate(sections)
        )
        pairs = list(zip(rows, sections, strict=True))
        self._add_measures(
            [
                (row, position, each)
                for row, section in pairs
                for position, each in enumerate(section.measures)
            ]
        )

    def clear(self, *, only_bare: bool) -> None:
        """Take away the sections that are there, or only those that say nothing."""
        for section in whole_sections().filter(plan=self.plan):
            says = section.heading_as_written or section.number_as_written or section.before or section.after
            if not only_bare or not (says or section.measures.all()):
                section.delete()

    def complete(self, required: Iterable[int]) -> None:
        """Give every required issue that has no section an empty one, for the officer to fill."""
        present = set(self.plan.sections.exclude(issue=None).values_list("issue__no", flat=True))
        start = self.plan.sections.count()
        missing = [no for no in required if no in self.issues and no not in present]
        stored.Section.objects.bulk_create(
            stored.Section(plan=self.plan, issue=self.issues[no], position=start + position)
            for position, no in enumerate(missing)
        )

    def merge(self, sections: Sequence[doc.Section]) -> None:
        """Add to the sections that are there; further ones come last."""
        new: list[doc.Section] = []
        for section, row in zip(sections, SectionsOfPlan(self.plan).matching(sections), strict=True):
            if row is None:
                new.append(section)
            else:
                self._merge_section(row, section)
        self.add(new)

    def replace(self, sections: Sequence[doc.Section]) -> None:
        """Put sections in the place of those of the same issue; the others stay, further ones come last."""
        new: list[doc.Section] = []
        cleared: set[int] = set()
        for section, row in zip(sections, SectionsOfPlan(self.plan).matching(sections), strict=True):
            if row is None:
                new.append(section)
                continue
            if row.pk not in cleared:
                row.measures.all().delete()
                row.before, row.after, row.headings = [], [], []
                row.number_as_written = row.heading_as_written = ""
                cleared.add(row.pk)
            start = stored.Measure.objects.filter(section=row).count()
            self._fill_section(row, section)
            self._add_measures([(row, start + at, each) for at, each in enumerate(section.measures)])
        self.add(new)

    def put_in_order(self) -> None:
        """Sections by the number of their issue, when each has one."""
        rows = list(self.plan.sections.select_related("issue").order_by("position", "pk"))
        if any(row.issue is None for row in rows):
            return
        rows.sort(key=lambda row: row.issue.no if row.issue else 0)
        for position, row in enumerate(rows):
            row.position = position
        stored.Section.objects.bulk_update(rows, ["position"])

    def _fill_section(self, row: stored.Section, section: doc.Section) -> None:
        row.number_as_written = row.number_as_written or section.number_as_written
        row.heading_as_written = row.heading_as_written or section.heading_as_written
        row.headings = row.headings or to_tree(section.headings)
        row.line = row.line if row.line is not None else section.line
        row.before = _joined(row.before, to_tree(section.before))
        row.after = _joined(row.after, to_tree(section.after))
        row.save()

    def _merge_section(self, row: stored.Section, section: doc.Section) -> None:
        self._fill_section(row, section)
        present: dict[str, list[stored.Measure]] = {}
        for measure in row.measures.all():
            present.setdefault(search_key(plain(measure.title)), []).append(measure)
        start = len(row.measures.all())
        new: list[tuple[stored.Section, int, doc.Measure]] = []
        for each in section.measures:
            twins = present.get(search_key(plain(each.title)))
            if twins:
                self._merge_measure(twins.pop(0), each)
            else:
                new.append((row, start + len(new), each))
        self._add_measures(new)

    def _section(self, section: doc.Section, position: int) -> stored.Section:
        issue = issue_of(section.issue, self.issues, self.notes)
        unplaced = str(section.issue) if section.issue is not None and issue is None else ""
        return stored.Section(
            plan=self.plan,
            position=position,
            issue=issue,
            number_as_written=section.number_as_written or unplaced,
            heading_as_written=section.heading_as_written,
            headings=to_tree(section.headings),
            before=to_tree(section.before),
            after=to_tree(section.after),
            line=section.line,
        )

    def _add_measures(self, wanted: Sequence[tuple[stored.Section, int, doc.Measure]]) -> None:
        rows = stored.Measure.objects.bulk_create(
            self._measure(section, position, each) for section, position, each in wanted
        )
        pairs = [(row, each) for row, (_, _, each) in zip(rows, wanted, strict=True)]
        stored.ResponsibleUnit.objects.bulk_create(
            unit for row, each in pairs for unit in self._responsible(row, each)
        )
        stored.MeasureItem.objects.bulk_create(
            item for row, each in pairs for item in self._items(row, each.items, set())
        )
        stored.Evidence.objects.bulk_create(
            evidence for row, each in pairs for evidence in self.evidence.rows(each.evidence, 0, measure=row)
        )
        stored.MeasureProgress.objects.bulk_create(
            progress for row, each in pairs for progress in self._progress(row, each)
        )

    def _measure(self, section: stored.Section, position: int, each: doc.Measure) -> stored.Measure:
        start, end = self._days(each.period)
        return stored.Measure(
            section=section,
            position=position,
            number_as_written=each.number_as_written,
            responsible_as_written=each.responsible_as_written,
            period_text=each.period.text,
            period_start=start,
            period_end=end,
            period_style=each.period.style,
            extra=[*to_tree(self.rounds.read(each.extra)[0]), *self._loose_evidence(each)],
            headings=to_tree(each.headings),
            source_lines=list(each.source_lines),
            **{name: getattr(each, name) for name in doc.MEASURE_TEXT_FIELDS},
        )

    def _days(self, period: Period) -> tuple[date | None, date | None]:
        if period.start and period.end and period.start > period.end:
            self.notes.add(
                "import-period",
                gettext("The period “%(text)s” ends before it begins: it was kept as text only.")
                % {"text": period.text[:80]},
            )
            return None, None
        return period.start, period.end

    def _responsible(self, row: stored.Measure, each: doc.Measure) -> Iterable[stored.ResponsibleUnit]:
        for position, name in enumerate(each.responsible):
            yield stored.ResponsibleUnit(
                measure=row, position=position, name=name, department=self.departments.get(name)
            )

    def _items(
        self, row: stored.Measure, codes: Iterable[str], present: set[int]
    ) -> Iterable[stored.MeasureItem]:
        for code in codes:
            item = self.items.get(code.lower())
            if item is None:
                self.notes.add(
                    "import-item-unknown",
                    gettext("Item %(code)s of a measure is not in the catalogue.") % {"code": code[:40]},
                )
            elif item.pk not in present:
                yield stored.MeasureItem(measure=row, item=item, position=len(present))
                present.add(item.pk)

    def _progress(self, row: stored.Measure, each: doc.Measure) -> Iterable[stored.MeasureProgress]:
        told = self.rounds.read(each.extra)[1]
        if told is not None:
            told.measure = row
            yield told

    def _loose_evidence(self, each: doc.Measure) -> list[list[str]]:
        """Evidence without a usable address or file, as further columns: no text is dropped."""
        loose = [
            f"{one.title} {one.url}".strip() for one in each.evidence if not self.evidence.is_usable(one)
        ]
        for text in loose:
            self.notes.add(
                "import-evidence",
                gettext("The evidence “%(text)s” has no usable address: it was kept as a further column.")
                % {"text": text[:120]},
            )
        return [[EVIDENCE, text] for text in loose if text]

    def _merge_measure(self, row: stored.Measure, each: doc.Measure) -> None:
        """Fill what is empty; what differs stays and is noted."""
        before = stored_fields(row)
        for name in (*doc.MEASURE_TEXT_FIELDS, "number_as_written"):
            old, new = getattr(row, name), getattr(each, name)
            if not old:
                setattr(row, name, new)
            elif new and search_key(plain(old)) != search_key(plain(new)):
                self._differs(row, name, new)
        if not row.period_text:
            start, end = self._days(each.period)
            row.period_text, row.period_style = each.period.text, each.period.style
            row.period_start, row.period_end = start, end
        elif each.period.text and search_key(row.period_text) != search_key(each.period.text):
            self._differs(row, "period", each.period.text)
        if not row.responsible_as_written and not row.responsible.all():
            row.responsible_as_written = each.responsible_as_written
            stored.ResponsibleUnit.objects.bulk_create(self._responsible(row, each))
        elif (new := each.text("responsible")) and search_key(new) != search_key(_responsible_text(row)):
            self._differs(row, "responsible", new)
        known = dict(row.extra)
        extra, progress = self.rounds.read(each.extra)
        if progress is not None:
            self._merge_progress(row, progress)
        for heading, text in [*to_tree(extra), *self._loose_evidence(each)]:
            if heading not in known:
                row.extra = [*row.extra, [heading, text]]
            elif text and known[heading] != text:
                self._differs(row, heading, text)
        row.version += 1
        row.save()
        present = {item.item_id for item in row.items.all()}
        stored.MeasureItem.objects.bulk_create(self._items(row, each.items, present))
        linked = {(one.url, one.sha256) for one in row.evidence.all()}
        more = [one for one in each.evidence if (one.url, one.sha256) not in linked]
        stored.Evidence.objects.bulk_create(self.evidence.rows(more, len(linked), measure=row))
        after = stored_fields(stored.Measure.objects.get(pk=row.pk))
        self.notes.said(f"measure {row.pk}", before, after)

    def _merge_progress(self, row: stored.Measure, told: stored.MeasureProgress) -> None:
        there = next((each for each in row.progress.all() if each.round == told.round), None)
        if there is None:
            told.measure = row
            told.save()
            return
        there.status = there.status or told.status
        if there.text and told.text and search_key(plain(there.text)) != search_key(plain(told.text)):
            self._differs(row, "progress", told.text)
        there.text = there.text or told.text
        there.save()

    def _differs(self, row: stored.Measure, name: str, text: str) -> None:
        self.notes.add(
            "import-text-differs",
            gettext(
                "“%(measure)s” has another text in “%(field)s”, which stayed; the document says “%(text)s”."
            )
            % {"measure": row.title[:60] or row.pk, "field": field_name(name) or name, "text": text[:120]},
        )


class SectionsOfPlan:
    """The sections of a plan, found again by their issue, or by their heading where they have none."""

    def __init__(self, plan: stored.Plan) -> None:
        self._rows = list(whole_sections().filter(plan=plan))

    def matching(self, sections: Sequence[doc.Section]) -> list[stored.Section | None]:
        return [next((row for row in self._rows if _same_section(row, each)), None) for each in sections]


def _same_section(row: stored.Section, section: doc.Section) -> bool:
    if row.issue is not None or section.issue is not None:
        return row.issue is not None and row.issue.no == section.issue
    return search_key(row.heading_as_written) == search_key(section.heading_as_written)


def _responsible_text(row: stored.Measure) -> str:
    return row.responsible_as_written or ", ".join(each.name for each in row.responsible.all())


def _joined(old: list[object], new: list[object]) -> list[object]:
    return [*old, *(each for each in new if each not in old)]
