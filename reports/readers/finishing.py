"""The last step of a reading: what was collected becomes the Document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from catalogue.frame import Frame
from reports.document import (
    AnalysisRow,
    Block,
    Document,
    Heading,
    InstrumentScore,
    Issue,
    Kind,
    Result,
    Section,
)
from reports.layouts import ANALYSIS_COLUMNS, INDICATOR_COLUMNS, Layout
from reports.readers.analysis import BESIDE as BESIDE_ANALYSIS
from reports.readers.assembly import Assembly
from reports.readers.cover import Cover
from reports.readers.doubts import Doubts
from reports.readers.freezing import analysis_row_of, headings_of, measure_of, section_of, take_signatures
from reports.readers.headers import Header
from reports.readers.imported_layout import (
    columns_of,
    digits_of,
    field_names,
    grouping_of,
    measure_layout,
    measure_widths,
    or_shipped,
    parts_of,
)
from reports.readers.issues import Issues
from reports.readers.result import BESIDE as BESIDE_INDICATORS
from reports.readers.totals import ProseTotal, find_instruments, find_totals
from reports.readers.years import Years


def finish(
    assembly: Assembly, kind: Kind, cover: Cover, years: Years, issues: Issues, doubts: Doubts
) -> Document:
    """The Document of everything an assembly took in."""
    assembly.close()
    assembly.measures.finish()
    if not assembly.measures.sections and not assembly.analysis.rows:
        doubts.add("read-nothing", 1)
    layout = _layout(assembly, kind)
    after, signatures = take_signatures(assembly.after)
    document = Document(
        kind=kind,
        layout=layout,
        municipality=cover.municipality,
        assessed_year=years.assessed,
        action_year=years.action,
        evaluation_year=years.evaluation,
        covers=years.covers,
        title=cover.title,
        issues=tuple(Issue(each.no, each.title) for each in issues.issues),
        before=tuple(block for at, block in enumerate(assembly.before) if at not in cover.taken),
        result=_result(assembly, kind, years, layout, doubts),
        analysis_before=tuple(assembly.analysis_before),
        analysis=_analysis(assembly, layout),
        sections_before=tuple(assembly.sections_before),
        sections=_sections(assembly, years, issues, layout, doubts),
        after=after,
        signatures=signatures,
        notes=(*assembly.result.notes, *assembly.analysis.notes, *assembly.measures.notes),
    )
    parts = parts_of(
        cover=cover.repeated,
        result=bool(document.result.indicators),
        trend=bool(document.result.trend),
        signatures=bool(signatures),
    )
    return replace(document, layout=replace(layout, parts=parts, digits=digits_of(list(_texts(document)))))


# --- measures and analysis -----------------------------------------------------------------------------


def _measure_names(assembly: Assembly, header: Header) -> list[str]:
    return field_names(header, assembly.measures.extras, ("extra",), {})


def _analysis_names(assembly: Assembly, header: Header) -> list[str]:
    merged = {} if "items" in header.fields else {"code": "items"}
    return field_names(header, assembly.analysis.extras, BESIDE_ANALYSIS, merged)


def _sections(
    assembly: Assembly, years: Years, issues: Issues, layout: Layout, doubts: Doubts
) -> tuple[Section, ...]:
    def headings(header: Header | None, *, first: bool = True) -> tuple[Heading, ...]:
        names = _measure_names(assembly, header) if header else []
        return headings_of(header, names, layout.columns, first=first)

    extras = assembly.measures.extras.headings
    return tuple(
        section_of(
            draft,
            issues,
            tuple(
                measure_of(measure, extras, years.action, headings(measure.header, first=False), doubts)
                for measure in draft.measures
            ),
            headings(draft.header),
        )
        for draft in assembly.measures.sections
    )


def _analysis(assembly: Assembly, layout: Layout) -> tuple[AnalysisRow, ...]:
    def headings(header: Header | None) -> tuple[Heading, ...]:
        return (
            headings_of(header, _analysis_names(assembly, header), layout.analysis_columns) if header else ()
        )

    extras = assembly.analysis.extras.headings
    return tuple(analysis_row_of(draft, extras, headings(draft.header)) for draft in assembly.analysis.rows)


# --- layout --------------------------------------------------------------------------------------------


def _layout(assembly: Assembly, kind: Kind) -> Layout:
    measures, analysis, result = assembly.measures, assembly.analysis, assembly.result
    columns = columns_of(
        [(_measure_names(assembly, header), header) for header in measures.headers], measure_widths()
    )
    layout = measure_layout(kind, columns, grouping_of(measures.sections, len(measures.headers)))
    widths = {column.field: column.width for column in (*ANALYSIS_COLUMNS, *INDICATOR_COLUMNS)}
    if analysis.rows:
        own = columns_of([(_analysis_names(assembly, header), header) for header in analysis.headers], widths)
        layout = replace(layout, analysis_columns=or_shipped(own, ANALYSIS_COLUMNS))
    if result.header is not None:
        own = columns_of(
            [(field_names(result.header, result.extras, BESIDE_INDICATORS, {}), result.header)], widths
        )
        layout = replace(layout, indicator_columns=or_shipped(own, INDICATOR_COLUMNS))
    numbered = any(section.heading and section.heading.number_as_written for section in measures.sections)
    return replace(layout, issue_heading="numbered") if numbered else layout


# --- the result ----------------------------------------------------------------------------------------


def _result(assembly: Assembly, kind: Kind, years: Years, layout: Layout, doubts: Doubts) -> Result:
    tables = assembly.result
    blocks = [*assembly.before, *assembly.result_before, *assembly.analysis_before, *assembly.sections_before]
    totals = find_totals(blocks)
    wanted = years.assessed if kind == "analysis" else years.action
    chosen = _chosen(totals, wanted, years.assessed)
    headings: tuple[Heading, ...] = ()
    if tables.header is not None:
        names = field_names(tables.header, tables.extras, BESIDE_INDICATORS, {})
        headings = headings_of(tables.header, names, layout.indicator_columns)
    printed = bool(tables.indicators or tables.instruments or assembly.analysis.scores)
    year = tables.year or assembly.analysis.year or (wanted if printed or tables.total else None)
    result = Result(
        year=year,
        instruments=_instruments(assembly, blocks),
        indicators=tuple(tables.indicators),
        items=tuple(assembly.analysis.scores.values()),
        trend=tuple(tables.trend),
        before=tuple(assembly.result_before),
        headings=headings,
    )
    if chosen is not None:
        _doubt_totals(totals, chosen, doubts)
        return replace(
            result,
            year=year or chosen.year or (wanted if kind == "analysis" else None),
            total=chosen.score,
            total_as_written=chosen.score_as_written,
            total_before=next(
                (each.score for each in totals if chosen.year and each.year == chosen.year - 1), None
            ),
            level=chosen.level,
            line=chosen.line,
        )
    if tables.total is not None:
        score, written, level, line = tables.total
        return replace(result, total=score, total_as_written=written, level=level, line=line)
    return result


def _chosen(totals: Sequence[ProseTotal], wanted: int | None, assessed: int | None) -> ProseTotal | None:
    """The total of the year that the document is about; one that says its level before one that does not."""
    ranked = sorted(
        totals,
        key=lambda each: (
            each.year != wanted,
            each.year is not None and each.year != assessed,
            not each.level,
        ),
    )
    return ranked[0] if ranked else None


def _doubt_totals(totals: Sequence[ProseTotal], chosen: ProseTotal, doubts: Doubts) -> None:
    for each in totals:
        if each.year == chosen.year and each.score != chosen.score:
            doubts.add(
                "read-total", each.line, quote=each.score_as_written,
                first=chosen.score_as_written, second=each.score_as_written,
            )  # fmt: skip


def _instruments(assembly: Assembly, blocks: Sequence[Block]) -> tuple[InstrumentScore, ...]:
    found = dict(assembly.result.instruments)
    for code, score in find_instruments(blocks):
        found.setdefault(code, InstrumentScore(code, score))
    return tuple(
        replace(found[code], weight=_weight(assembly.result.frame, code))
        for code in ("IIT", "EIT", "OIT")
        if code in found
    )


def _weight(frame: Frame | None, code: str) -> int | None:
    instruments = frame.instruments if frame is not None else ()
    return next((each.weight for each in instruments if each.code == code), None)


def _texts(document: Document) -> Iterator[str]:
    """The texts that show which digits a document uses."""
    yield document.title
    for block in (*document.before, *document.analysis_before, *document.sections_before, *document.after):
        yield block.text
    for row in document.analysis:
        yield row.remark
        yield from (item.score_as_written for item in row.items)
    for section in document.sections:
        yield section.number_as_written
        for measure in section.measures:
            yield from (
                measure.procedure,
                measure.output,
                measure.outcome,
                measure.period.text,
                measure.title,
            )
