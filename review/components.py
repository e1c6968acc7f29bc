"""The components that the year of a report requires, and what of each the document shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.models import Framework, RequiredComponent
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
class SeenRow:
    """What one issue shows of each component: "ok", "part" (in some measures), "no"."""

    name: str
    anchor: str
    cells: tuple[tuple[str, str], ...]


def components_asked(framework: Framework | None, kind: str) -> list[Asked]:
    if framework is None:
        return []
    rows = RequiredComponent.objects.filter(framework=framework, requirement__kind=kind)
    return [
        Asked(number, each.text, each.field, bool(each.unverified))
        for number, each in enumerate(rows.order_by("position", "pk"), 1)
    ]


def seen_by_issue(document: Document, asked: list[Asked]) -> list[SeenRow]:
    """A row per section of the document, then one for each required issue that has none."""
    fields = [each for each in asked if each.field]
    rows = [
        SeenRow(
            section_words(section, number),
            f"section-{number}",
            tuple((each.short, _seen(document, section.issue, [section], each.field)) for each in fields),
        )
        for number, section in enumerate(document.sections, 1)
    ]
    there = {section.issue for section in document.sections}
    if there - {None}:
        rows += [
            SeenRow(
                issue_words(issue.no),
                "",
                tuple((each.short, _seen(document, issue.no, [], each.field)) for each in fields),
            )
            for issue in document.issues
            if issue.no not in there
        ]
    return rows


def _seen(document: Document, issue: int | None, sections: list[Section], field: str) -> str:
    if field == "analysis":
        texts = [row.remark for row in document.analysis if issue is None or row.issue == issue]
    else:
        texts = [measure.text(field) for section in sections for measure in section.measures]
    filled = sum(not blank(text) for text in texts)
    return "no" if not filled else "ok" if filled == len(texts) else "part"


def words_of_sign(sign: str) -> str:
    return {"ok": _("present"), "part": _("in some measures"), "no": _("not found")}[sign]
