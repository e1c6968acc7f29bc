"""A report as a form to fill in without the portal: every item of its year, last year's scores, room for measures.

It is the report's own Word or Excel file with what is still to be entered shown as empty cells, so it is read back like
any other file; rows that nobody filled in say nothing and are dropped (`without_blank_rows`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assessments.scoring import Predecessor, compare
from catalogue.frame import Frame, requirement_for
from catalogue.queries import frames_in_force
from reports.build import build, read_figures
from reports.checks.context import blank
from reports.document import (
    MEASURE_TEXT_FIELDS,
    Document,
    IndicatorScore,
    ItemScore,
    Measure,
    Result,
    Section,
)
from reports.figures import YearFigures
from reports.models import Report

ROOM = 3
"""Rows that every issue has at least, and one more than what stands there."""


def offline_form(report: Report) -> Document:
    """The Document of a report with what its year asks for and nobody has entered yet."""
    document = build(report)
    frames, figures = frames_in_force(), read_figures(report)
    year = report.result_year
    if year is not None and year in frames:
        frame = figures[year].frame if year in figures else frames[year]
        document = replace(document, result=_with_every_score(document.result, frame, figures.get(year - 1)))
    requirement = requirement_for(frames, report.kind, report.key_year, report.evaluation_year)
    required = requirement.issues_required if requirement else ()
    titles = {each.no: each.title for each in document.issues}
    present = {each.issue for each in document.sections}
    missing = tuple(Section(issue=no, title=titles.get(no, "")) for no in required if no not in present)
    return replace(document, sections=tuple(_with_room(each) for each in (*document.sections, *missing)))


def _with_every_score(result: Result, frame: Frame, before: YearFigures | None) -> Result:
    items = {each.code.lower(): each for each in result.items}
    scores = before.items if before else {}
    numbers = {each.no for each in result.indicators}
    return replace(
        result,
        items=tuple(
            items.get(each.code.lower())
            or ItemScore(
                code=each.code,
                title=each.title,
                indicator=each.indicator,
                before=_before(each.replaces, scores),
                before_codes=each.replaces,
            )
            for each in frame.items
        ),
        indicators=result.indicators
        + tuple(
            IndicatorScore(
                no=each.no,
                name=each.name,
                instrument=each.instrument,
                before=before.indicators.get(each.no) if before else None,
            )
            for each in frame.indicators
            if each.no not in numbers
        ),
    )


def _before(codes: tuple[str, ...], scores: Mapping[str, Decimal | None]) -> Decimal | None:
    return compare(None, [Predecessor(code, scores.get(code.lower())) for code in codes]).before


def _with_room(section: Section) -> Section:
    room = max(1, ROOM - len(section.measures))
    return replace(section, measures=(*section.measures, *(Measure() for _row in range(room))))


def without_blank_rows(document: Document) -> Document:
    """The document without the rows of measures that say nothing at all."""
    return replace(
        document,
        sections=tuple(
            replace(each, measures=tuple(row for row in each.measures if not says_nothing(row)))
            for each in document.sections
        ),
    )


def says_nothing(measure: Measure) -> bool:
    said = (
        *(getattr(measure, name) for name in MEASURE_TEXT_FIELDS),
        *measure.responsible,
        measure.responsible_as_written,
        measure.period.text,
        *(text for _heading, text in measure.extra),
    )
    return all(blank(text) for text in said) and not (measure.items or measure.evidence or measure.headings)
