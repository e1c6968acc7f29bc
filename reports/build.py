"""Database → Document: a report with everything it prints, in a fixed number of queries whatever its size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from assessments.models import AnalysisItem as AnalysisItemRow
from assessments.models import AnalysisRow as AnalysisRowRow
from catalogue.frame import Frame, frame_for, requirement_for
from catalogue.queries import frames_in_force
from ita_portal.thai.dates import fiscal_year_range
from ita_portal.thai.periods import Period
from measures.models import Measure as MeasureRow
from measures.models import Section as SectionRow
from municipalities.models import Municipality as MunicipalityRow
from municipalities.queries import executives_on
from reports.document import (
    MEASURE_TEXT_FIELDS,
    AnalysisItem,
    AnalysisRow,
    Block,
    Document,
    Heading,
    Issue,
    Kind,
    Measure,
    Municipality,
    Result,
    Section,
    Signature,
    Span,
)
from reports.evidence_told import evidence_of_items, evidence_told
from reports.figures import TREND_YEARS, YearFigures, stored_result, with_computed
from reports.formats.json_form import from_tree, to_tree
from reports.layouts import Layout
from reports.models import Report
from reports.overlay import overlay
from reports.rounds import Pairs, as_extra, round_told
from reports.rows import Rows

PRINTS: dict[str, frozenset[str]] = {
    "analysis": frozenset({"title", "procedure", "responsible", "period", "follow_up", "analysis"}),
    "results": frozenset(
        {
            "title",
            "procedure",
            "responsible",
            "period",
            "output",
            "outcome",
            "suggestion",
            "progress",
            "evidence",
        }
    ),
}
"""What each kind prints of what is entered once: fields of a measure, and the analysis per issue."""

PLACES = ("before", "analysis_before", "sections_before", "after", "notes")
"""Where a document has running text; keys of `Report.blocks`."""

BLOCKS = tuple[Block, ...]


def build(report: Report, *, today: date | None = None, rows: Rows | None = None) -> Document:
    """The Document of a report as it is now. `today` decides which name of the municipality is valid.

    `rows` are those that a page has read already.
    """
    rows = rows or Rows(report.municipality)
    frames = frames_in_force()
    frame = frame_for(frames, report.kind, report.key_year, report.evaluation_year)
    figures = read_figures(report, rows)
    layout: Layout = from_tree(Layout, report.layout)
    prints = printed_fields(report, layout)
    day = document_date(report, today)
    municipality = report.municipality
    return Document(
        kind=_kind(report),
        layout=layout,
        municipality=municipality_on(municipality, day),
        assessed_year=report.assessed_year,
        action_year=report.action_year,
        evaluation_year=report.evaluation_year,
        covers=_covers(report),
        title=report.title,
        number=report.document_number,
        dated=report.document_date,
        issues=_issues(report, frame),
        result=_result(report, figures, frames),
        analysis=_analysis(report, figures, rows) if "analysis" in prints else (),
        sections=_sections(report, frame, prints, layout, rows),
        signatures=_signatures(report, day),
        emblem=report.emblem or municipality.emblem,
        images=tuple(report.blocks.get("images", ())),
        item_evidence=evidence_of_items(report) if "evidence" in prints else (),
        **{place: from_tree(BLOCKS, report.blocks.get(place, [])) for place in PLACES},
    )


def _kind(report: Report) -> Kind:
    return "analysis" if report.kind == "analysis" else "results"


def printed_fields(report: Report, layout: Layout | None = None) -> frozenset[str]:
    """What this report prints: what its kind does, what its layout has a column for, what it was imported with."""
    layout = layout or from_tree(Layout, report.layout)
    columns = {column.field for column in layout.columns}
    return PRINTS[report.kind] | columns | frozenset(report.also_prints)


def document_date(report: Report, today: date | None = None) -> date:
    """The day of a document, on which its signatories held their offices: the one written on it, else when it was
    submitted, else today, but not after its evaluation year has ended."""
    if report.document_date is not None:
        return report.document_date
    if report.submitted_at is not None:
        return timezone.localdate(report.submitted_at)
    return min(today or timezone.localdate(), fiscal_year_range(report.evaluation_year)[1])


def municipality_on(municipality: MunicipalityRow, day: date) -> Municipality:
    """Who a municipality was on a day."""
    records = list(municipality.records.select_related("province", "district"))
    in_force = [
        each
        for each in records
        if each.valid_from <= day and (each.valid_until is None or day <= each.valid_until)
    ]
    record = max(in_force or records, key=lambda each: each.valid_from, default=None)
    if record is None:
        return Municipality()
    return Municipality(
        code=record.code_id,
        name=record.name,
        kind=record.kind,
        district=record.district.name if record.district else "",
        province=record.province.name,
    )


def _covers(report: Report) -> Span | None:
    if report.covers_start is None or report.covers_end is None:
        return None
    return Span(report.covers_start, report.covers_end)


def _issues(report: Report, frame: Frame | None) -> tuple[Issue, ...]:
    """The issues that this report must treat."""
    if frame is None:
        return ()
    requirement = requirement_for({frame.year: frame}, report.kind, report.key_year)
    required = requirement.issues_required if requirement else tuple(frame.issue_by_no)
    return tuple(Issue(each.no, each.title) for each in frame.issues if each.no in required)


def read_figures(report: Report, rows: Rows | None = None) -> dict[int, YearFigures]:
    """The assessments that a report shows or compares with, by year."""
    last = report.result_year or report.assessed_year
    years = {*range(last - TREND_YEARS + 1, last + 1), report.assessed_year}
    found = (rows or Rows(report.municipality)).assessments(years)
    return {year: YearFigures(assessment) for year, assessment in found.items()}


def result_stored(report: Report, figures: Mapping[int, YearFigures]) -> Result:
    """The result that a report shows, as it is stored: without what the document printed, nothing computed."""
    if report.result_year is None:
        return Result()
    return stored_result(report.result_year, figures)


def _result(report: Report, figures: Mapping[int, YearFigures], frames: Mapping[int, Frame]) -> Result:
    result = result_stored(report, figures)
    printed = report.result_as_written
    if printed:
        tree = overlay(printed["base"], printed["written"], to_tree(result))
        result = from_tree(Result, tree)
    if len(result.trend) == 1 and not (printed and printed["written"].get("trend")):
        result = replace(result, trend=())  # one point is no trend
    year = report.result_year or report.assessed_year
    frame = figures[year].frame if year in figures else frames.get(year)
    return with_computed(result, frame, figures.get(year - 1))


def _analysis(report: Report, figures: Mapping[int, YearFigures], rows: Rows) -> tuple[AnalysisRow, ...]:
    year = report.assessed_year
    scores = figures[year].items if year in figures else {}
    return tuple(_row(row, scores) for row in rows.analysis(year))


def _row(row: AnalysisRowRow, scores: Mapping[str, Any]) -> AnalysisRow:
    return AnalysisRow(
        issue=row.issue.no if row.issue else None,
        number_as_written=row.number_as_written,
        heading_as_written=row.heading_as_written,
        instrument=row.instrument,
        items=tuple(_row_item(each, scores) for each in row.items.all()),
        remark=row.remark,
        headings=_headings(row.headings),
        extra=_pairs(row.extra),
        source_lines=tuple(row.source_lines),
    )


def _row_item(item: AnalysisItemRow, scores: Mapping[str, Any]) -> AnalysisItem:
    code = item.item.code if item.item else ""
    return AnalysisItem(
        item=code,
        score=item.score if item.score is not None else scores.get(code.lower()),
        code_as_written=item.code_as_written,
        title_as_written=item.title_as_written,
        score_as_written=item.score_as_written,
    )


def _sections(
    report: Report, frame: Frame | None, prints: frozenset[str], layout: Layout, rows: Rows
) -> tuple[Section, ...]:
    round_ = round_told(report.kind, _covers(report), report.action_year)

    def progress_of(row: MeasureRow) -> Pairs:
        return as_extra(round_, row.progress.all(), layout.digits)

    stored = rows.sections(report.action_year)
    sections = (_section(row, frame, prints, progress_of) for row in stored)
    return tuple(section for section in sections if _says_something(section))


def _section(
    row: SectionRow, frame: Frame | None, prints: frozenset[str], progress_of: Callable[[MeasureRow], Pairs]
) -> Section:
    no = row.issue.no if row.issue else None
    known = frame.issue_by_no.get(no) if frame and no is not None else None
    headings = _headings(row.headings)
    prints |= {each.field for each in headings}
    return Section(
        issue=no,
        title=known.title if known else (row.issue.title if row.issue else ""),
        number_as_written=row.number_as_written,
        heading_as_written=row.heading_as_written,
        before=from_tree(BLOCKS, row.before),
        measures=tuple(_measure(each, prints, progress_of(each)) for each in row.measures.all()),
        after=from_tree(BLOCKS, row.after),
        headings=headings,
        line=row.line,
    )


def _says_something(section: Section) -> bool:
    """A section that only waits for measures is not part of the document."""
    return bool(
        section.measures
        or section.number_as_written
        or section.heading_as_written
        or section.before
        or section.after
        or section.headings
    )


def _measure(row: MeasureRow, prints: frozenset[str], progress: Pairs) -> Measure:
    headings = _headings(row.headings)
    prints |= {each.field for each in headings}
    texts = {name: getattr(row, name) for name in MEASURE_TEXT_FIELDS if name in prints}
    return Measure(
        number_as_written=row.number_as_written,
        responsible=tuple(each.name for each in row.responsible.all()),
        responsible_as_written=row.responsible_as_written,
        period=_period(row),
        items=tuple(each.item.code for each in row.items.all()),
        evidence=evidence_told(row.evidence.all()) if "evidence" in prints else (),
        extra=(*_pairs(row.extra), *progress),
        headings=headings,
        source_lines=tuple(row.source_lines),
        **texts,
    )


def _period(row: MeasureRow) -> Period:
    style: Any = row.period_style
    return Period(row.period_text, row.period_start, row.period_end, style)


def _signatures(report: Report, day: date) -> tuple[Signature, ...]:
    if report.signatures is not None:
        return from_tree(tuple[Signature, ...], report.signatures)
    return tuple(
        Signature(each.name, each.position, each.acting_for)
        for each in executives_on(report.municipality, day)
    )


def _headings(tree: Any) -> tuple[Heading, ...]:
    return from_tree(tuple[Heading, ...], tree)


def _pairs(tree: Any) -> tuple[tuple[str, str], ...]:
    return tuple((heading, text) for heading, text in tree)


def with_layout(document: Document, layout: Layout) -> Document:
    """The same document in another layout."""
    return replace(document, layout=layout)
