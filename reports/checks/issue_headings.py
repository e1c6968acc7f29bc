"""The headings of issues (ประเด็นที่ ๑ …) as a document has them, beside the issues of its year's catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from catalogue.frame import Frame, FrameIssue, requirement_for
from reports.checks.context import Context
from reports.checks.finding import Where
from reports.document import Document
from reports.readers.folding import fold
from reports.readers.issues import IssueHeading, Issues

Part = Literal["analysis", "sections"]


@dataclass(frozen=True, slots=True)
class Headed:
    """A heading with the issue it was taken for. `number_at` and `title_at` are the places of its two parts."""

    part: Part
    position: int
    issue: int | None
    number: str
    title: str
    read: IssueHeading | None
    number_at: Where
    title_at: Where

    @property
    def written_number(self) -> int | None:
        """The number it says, when it says that it is an issue's."""
        return self.read.number if self.read and self.read.named else None

    @property
    def title_of(self) -> int | None:
        """The issue whose title it carries."""
        return self.read.by_title if self.read else None

    @property
    def continued(self) -> bool:
        return bool(self.read and self.read.continued)


def catalogue_issues(context: Context) -> dict[int, FrameIssue]:
    """The issues that the document's own year asks for; none when that year's catalogue is not known."""
    document = context.document
    if document.key_year is None or context.frame is None:
        return {}
    exact = requirement_for(context.frames, document.kind, document.key_year, document.evaluation_year)
    if exact is None or not exact.issues_required:
        return {}
    return dict(context.frame.issue_by_no)


def headings(document: Document, context: Context) -> list[Headed]:
    """Every heading of an issue, in the order of the page."""
    known = catalogue_issues(context)
    if not known or context.frame is None:
        return []
    return list(_headings(document, _issues(context.frame)))


def exactly(title: str, issue: FrameIssue) -> bool:
    """Whether a title is the catalogue's or one of its other names, whatever stands around it."""
    folded = fold(title)
    return any(fold(name) in folded for name in (issue.title, *issue.aliases))


@lru_cache(maxsize=16)
def _issues(frame: Frame) -> Issues:
    return Issues(frame.issues)


def _headings(document: Document, issues: Issues) -> Iterator[Headed]:
    for index, row in enumerate(document.analysis):
        number, title = row.number_as_written, row.heading_as_written
        if not (number or title):
            continue
        line = row.source_lines[0] if row.source_lines else None
        where = Where(issue=row.issue, line=line, field="analysis_number")
        yield _headed("analysis", index, row.issue, number, title, issues, where, ("analysis", index))
    for index, section in enumerate(document.sections):
        number, title = section.number_as_written, section.heading_as_written
        if not (number or title):
            continue
        where = Where(section=index + 1, issue=section.issue, line=section.line, field="number")
        yield _headed("sections", index, section.issue, number, title, issues, where, ("sections", index))


def _headed(
    part: Part,
    position: int,
    issue: int | None,
    number: str,
    title: str,
    issues: Issues,
    where: Where,
    path: tuple[str | int, ...],
) -> Headed:
    read = issues.heading(f"{number} {title}".strip())
    number_at = _place(where, number, where.field or "", (*path, "number_as_written"))
    field = "analysis_heading" if part == "analysis" else "heading"
    title_at = _place(where, title, field, (*path, "heading_as_written"))
    return Headed(part, position, issue, number, title, read, number_at, title_at)


def _place(where: Where, text: str, field: str, path: tuple[str | int, ...]) -> Where:
    return Where(
        section=where.section,
        issue=where.issue,
        line=where.line,
        field=field,
        start=0 if text else None,
        end=len(text) if text else None,
        quote=text or None,
        path=path,
    )
