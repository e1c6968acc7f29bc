"""component-missing: a required component (องค์ประกอบด้านข้อมูล) of the year is empty.

The evaluator gives the whole item 0 when one component is missing. What is required comes from the catalogue of
that year: what 2566 did not ask for is not missing in 2566. One finding per thing:

* a component that no measure of the document (or of one table) has is one finding, not one per measure;
* a measure without any text is one finding;
* a row marked "(ต่อ)" belongs to the measure it continues and shares its components.

A component that no source of any year confirms is a warning, not an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from catalogue.frame import Component
from reports.checks.context import Context, blank, shortened
from reports.checks.finding import Finding, Severity, Where
from reports.checks.measure_rows import Row, rows_of
from reports.checks.registry import check
from reports.document import Block, Document, Section

CODE = "component-missing"
MERGEABLE = ("responsible", "period")
"""Cells that tables merge over several rows; a file then shows them in the first row only."""
PROSE = 40
"""Characters from which running text under an issue counts as its analysis."""

FIXES = {
    "title": gettext_noop(
        "Write the measure or activity itself; the issue's title alone is not a measure. "
        "If it stands in another column, move it."
    ),
    "procedure": gettext_noop("Write the steps by which the measure is carried out."),
    "output": gettext_noop("Summarise what was done under the measure."),
    "outcome": gettext_noop(
        "Write what the measure achieved: a score that changed, a number of users or complaints, a time saved."
    ),
    "suggestion": gettext_noop("Write a suggestion for the next year."),
    "responsible": gettext_noop("Name the units or positions that are responsible."),
    "period": gettext_noop("Write when it runs, with its first and last month and year."),
    "follow_up": gettext_noop("Write how and when the measure is followed up and reported."),
    "analysis": gettext_noop("Write what the scores of this issue show, and why."),
}
UNCONFIRMED = gettext_noop("No official source for this component was found: compare with the year's manual.")
PLAN_WITHOUT_ISSUE = gettext_noop("%(count)s measures stand under no issue: give them the issue's heading.")
OTHER_COLUMNS = gettext_noop("If one of the columns %(columns)s holds it, give that column this heading.")


@check(
    CODE,
    severity="error",
    title=gettext_noop("Required component is missing"),
    finds=gettext_noop(
        "A component that the evaluation of the year requires is empty: a measure without its result or outcome, "
        "a plan without who, how or when, an issue without an analysis."
    ),
    example="มาตรการ “จัดทำคู่มือการให้บริการ” ช่องผลลัพธ์ว่าง",
    fix=gettext_noop("Fill in the empty field."),
)
def component_missing(document: Document, context: Context) -> Iterator[Finding]:
    requirement = context.requirement
    if requirement is None:
        return
    rows = rows_of(document)
    for row in rows:
        if row.empty:
            message = gettext("The measure %(measure)s has no text in any column.") % {"measure": row.name}
            fix = gettext("Fill in its columns, or delete the row.")
            yield Finding(CODE, "error", message, fix, row.place(None))
    filled = [row for row in rows if not row.empty]
    for component in requirement.components:
        if component.field == "analysis":
            yield from _analysis(document, context, component)
        else:
            if component.field == "title":
                yield from _plan(document, context, component, has_rows=bool(filled))
            yield from _column(context, component, filled)


# --- a column of the measures ----------------------------------------------------------------------------


def _column(context: Context, component: Component, rows: list[Row]) -> Iterator[Finding]:
    """A component of every measure: missing everywhere, in a whole table, or in single measures."""
    field = component.field
    missing = [row for row in rows if row.lacks(field)]
    if len(missing) == len(rows) >= 2:
        message = gettext("No measure has “%(component)s”: it is empty in all %(count)s.")
        values = {"component": component.text, "count": len(rows)}
        fix = _with_other_columns(gettext(FIXES.get(field, "Fill in the empty field.")), rows)
        yield _found(context, component, message % values, fix, Where(field=field))
        return
    by_section: dict[int, list[Row]] = {}
    for row in missing:
        by_section.setdefault(row.number, []).append(row)
    for number, lacking in by_section.items():
        of_section = [row for row in rows if row.number == number]
        if _has_no_column(lacking[0].section, field) and len(lacking) == len(of_section) >= 2:
            yield _whole_table(context, component, lacking)
        elif not _merged(field, of_section):
            for row in lacking:
                yield _single(context, component, row, of_section)


def _has_no_column(section: Section, field: str) -> bool:
    return bool(section.headings) and all(heading.field != field for heading in section.headings)


def _merged(field: str, rows: list[Row]) -> bool:
    """Whether a file's first row alone has the cell and at least two follow without: one merged cell."""
    from_file = all(row.parts[0].source_lines for row in rows)
    return (
        field in MERGEABLE
        and from_file
        and len(rows) >= 3
        and not rows[0].lacks(field)
        and all(row.lacks(field) for row in rows[1:])
    )


