"""Rows of the portal's own workbook as the parts of the Document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ita_portal.thai.celltext import clean
from ita_portal.thai.periods import Period
from reports.document import (
    AnalysisItem,
    AnalysisRow,
    Evidence,
    IndicatorScore,
    ItemEvidence,
    Measure,
    Result,
    Section,
)
from reports.readers.book.own.fields import Fields
from reports.readers.book.own.gathered import Gathered, Record, SectionRows
from reports.readers.book.own.headings import Beside, Headings
from reports.workbook.derived import period_of, responsible_of, trace
from reports.workbook.fields import INDICATORS, RECORDS, SECTION_FACTS, TABLES
from reports.workbook.values import made, must_be, unlisted

_CODES = re.compile(r"\s*[A-Za-z]{0,3}[0-9]{1,3}(?:[\s,;]+[A-Za-z]{0,3}[0-9]{1,3})*\s*")
_MEASURE_TEXTS = ("number_as_written", "title", "procedure", "output", "outcome", "suggestion", "follow_up")
_EVIDENCE = ("title", "url", "public", "media_type", "sha256")
_OF_ROW = ("issue", "number_as_written", "heading_as_written", "instrument", "remark")
_OF_ITEM = ("item", "score", "code_as_written", "title_as_written", "score_as_written")


def records(name: str, rows: Sequence[Record], fields: Fields) -> tuple[Any, ...]:
    """The rows of a table that are one thing each."""
    kind, keys = RECORDS[name], tuple(each.key for each in TABLES[name])
    found = []
    for row in rows:
        values = fields.record(kind, row.cells, keys, row.line)
        if any(value is None and must_be(kind, key) for key, value in values.items()):
            said = " ".join(each.text for each in row.cells.values())
            fields.doubts.add("read-row", row.line, quote=said, written=said)
        else:
            found.append(made(kind, values))
    return tuple(found)


def result_of(gathered: Gathered, facts: Mapping[str, Any], headings: Headings, fields: Fields) -> Result:
    rows = gathered.rows
    keys = tuple(each.key for each in INDICATORS if each.key != "extra_headings")
    beside = Beside()
    indicators = tuple(
        IndicatorScore(
            **fields.record(IndicatorScore, row.cells, keys, row.line),
            extra=beside.of(row),
            line=row.mark.number("line"),
        )
        for row in rows["indicators"]
    )
    return Result(
        **facts,
        line=gathered.result_line,
        instruments=records("instruments", rows["instruments"], fields),
        indicators=indicators,
        items=records("items", rows["items"], fields),
        trend=records("trend", rows["trend"], fields),
        bands=records("bands", rows["bands"], fields),
        before=tuple(gathered.blocks["result.before"]),
        headings=headings.of_table("indicators", gathered.heads.get("indicators")),
    )


# --- the analysis ---


def analysis_of(
    gathered: Gathered,
    headings: Headings,
    fields: Fields,
    titles: Mapping[str, str],
    issues: Mapping[int | None, str],
) -> Iterator[AnalysisRow]:
    """`titles` are those of the items by code, `issues` those of the issues: what equals them was not written."""
    beside = Beside()
    rows = list(_with_items(gathered.rows["analysis"]))
    above_all = headings.of_table("analysis", gathered.heads.get("analysis"))
    for at, (row, items) in enumerate(rows):
        values = fields.record(AnalysisRow, row.cells, _OF_ROW, row.line)
        if values["heading_as_written"] == issues.get(values["issue"]) and "heading" not in row.mark.flags:
            values["heading_as_written"] = ""
        written = headings.of_row("analysis", row.above) or (above_all if not at else ())
        yield AnalysisRow(
            **values,
            items=tuple(_item(each, fields, titles) for each in items),
            headings=written,
            extra=beside.of(row),
            source_lines=row.mark.lines,
        )


def _with_items(rows: Sequence[Record]) -> Iterator[tuple[Record, list[Record]]]:
    """Each row of the analysis with those of its items; a person's row that names nothing belongs to the one above."""
    found: list[tuple[Record, list[Record]]] = []
    for row in rows:
        names = any(key in row.cells for key in _OF_ROW)
        further = row.mark.word == "item" or (not row.mark.word and not names)
        if further and found:
            found[-1][1].append(row)
            continue
        said = any(key in row.cells for key in _OF_ITEM)
        found.append((row, [row] if said or (row.mark.word and "none" not in row.mark.flags) else []))
    yield from found


