"""What an approver reads before deciding: the submitted document, its findings, and what is new in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from ita_portal.thai.celltext import plain
from ita_portal.thai.numerals import numeral
from reports.differences import Differences, differences
from reports.document import Document
from reports.document import Section as DocumentSection
from reports.formats.json_form import loads
from reports.frozen import Frozen, frozen_now
from reports.models import Report, Version
from reports.places import Group, Placed, field_name, placed, stored_measure
from reports.progress import Cycle
from reports.returning import MEASURE, LastReturn, Pin, last_return, returned_document
from reports.waivers import waivers_of

SHOWN: Mapping[str, tuple[str, ...]] = {
    "analysis": ("procedure", "responsible", "period", "follow_up"),
    "results": ("procedure", "output", "outcome", "suggestion"),
}
"""Fields of a measure that an approver reads, by kind of report."""


@dataclass(frozen=True, slots=True)
class MeasureRead:
    """A measure of the submitted document. `key` names its remark in the form."""

    key: str
    number: int
    title: str
    texts: tuple[tuple[str, str, str], ...]
    """Field, its name for people, and its text; an empty one too: a remark may be about what is missing."""
    subject_id: int | None
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class SectionRead:
    name: str
    measures: tuple[MeasureRead, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed since something earlier."""

    key: str
    name: str
    differences: Differences


@dataclass
class Reading:
    """Everything on the approver's page; each part is read when it is asked for."""

    report: Report
    cycle: Cycle

    @cached_property
    def _checked(self) -> tuple[Frozen, list[Group]]:
        frozen, findings = self.cycle.checked(self.report)
        return frozen, placed(findings, frozen.document, self.cycle, waivers_of(self.report))

    @property
    def frozen(self) -> Frozen:
        return self._checked[0]

    @property
    def document(self) -> Document:
        return self.frozen.document

    @property
    def groups(self) -> list[Group]:
        return self._checked[1]

    @cached_property
    def waived(self) -> list[Placed]:
        """The errors for which a waiver was asked."""
        return [each for each in self.groups[0].findings if each.waiver is not None]

    @cached_property
    def findings(self) -> list[tuple[str, Placed]]:
        """All other findings, each with the key of its remark."""
        found = [each for group in self.groups for each in group.findings if each.waiver is None]
        return [(f"finding-{number}", each) for number, each in enumerate(found, start=1)]

    @cached_property
    def sections(self) -> list[SectionRead]:
        return [
            SectionRead(_section_name(section), tuple(self._measures(number, section)))
            for number, section in enumerate(self.document.sections, start=1)
            if section.measures
        ]

    @cached_property
    def count(self) -> int:
        return sum(len(each.measures) for each in self.sections)

    def _measures(self, number: int, section: DocumentSection) -> list[MeasureRead]:
        rows = []
        for position, measure in enumerate(section.measures, start=1):
            stored = stored_measure(number, position, self.document, self.cycle)
            texts = tuple(
                (field, field_name(field), measure.text(field)) for field in SHOWN[self.report.kind]
            )
            route = "result_edit" if self.report.kind == "results" else "measure_edit"
            rows.append(
                MeasureRead(
                    f"measure-{number}-{position}",
                    position,
                    measure.title,
                    texts,
                    stored.pk if stored else None,
                    f"{_section_name(section)} · {_('measure %(number)s') % {'number': position}}",
                    self.cycle.url(route, stored.pk) if stored else self.cycle.url("measures"),
                )
            )
        return rows

    @cached_property
    def changes(self) -> list[Compared]:
        """Since the last return, and since the report of the year before."""
        found = []
        returned = returned_document(self.report)
        if returned is not None:
            found.append(
                Compared("returned", _("Since you returned it"), differences(loads(returned), self.document))
            )
        before = self._last_years()
        if before is not None:
            name = _("Since the published report of %(year)s") % {"year": self.report.key_year - 1}
            found.append(Compared("year", name, differences(loads(bytes(before.document)), self.document)))
        return found

    def _last_years(self) -> Version | None:
        found = Version.objects.filter(
            report__municipality=self.report.municipality,
            report__kind=self.report.kind,
            report__key_year=self.report.key_year - 1,
            state=Version.State.PUBLIC,
        )
        return found.order_by("-number").first()

    @cached_property
    def since_submission(self) -> Differences:
        """What the report would say otherwise if it were submitted now: scores stay editable."""
        return differences(self.document, frozen_now(self.report).document)

    @cached_property
    def came_back(self) -> LastReturn | None:
        return last_return(self.report)

    def pins(self, texts: Mapping[str, str]) -> list[Pin]:
        """The remarks written into the form, by key, with what they are about."""
        made = []
        for key, each in self.findings:
            if text := texts.get(f"pin-{key}", "").strip():
                stored = self._subject_of(each)
                made.append(
                    Pin(
                        text,
                        each.place,
                        each.url,
                        MEASURE if stored else "",
                        stored,
                        each.finding.where.field or "",
                    )
                )
        made.extend(
            _pin_on(measure, text, texts.get(f"field-{measure.key}", ""))
            for section in self.sections
            for measure in section.measures
            if (text := texts.get(f"pin-{measure.key}", "").strip())
        )
        return made

    def _subject_of(self, each: Placed) -> int | None:
        where = each.finding.where
        if where.section is None or where.measure is None:
            return None
        stored = stored_measure(where.section, where.measure, self.document, self.cycle)
        return stored.pk if stored else None


def _pin_on(measure: MeasureRead, text: str, field: str) -> Pin:
    """A remark on a measure; an unknown field is none."""
    names = {name: label for name, label, _text in measure.texts}
    place = f"{measure.place} · {names[field]}" if field in names else measure.place
    url = f"{measure.url}#id_{field}" if field in names and measure.subject_id else measure.url
    subject = MEASURE if measure.subject_id else ""
    return Pin(text, place, url, subject, measure.subject_id, field if field in names else "")


def _section_name(section: DocumentSection) -> str:
    if section.issue is None:
        return plain(section.heading_as_written) or _("Measures")
    return _("Issue %(no)s") % {"no": numeral(section.issue)}
