"""A grid of paragraphs and rows, from whatever file, recognised as a Document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from catalogue.frame import Frame, FrameIssue
from reports.document import Block, Kind
from reports.readers.assembly import Assembly, block_of
from reports.readers.cover import Cover, read_cover
from reports.readers.doubts import Doubts
from reports.readers.finishing import finish
from reports.readers.folding import visible
from reports.readers.grid import Element, Paragraph, Row
from reports.readers.issues import Issues
from reports.readers.joining import known_text
from reports.readers.marks import find_marks
from reports.readers.reading import Reading, UnreadableFile
from reports.readers.tables import Part, Table, cut
from reports.readers.titles import titles_are_issues
from reports.readers.years import found_key_year, frame_of, years_of

_SEVERAL = 3
"""That many titles of issues are a list of issues."""


def recognise(
    grid: Sequence[Element],
    frames: Mapping[int, Frame],
    *,
    kind: str | None = None,
    key_year: int | None = None,
) -> Reading:
    """The Document that a grid holds. What is given (`kind`, `key_year`) wins over what the text says.

    `frames` are the catalogue's years. Raises UnreadableFile when there is no table at all.
    """
    if not any(isinstance(element, Row) for element in grid):
        raise UnreadableFile("read-no-table")
    doubts = Doubts()
    parts = cut(grid, _newest_issues(frames).is_heading, doubts)
    front = _front(parts)
    cover = read_cover(front, [block_of(part) for part in parts if isinstance(part, Paragraph)])
    found_kind = _kind(cover, parts, kind, doubts)
    year = _key_year(found_kind, cover, parts, key_year, doubts)
    has_issues = _has_issues(parts, _newest_issues(frames))
    measure_tables = [
        part for part in parts if isinstance(part, Table) and part.header and part.header.kind == "measures"
    ]
    periods = _periods(measure_tables)
    years = years_of(found_kind, year, cover, frames, has_issues=has_issues, periods=periods)
    frame = frame_of(found_kind, year, years, frames)
    issues = _issues_of(frame)
    in_titles = titles_are_issues(measure_tables, issues, headed=_headed(parts, issues))
    if not cover.municipality.name:
        doubts.add("read-municipality", 1)
    item_frame = _item_frame(years.assessed, parts, found_kind, year, frames)
    known = known_text(_words(grid, item_frame))
    assembly = Assembly(issues, item_frame, doubts, titles=in_titles, known=known)
    for part in parts:
        assembly.take(part)
    document = finish(assembly, found_kind, cover, years, issues, doubts)
    return Reading(document, doubts.sorted())


def _newest_issues(frames: Mapping[int, Frame]) -> Issues:
    with_issues = [year for year, frame in frames.items() if frame.issues]
    return _issues_of(frames[max(with_issues)] if with_issues else None)


def _issues_of(frame: Frame | None) -> Issues:
    return _known_issues(frame.issues if frame is not None else ())


@lru_cache(maxsize=32)
def _known_issues(issues: tuple[FrameIssue, ...]) -> Issues:
    """One recogniser for the same issues of all years: it remembers the headings it has seen."""
    return Issues(issues)


def _front(parts: Sequence[Part]) -> list[Block]:
    """The blocks before the first recognised table."""
    front = []
    for part in parts:
        if isinstance(part, Table) and part.header is not None:
            break
        front.append(block_of(part))
    return front


def _kind(cover: Cover, parts: Sequence[Part], given: str | None, doubts: Doubts) -> Kind:
    by_columns = _kind_by_columns(parts)
    found = cover.kind if cover.strong or by_columns is None else by_columns
    if given in ("analysis", "results"):
        kind: Kind = "analysis" if given == "analysis" else "results"
        if cover.strong and cover.kind is not None and cover.kind != kind:
            doubts.add("read-kind-differs", cover.line or 1, found=cover.kind, kind=kind)
        return kind
    if found is None:
        doubts.add("read-kind", 1, kind="results")
        return "results"
    return found


def _kind_by_columns(parts: Sequence[Part]) -> Kind | None:
    headers = [part.header for part in parts if isinstance(part, Table) and part.header is not None]
    fields = {name for header in headers if header.kind == "measures" for name in header.fields}
    if fields & {"output", "outcome"}:
        return "results"
    if fields or any(header.kind == "analysis" for header in headers):
        return "analysis"
    return None


def _score_years(parts: Sequence[Part]) -> list[int]:
    headers = [part.header for part in parts if isinstance(part, Table) and part.header is not None]
    ranked = sorted(headers, key=lambda header: header.kind != "analysis")
    return [
        header.year
        for header in ranked
        if header.kind in ("analysis", "indicators") and header.year is not None
    ]


def _key_year(
    kind: Kind, cover: Cover, parts: Sequence[Part], given: int | None, doubts: Doubts
) -> int | None:
    found = found_key_year(kind, cover, _score_years(parts))
    if given is not None:
        if found is not None and found != given:
            doubts.add("read-year-differs", cover.line or 1, found=found, year=given)
        return given
    if found is None:
        doubts.add("read-year", 1)
    return found


def _item_frame(
    assessed: int | None, parts: Sequence[Part], kind: Kind, key_year: int | None, frames: Mapping[int, Frame]
) -> Frame | None:
    """The framework of the year whose items and indicators the tables show."""
    printed = _score_years(parts)
    for year in (*printed, key_year if kind == "results" else assessed, assessed):
        if year is not None and year in frames:
            return frames[year]
    return frames[max(frames)] if frames else None


def _has_issues(parts: Sequence[Part], issues: Issues) -> bool:
    """Whether the text is headed by issues; a measure or two may be called like one without being it."""
    found: set[int] = set()
    for part in parts:
        texts = (
            [part.text]
            if isinstance(part, Paragraph)
            else [row.cells[index] for row in part.rows for index in row.filled[:2]]
        )
        for heading in filter(None, map(issues.heading, texts)):
            if heading.named:
                return True
            found.add(heading.by_title or 0)
    return len(found) >= _SEVERAL


def _periods(tables: Sequence[Table]) -> Iterator[str]:
    for table in tables:
        position = table.header.position("period") if table.header is not None else None
        for row in table.rows if position is not None else ():
            if position is not None and position < len(row.cells):
                yield visible(row.cells[position])


def _headed(parts: Sequence[Part], issues: Issues) -> bool:
    """Whether paragraphs head the tables of measures with issues."""
    pending: list[Block] = []
    for part in parts:
        if isinstance(part, Paragraph):
            pending.append(block_of(part))
        else:
            if part.header is not None and part.header.kind == "measures" and find_marks(pending, issues):
                return True
            pending = []
    return False


def _words(grid: Sequence[Element], frame: Frame | None) -> Iterator[str]:
    """The words of the year's framework, and of the file itself."""
    if frame is not None:
        yield from (item.title for item in frame.items)
        yield from (issue.title for issue in frame.issues)
    for element in grid:
        yield from element.cells if isinstance(element, Row) else (element.text,)