def _item(row: Record, fields: Fields, titles: Mapping[str, str]) -> AnalysisItem:
    values = fields.record(AnalysisItem, row.cells, _OF_ITEM, row.line)
    title = titles.get(values["item"].lower())
    if title and values["title_as_written"] == title and "title" not in row.mark.flags:
        values["title_as_written"] = ""
    return AnalysisItem(**values)


# --- measures ---


def sections_of(
    gathered: Gathered, headings: Headings, fields: Fields, action_year: int | None
) -> tuple[Section, ...]:
    evidence = _evidence_by_measure(gathered, fields)
    sections = tuple(_section(each, headings, fields, action_year, evidence) for each in gathered.sections)
    for name, rows in evidence.items():
        for line, piece in rows:
            fields.doubts.add("read-evidence", line, quote=piece.title, written=name, title=piece.title)
    return sections


def _section(
    rows: SectionRows,
    headings: Headings,
    fields: Fields,
    action_year: int | None,
    evidence: dict[str, list[tuple[int, Evidence]]],
) -> Section:
    beside = Beside()
    facts = {
        each.key: fields.value(Section, each.key, *rows.facts[each.key])
        for each in SECTION_FACTS
        if each.key in rows.facts
    }
    measures = []
    for row in rows.rows:
        name = row.cells["id"].text if "id" in row.cells else ""
        pieces = tuple(piece for _, piece in evidence.pop(name, []))
        measures.append(
            replace(
                _measure(row, fields, action_year, counts=headings.counts),
                evidence=pieces,
                extra=beside.of(row),
                headings=headings.of_row("measures", row.above),
            )
        )
    return Section(
        **facts,
        before=tuple(rows.before),
        measures=tuple(measures),
        after=tuple(rows.after),
        headings=headings.of_table("measures", rows.head),
        line=rows.line,
    )


def _measure(row: Record, fields: Fields, action_year: int | None, *, counts: bool) -> Measure:
    """A number is counted where the layout counts, and then not one that was written; a text is."""
    values = fields.record(Measure, row.cells, _MEASURE_TEXTS, row.line)
    if counts and "number_as_written" in row.cells and row.cells["number_as_written"].number is not None:
        values["number_as_written"] = ""
    cell = _text(row, "responsible")
    units, written = responsible_of(cell)
    if (told := _text(row, "units")) and not _changed(row, "units", cell):
        units = unlisted(told)
        is_written = "responsible" in row.mark.flags or clean(", ".join(units)) != cell
        written = cell if is_written else ""
    return Measure(
        **values,
        responsible=units,
        responsible_as_written=written,
        period=_period(row, fields, action_year),
        items=_codes(_text(row, "items")),
        source_lines=row.mark.lines,
    )


def _period(row: Record, fields: Fields, action_year: int | None) -> Period:
    text = _text(row, "period.text")
    said = period_of(text, action_year)
    if not _text(row, "period.style") or (said.style != "text" and _changed(row, "period", text)):
        return said
    told = fields.record(Measure, row.cells, ("period.start", "period.end", "period.style"), row.line)
    return Period(text, told["period.start"], told["period.end"], told["period.style"])


def _changed(row: Record, name: str, text: str) -> bool:
    """Whether somebody changed a cell, so that what stood beside it no longer holds."""
    return row.mark.values.get(name, trace(text)) != trace(text)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(re.split(r"[\s,;]+", text.strip())) if _CODES.fullmatch(text) else unlisted(text)


def _text(row: Record, key: str) -> str:
    return row.cells[key].text if key in row.cells else ""


# --- evidence ---


def _evidence_by_measure(gathered: Gathered, fields: Fields) -> dict[str, list[tuple[int, Evidence]]]:
    found: dict[str, list[tuple[int, Evidence]]] = {}
    for row in gathered.rows["evidence"]:
        piece = Evidence(**fields.record(Evidence, row.cells, _EVIDENCE, row.line))
        found.setdefault(_text(row, "of"), []).append((row.line, piece))
    return found


def item_evidence_of(rows: Sequence[Record], fields: Fields) -> tuple[ItemEvidence, ...]:
    found: list[ItemEvidence] = []
    for row in rows:
        item, title = _text(row, "of"), _text(row, "of_title")
        piece = Evidence(**fields.record(Evidence, row.cells, _EVIDENCE, row.line))
        pieces = () if "none" in row.mark.flags and piece == Evidence("") else (piece,)
        same = bool(found) and (found[-1].item, found[-1].title) == (item, title)
        if found and (row.mark.word == "more" or (not row.mark.word and (same or not (item or title)))):
            found[-1] = replace(found[-1], evidence=(*found[-1].evidence, *pieces))
        else:
            found.append(ItemEvidence(item, title, pieces))
    return tuple(found)
