"""What an approver reads before deciding: the submitted document, its findings, and what is new in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from reports.approval_parts import (
    FiguresRead,
    IssueRead,
    SectionRead,
    Target,
    analysis_read,
    figures_read,
    finding_target,
    sections_read,
)
from reports.differences import Differences, differences
from reports.document import Document
from reports.formats.json_form import loads
from reports.frozen import Frozen, frozen_now
from reports.models import Report, Version
from reports.overlaps import with_overlaps
from reports.places import Group, Placed, placed
from reports.progress import Cycle
from reports.publication import reason_of_amendment
from reports.returning import LastReturn, Pin, last_return, returned_document
from reports.waivers import waivers_of


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
        findings = with_overlaps(self.report, frozen.document, findings)
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
    def findings(self) -> list[tuple[Placed, Target]]:
        """All other findings, each with what a remark on it is pinned to."""
        found = [each for group in self.groups for each in group.findings if each.waiver is None]
        return [
            (each, finding_target(number, each, self.document, self.cycle))
            for number, each in enumerate(found, start=1)
        ]

    @cached_property
    def sections(self) -> list[SectionRead]:
        return sections_read(self.document, self.cycle)

    @cached_property
    def count(self) -> int:
        return sum(len(each.measures) for each in self.sections)

    @cached_property
    def analysis(self) -> list[IssueRead]:
        return analysis_read(self.document, self.cycle)

    @cached_property
    def figures(self) -> list[FiguresRead]:
        return figures_read(self.document, self.cycle)

    @cached_property
    def changes(self) -> list[Compared]:
        """Since the last return, since the version before, and since the report of the year before."""
        found = []
        returned = returned_document(self.report)
        if returned is not None:
            found.append(
                Compared("returned", _("Since you returned it"), differences(loads(returned), self.document))
            )
        published = self.published
        if published is not None:
            name = _("Since version %(number)s") % {"number": published.number}
            said = differences(loads(bytes(published.document)), self.document)
            found.append(Compared("version", name, said))
        before = self._last_years()
        if before is not None:
            name = _("Since the published report of %(year)s") % {"year": self.report.key_year - 1}
            found.append(Compared("year", name, differences(loads(bytes(before.document)), self.document)))
        return found

    @cached_property
    def published(self) -> Version | None:
        """The newest version that was published, of which this would be the next."""
        return self.report.versions.exclude(state=Version.State.RESERVED).order_by("-number").first()

    @cached_property
    def reason(self) -> str:
        """Why a new version was begun, as the officer said."""
        return reason_of_amendment(self.report) if self.published else ""

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
        """The remarks written into the form, with what each is about."""
        made = (target.pin(texts) for target in self._targets())
        return [pin for pin in made if pin is not None]

    def _targets(self) -> Iterator[Target]:
        yield from (target for _each, target in self.findings)
        yield from (each.target for each in self.figures)
        yield from (each.target for issue in self.analysis for each in issue.rows)
        yield from (each.target for section in self.sections for each in section.measures)
