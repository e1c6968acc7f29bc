"""issue-missing: an issue (ประเด็น) that the year requires is not in the document.

For a results report an issue is there when it has a measure; for an analysis when it has an analysis or a measure
(only one of the two is `component-missing`). Up to 2566 no issues were asked for. A report whose measures stand
under no issue at all lacks one thing, the arrangement: that is one finding, not seven.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from reports.checks.context import Context, blank
from reports.checks.finding import Finding, Where
from reports.checks.registry import check
from reports.document import Document

CODE = "issue-missing"


@check(
    CODE,
    severity="error",
    title=gettext_noop("Required issue is missing"),
    finds=gettext_noop("An issue that the year's evaluation requires has no measure and no analysis."),
    example="รายงานมีประเด็นที่ ๑–๕ และ ๗ ไม่มีประเด็นที่ ๖",
    fix=gettext_noop("Add the issue with at least one measure."),
)
def issue_missing(document: Document, context: Context) -> Iterator[Finding]:
    requirement = context.requirement
    if requirement is None or not requirement.issues_required:
        return
    treated = _treated(document)
    missing = [issue for issue in requirement.issues_required if issue not in treated]
    if not missing:
        return
    homeless = sum(len(section.measures) for section in document.sections if section.issue is None)
    unplaced = homeless or sum(row.issue is None for row in document.analysis)
    if unplaced and not treated:
        yield _without_any(document, context, unplaced)
        return
    for issue in missing:
        yield _missing(document, context, issue, homeless)


def _treated(document: Document) -> set[int | None]:
    with_measures = {section.issue for section in document.sections if section.measures}
    if document.kind == "results":
        return with_measures - {None}
    with_analysis = {
        row.issue
        for row in document.analysis
        if not blank(row.remark) or row.items or any(not blank(text) for _heading, text in row.extra)
    }
    with_prose = {
        section.issue
        for section in document.sections
        if any(not blank(block.text) for block in section.before + section.after)
    }
    return (with_measures | with_analysis | with_prose) - {None}


def _without_any(document: Document, context: Context, count: int) -> Finding:
    requirement = context.requirement
    assert requirement is not None
    numbers = requirement.issues_required
    titles = "; ".join(f"{number}. {context.issue_title(number)}" for number in numbers)
    message = gettext(
        "None of the %(issues)s issues that %(item)s requires is shown: all %(count)s rows stand under no issue."
    ) % {"issues": len(numbers), "item": requirement.item, "count": count}
    fix = gettext("Arrange the rows under the issues: %(titles)s.") % {"titles": titles}
    first = next((section for section in document.sections if section.measures), None)
    number = document.sections.index(first) + 1 if first else None
    return Finding(
        CODE, "error", message, fix, Where(section=number, field="issue", line=first.line if first else None)
    )


def _missing(document: Document, context: Context, issue: int, homeless: int) -> Finding:
    values = {"number": issue, "title": context.issue_title(issue)}
    heading = next(
        (n for n, section in enumerate(document.sections, start=1) if section.issue == issue), None
    )
    if heading is not None:
        message = gettext("Issue %(number)s, %(title)s, has a heading but no measure.") % values
    elif document.kind == "analysis":
        message = gettext(
            "Issue %(number)s, %(title)s, is missing: it has neither an analysis nor a measure."
        )
        message %= values
    else:
        message = gettext("Issue %(number)s, %(title)s, is missing: it has no measure.") % values
    fix = gettext("Add the issue with at least one measure.")
    if homeless:
        fix = gettext(
            "Add the issue with at least one measure, or give the %(count)s measures without an issue its heading."
        ) % {"count": homeless}
    line = document.sections[heading - 1].line if heading else None
    return Finding(CODE, "error", message, fix, Where(section=heading, issue=issue, line=line))
