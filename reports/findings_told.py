"""Findings for people who read them in a terminal or a file: grouped by severity, with place, words and mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ita_portal.thai.normal import squash
from reports.checks.finding import SEVERITIES, Finding, Where
from reports.checks.mending import text_at
from reports.document import Document
from reports.places import words_around, words_of_place
from reports.readers.placing import SHEET, Places

LONGEST_QUOTE = 120


def told(findings: Iterable[Finding], document: Document) -> Iterator[str]:
    """The lines of a report on a document: the gravest first, a count at the end."""
    found = list(findings)
    names = {"error": _("Wrong, to be mended"), "warning": _("Worth a look"), "info": _("For information")}
    for severity in SEVERITIES:
        of_severity = [each for each in found if each.severity == severity]
        if not of_severity:
            continue
        yield f"{names[severity]} ({len(of_severity)})"
        for finding in of_severity:
            yield from _told(finding, document)
        yield ""
    yield _summary(found)


def _told(finding: Finding, document: Document) -> Iterator[str]:
    where = finding.where
    yield f"  {place_told(where, document)}  [{finding.code}]"
    yield f"    {' '.join(finding.message.split())}"
    if where.quote:
        before, after = words_around(where, document)
        yield f"    | {before}[{_short(where.quote)}]{after}"
    if finding.fix:
        yield f"    > {' '.join(finding.fix.split())}"


def place_told(where: Where, document: Document) -> str:
    """The place in a document that was read from a file: in words, with the file's line or table and row."""
    places = [words_of_place(where, document)] if _says_where(where) else []
    if where.line is not None:
        places.append(_("line %(line)s") % {"line": where.line})
    elif where.table is not None and where.page == SHEET:
        places.append(_("sheet %(sheet)s, row %(row)s") % {"sheet": where.table, "row": where.row or 1})
    elif where.table is not None:
        if where.page is not None:
            places.append(_("page %(page)s") % {"page": where.page})
        places.append(_("table %(table)s, row %(row)s") % {"table": where.table, "row": where.row or 1})
    return " · ".join(places) or _("the whole document")


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + "…"


def _says_where(where: Where) -> bool:
    names = ("section", "issue", "measure", "item", "indicator", "field")
    return any(getattr(where, name) is not None for name in names)


def _summary(found: list[Finding]) -> str:
    if not found:
        return _("The checks find nothing to mend")
    counts = [sum(each.severity == severity for each in found) for severity in SEVERITIES]
    words = ngettext(
        "%(count)s finding: %(errors)s wrong, %(warnings)s worth a look, %(notes)s for information",
        "%(count)s findings: %(errors)s wrong, %(warnings)s worth a look, %(notes)s for information",
        len(found),
    )
    return words % {"count": len(found), "errors": counts[0], "warnings": counts[1], "notes": counts[2]}


def in_their_tables(findings: Iterable[Finding], places: Places) -> list[Finding]:
    """Findings of a Word or Excel file, in which lines are only counted, with table and row instead of the line."""
    if not places:
        return list(findings)
    return [replace(each, where=_in_its_table(each.where, places)) for each in findings]


def _in_its_table(where: Where, places: Places) -> Where:
    if where.line is None:
        return where
    table, row, page = (*places.get(where.line, ()), None, None, None)[:3]
    return replace(where, line=None, table=table, row=row, page=page)


def on_their_lines(findings: Iterable[Finding], document: Document, text: str) -> list[Finding]:
    """Findings of a text file with the line that has their words, where a row was joined of several lines."""
    lines = [squash(line) for line in text.splitlines()]
    return [replace(each, where=_on_its_line(each.where, document, lines)) for each in findings]


def _on_its_line(where: Where, document: Document, lines: list[str]) -> Where:
    if where.field == "headings" and where.path:
        return _on_line_of_heading(where, document, lines)
    sources = _source_lines(where, document)
    words = squash(where.quote or "")
    if len(sources) < 2 or not words:
        return where
    holding = [number for number in sources if 0 < number <= len(lines) and words in lines[number - 1]]
    return replace(where, line=holding[0]) if len(holding) == 1 else where


def _on_line_of_heading(where: Where, document: Document, lines: list[str]) -> Where:
    """The line of a column's heading above its measures: tables repeat it, and it is told once."""
    heading = squash(text_at(document, where.path or ()))
    holding = [number for number, line in enumerate(lines, start=1) if heading and heading in line]
    section = document.sections[where.section - 1] if where.section else None
    below = section.measures[0].source_lines if section and section.measures else ()
    above = [number for number in holding if below and number < below[0]]
    return replace(where, line=(above or holding[:1])[-1]) if holding else where


def _source_lines(where: Where, document: Document) -> tuple[int, ...]:
    path = where.path or ()
    if len(path) > 3 and path[0] == "sections" and path[2] == "measures":
        return document.sections[int(path[1])].measures[int(path[3])].source_lines
    if len(path) > 1 and path[0] == "analysis":
        return document.analysis[int(path[1])].source_lines
    return ()