def _whole_table(context: Context, component: Component, rows: list[Row]) -> Finding:
    first = rows[0]
    values = {"component": component.text, "count": len(rows), "table": _table_name(context, first)}
    message = (
        gettext("The table of %(table)s has no column for “%(component)s” (%(count)s measures).") % values
    )
    fix = _with_other_columns(gettext(FIXES.get(component.field, "Fill in the empty field.")), rows)
    where = Where(
        section=first.number, issue=first.section.issue, field=component.field, line=first.section.line
    )
    return _found(context, component, message, fix, where)


def _single(context: Context, component: Component, row: Row, of_section: list[Row]) -> Finding:
    field = component.field
    message = gettext("“%(component)s” is empty in the measure %(measure)s.")
    values = {"component": component.text, "measure": row.name}
    fix = gettext(FIXES.get(field, "Fill in the empty field."))
    above = of_section[: of_section.index(row)]
    read = bool(row.parts[0].source_lines)
    doubtful = field in MERGEABLE and read and any(not each.lacks(field) for each in above)
    if doubtful:  # perhaps one merged cell over two rows: the evaluator's reader may not see that either
        fix += " " + gettext("If the cell above was meant for this row too, repeat it.")
    return _found(context, component, message % values, fix, row.place(field), doubtful=doubtful)


def _table_name(context: Context, row: Row) -> str:
    issue = row.section.issue
    if issue is not None:
        return gettext("issue %(number)s %(title)s") % {"number": issue, "title": context.issue_title(issue)}
    return gettext("section %(number)s") % {"number": row.number}


def _with_other_columns(fix: str, rows: list[Row]) -> str:
    headings = dict.fromkeys(
        shortened(heading, 40)
        for row in rows
        for measure in row.parts
        for heading, text in measure.extra
        if heading.strip() and not blank(text)
    )
    if not headings:
        return fix
    columns = ", ".join(f"“{heading}”" for heading in list(headings)[:3])
    return f"{fix} {gettext(OTHER_COLUMNS) % {'columns': columns}}"


# --- parts that each issue, or the document, must have ---------------------------------------------------


def _analysis(document: Document, context: Context, component: Component) -> Iterator[Finding]:
    """The analysis: of each issue when the year asks for it per issue, else anywhere in the document."""
    analysed = {row.issue for row in document.analysis if not blank(row.remark)}
    analysed |= {section.issue for section in document.sections if _has_prose(section.before + section.after)}
    issues = _issues(document, context) if component.per_issue else ()
    lacking = [issue for issue in issues if issue not in analysed]
    fix = gettext(FIXES["analysis"])
    nowhere = not analysed and not _has_prose(document.analysis_before + document.sections_before)
    if nowhere and (lacking or not component.per_issue):
        message = gettext("The report has no “%(component)s”.") % {"component": component.text}
        yield _found(context, component, message, fix, Where(field="remark"))
        return
    for issue in lacking:
        message = gettext("Issue %(number)s, %(title)s, has no “%(component)s”.")
        values = {"number": str(issue), "title": context.issue_title(issue), "component": component.text}
        yield _found(context, component, message % values, fix, Where(issue=issue, field="remark"))


