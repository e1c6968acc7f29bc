"""The components that the year of a report requires, and what of each the document shows."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.models import Framework, RequiredComponent
from ita_portal.thai.numerals import numeral
from reports.checks.context import blank
from reports.document import Document, Section
from reports.places import field_name
from review.places import issue_words, section_words


@dataclass(frozen=True, slots=True)
class Asked:
    """One required component: its number in the requirement's order, its words, and the field that shows it.

    A component without a field asks something of the document as a whole; no cell can show or lack it.
    """

    number: int
    text: str
    field: str
    unverified: bool

    @property
    def short(self) -> str:
        return field_name(self.field) or self.text[:30]


@dataclass(frozen=True, slots=True)
class SeenIssue:
    """A column of the matrix: an issue with its short head, and where it stands on the page ("" when nowhere)."""

    name: str
    short: str
    anchor: str


@dataclass(frozen=True, slots=True)
class SeenComponent:
    """A row of the matrix: what each issue shows of a component: "ok", "part" (in some measures), "no"."""

    name: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    issues: tuple[SeenIssue, ...] = ()
    components: tuple[SeenComponent, ...] = ()


def components_asked(framework: Framework | None, kind: str) -> list[Asked]:
    if framework is None:
        return []
    rows = RequiredComponent.objects.filter(framework=framework, requirement__kind=kind)
    return [
        Asked(number, each.text, each.field, bool(each.unverified))
        for number, each in enumerate(rows.order_by("position", "pk"), 1)
    ]


def seen_by_issue(document: Document, asked: list[Asked]) -> Seen:
    """Components by sections of the document, then by the required issues that have none."""
    columns: list[tuple[SeenIssue, int | None, list[Section]]] = [
        (
            SeenIssue(
                section_words(section, number),
                numeral(section.issue) if section.issue is not None else numeral(number),
                f"section-{number}",
            ),
            section.issue,
            [section],
        )
        for number, section in enumerate(document.sections, 1)
    ]
    there = {section.issue for section in document.sections}
    if there - {None}:
        columns += [
            (SeenIssue(issue_words(issue.no), numeral(issue.no), ""), issue.no, [])
            for issue in document.issues
            if issue.no not in there
        ]
    return Seen(
        tuple(issue for issue, _no, _sections in columns),
        tuple(
            SeenComponent(
                each.short, tuple(_seen(document, no, sections, each.field) for _, no, sections in columns)
            )
            for each in asked
            if each.field
        ),
    )


def _seen(document: Document, issue: int | None, sections: list[Section], field: str) -> str:
    if field == "analysis":
        texts = [row.remark for row in document.analysis if issue is None or row.issue == issue]
    else:
        texts = [measure.text(field) for section in sections for measure in section.measures]
    filled = sum(not blank(text) for text in texts)
    return "no" if not filled else "ok" if filled == len(texts) else "part"