def _plan(document: Document, context: Context, component: Component, *, has_rows: bool) -> Iterator[Finding]:
    """Measures: at least one under each issue of an analysis, at least one in a report without issues.

    A results report whose issue has no measure lacks the issue itself (`issue-missing`).
    """
    requirement = context.requirement
    assert requirement is not None
    if not requirement.issues_required:
        if not has_rows:
            message = gettext("The report has no measure: “%(component)s” is missing.")
            where = Where(field=component.field)
            fix = gettext("Add the measures with their required columns.")
            yield _found(context, component, message % {"component": component.text}, fix, where)
        return
    if document.kind != "analysis" or not component.per_issue:
        return
    issues = _issues(document, context)
    planned = {section.issue for section in document.sections if section.measures}
    lacking = [issue for issue in issues if issue not in planned]
    fix = gettext("Add at least one measure that answers the analysis of this issue.")
    if lacking and not planned:
        message = gettext("The report has an analysis but no measure: “%(component)s” is missing.")
        values = {"component": component.text}
        yield _found(context, component, message % values, fix, Where(field=component.field))
        return
    homeless = sum(len(section.measures) for section in document.sections if section.issue is None)
    if planned == {None}:
        yield _without_issues(document, context, component, homeless)
        return
    if homeless:
        fix = gettext(PLAN_WITHOUT_ISSUE) % {"count": homeless}
    for issue in lacking:
        message = gettext("Issue %(number)s, %(title)s, has no “%(component)s”.")
        values = {"number": str(issue), "title": context.issue_title(issue), "component": component.text}
        yield _found(context, component, message % values, fix, Where(issue=issue, field=component.field))


def _without_issues(document: Document, context: Context, component: Component, count: int) -> Finding:
    """A plan that is one list: which measure answers which issue cannot be seen."""
    titles = "; ".join(f"{number}. {context.issue_title(number)}" for number in _issues(document, context))
    message = gettext(PLAN_WITHOUT_ISSUE) % {"count": count}
    fix = gettext("Arrange the rows under the issues: %(titles)s.") % {"titles": titles}
    number, section = next(
        (number, section) for number, section in enumerate(document.sections, 1) if section.measures
    )
    return _found(
        context, component, message, fix, Where(section=number, field=component.field, line=section.line)
    )


def _issues(document: Document, context: Context) -> tuple[int, ...]:
    """The required issues that the document treats at all; one it leaves out wholly is `issue-missing`."""
    requirement = context.requirement
    if requirement is None:
        return ()
    treated = {row.issue for row in document.analysis} | {
        section.issue for section in document.sections if section.measures
    }
    return tuple(issue for issue in requirement.issues_required if issue in treated)


def _has_prose(blocks: tuple[Block, ...]) -> bool:
    return sum(len(block.text) for block in blocks if block.kind == "paragraph") >= PROSE


def _found(
    context: Context, component: Component, message: str, fix: str, where: Where, *, doubtful: bool = False
) -> Finding:
    severity: Severity = "error"
    if not _confirmed(context, component):
        severity = "warning"
        fix = f"{fix} {gettext(UNCONFIRMED)}"
    elif doubtful:
        severity = "warning"
    return Finding(CODE, severity, message, fix, where)


def _confirmed(context: Context, component: Component) -> bool:
    """Whether a source of any year confirms the component; of other years only its wording is then unsure."""
    kind = context.document.kind
    return any(
        each.field == component.field and not each.unverified
        for frame in context.frames.values()
        if (requirement := frame.requirement(kind))
        for each in requirement.components
    )
