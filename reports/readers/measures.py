"""Tables of measures: rows to measures, headings to sections, torn rows joined, nothing dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ita_portal.thai.celltext import plain
from ita_portal.thai.digits import to_arabic
from ita_portal.thai.labels import match_label, number_of
from reports.document import Block
from reports.readers.columns import ExtraColumns, Placed, only_adds_up, place, repeat_merged
from reports.readers.doubts import Doubts
from reports.readers.folding import fold, visible
from reports.readers.grid import Row
from reports.readers.headers import Header
from reports.readers.issues import SAME, IssueHeading, Issues, IssueSequence, is_continued, is_group
from reports.readers.joining import MOST_JOINED, join
from reports.readers.tables import Table, row_text

_REMARK = re.compile(r"\*{0,2}_{0,2}(?:หมายเหตุ|\(?\s*ลงชื่อ|ที่มา\s*:|ผู้รายงาน|ผู้จัดทำ)")
"""What stands below a table, also when it was typed into its last row."""


@dataclass(slots=True)
class MeasureDraft:
    """A measure while rows may still be joined to it. `header`, when set, stood above it and is new there."""

    placed: Placed
    lines: list[int]
    header: Header | None = None


@dataclass(slots=True)
class SectionDraft:
    """A section while it grows. `restarts`: a table without a heading whose numbers begin again."""

    heading: IssueHeading | None = None
    issue: int | None = None
    line: int | None = None
    before: list[Block] = field(default_factory=list)
    measures: list[MeasureDraft] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    header: Header | None = None
    heading_kind: str = ""
    restarts: bool = False


class MeasureTables:
    """Collects the measures of a document, table by table."""

    def __init__(self, issues: Issues, doubts: Doubts, *, titles_are_issues: bool, known: str = "") -> None:
        self.known = known
        self.issues = issues
        self.doubts = doubts
        self.titles_are_issues = titles_are_issues
        self.sequence = IssueSequence(issues, doubts)
        self.sections: list[SectionDraft] = []
        self.extras = ExtraColumns()
        self.headers: list[Header] = []
        self.notes: list[Block] = []
        self.in_cells: list[int] = []
        self._in_force: Header | None = None
        self._unshown: Header | None = None

    # --- headings ---

    def begin_section(
        self, heading: IssueHeading | None, line: int, before: Sequence[Block] = (), kind: str = "paragraph"
    ) -> None:
        """A new section, or the current one again when its own heading comes back after a page break."""
        current = self.sections[-1] if self.sections else None
        if heading is not None and current is not None and current.heading is not None:
            same = fold(heading.text) == fold(current.heading.text)
            if same and (current.measures or not heading.continued):
                current.after.extend(before)
                return
            goes_on = (
                heading.continued and self._would_be(heading) == current.issue and current.issue is not None
            )
            if goes_on:
                current.after.append(Block(text=heading.text, line=line))
                current.after.extend(before)
                return
        seen = list(self.sequence.used)
        issue = self.sequence.resolve(heading, line) if heading is not None else None
        if (
            heading is not None
            and issue is not None
            and issue in seen
            and not self._mistitled(heading, issue)
        ):
            self.doubts.add("read-issue-repeated", line, issue=issue)
        self.sections.append(SectionDraft(heading, issue, line, list(before), heading_kind=kind))

    def _mistitled(self, heading: IssueHeading, issue: int) -> bool:
        """Give a section its own number back when the issue whose title it has comes under its own heading."""
        if heading.by_title != issue or heading.number not in (None, issue):
            return False
        for section in self.sections:
            above = section.heading
            if section.issue != issue or above is None or not above.named or above.by_title != issue:
                continue
            number = above.number
            if number is not None and number not in self.sequence.used and self.issues.title(number):
                section.issue = number
                self.sequence.used.append(number)
                return True
        return False

    def begin_issue(self, issue: int | None, line: int) -> None:
        """A section whose heading stands above another table, of the analysis of the same issue."""
        if issue is not None and issue not in self.sequence.used:
            self.sequence.used.append(issue)
            self.sections.append(SectionDraft(None, issue, line))

    def _would_be(self, heading: IssueHeading) -> int | None:
        return heading.by_title if heading.by_title is not None else heading.number

    def add_after(self, blocks: Sequence[Block]) -> None:
        """Text between the tables of one section, or below its last one."""
        self.sections[-1].after.extend(blocks)

    @property
    def current(self) -> SectionDraft:
        if not self.sections:
            self.sections.append(SectionDraft())
        return self.sections[-1]

    # --- tables ---

    def read(self, table: Table) -> None:
        """Take in one table of measures."""
        header = table.header
        assert header is not None  # only recognised tables come here
        if not table.continues:
            self._shown_or_noted()
            self.headers.append(header)
            self._unshown = header
            self._doubt_columns(header)
            self._maybe_restart(table)
        numbers = self.extras.numbers(header)
        for position, row in enumerate(table.rows):
            self._row(row, header, numbers, page_break=row.gap or position == 0)

    def _doubt_columns(self, header: Header) -> None:
        if any(known.texts == header.texts for known in self.headers[:-1]):
            return
        for position in header.doubtful:
            text = visible(header.texts[position])
            self.doubts.add("read-column-unknown", header.lines[0], position + 1, text, heading=text)
        for position, name in header.twice:
            text = visible(header.texts[position])
            self.doubts.add(
                "read-column-twice", header.lines[0], position + 1, text, heading=text, field=name
            )

    def _maybe_restart(self, table: Table) -> None:
        """Numbers that begin again under a new header, with no heading: perhaps an issue without its heading."""
        current = self.sections[-1] if self.sections else None
        if current is None or current.issue is None or not current.measures or not table.rows:
            return
        header, row = table.header, table.rows[0]
        if header is None or "number" not in header.fields or "title" not in header.fields:
            return
        number, title = (header.fields.index(name) for name in ("number", "title"))
        if max(number, title) >= len(row.cells) or is_continued(visible(row.cells[title])):
            return
        if (
            _number(row.cells[number]) == 1
            and _number(current.measures[-1].placed.text("number")) is not None
        ):
            self.sections.append(SectionDraft(line=table.line, restarts=True))

    # --- rows ---

    def _row(self, row: Row, header: Header, numbers: dict[int, int], *, page_break: bool) -> None:
        if self._heading_row(row, header):
            return
        placed = place(row, header, numbers, self.doubts)
        if self.sections and self.current.measures and only_adds_up(placed):
            self.current.after.append(Block(text=row_text(row), line=row.line))
            return
        for find_issue in (self._issue_column, self._issue_in_number, self._issue_in_title):
            find_issue(placed)
        if self._continues(placed, header):
            self._join(placed, page_break=page_break)
            return
        repeat_merged(placed, row, header, numbers)
        self._add(placed)

    def _heading_row(self, row: Row, header: Header) -> bool:
        """A row that only carries text across the table: an issue's heading, a group's, or a remark."""
        filled = row.filled
        texts = {row.cells[index] for index in filled}
        if len(texts) > 2 or (len(texts) > 1 and len(filled) > 2):
            return False
        text = row_text(row)
        first = filled[0]
        heading = self.issues.heading(text)
        one_cell = len(texts) == 1
        if (
            heading is not None
            and len(row.filled) <= 2
            and not one_cell
            and not heading.named
            and self.titles_are_issues
        ):
            return False
        if (
            heading is not None
            and (one_cell or len(row.filled) == 2)
            and (heading.named or heading.alike >= SAME)
        ):
            self.begin_section(heading, row.line, kind="row")
            return True
        if not one_cell:
            return False
        if _REMARK.match(row.cells[first]) and self.sections:
            self.current.after.append(Block(text=row.cells[first], line=row.line))
            return True
        merged = len(filled) > 1
        bold = (
            row.cells[first].startswith("**")
            and row.cells[first].endswith("**")
            and "\n" not in row.cells[first]
        )
        if first <= 1 and len(text) <= 240 and (is_group(text) or (header.width > 2 and (merged or bold))):
            self.begin_section(
                IssueHeading("", text, None, None, 0.0, named=False, continued=False), row.line, kind="row"
            )
            return True
        if merged:
            block = Block(text=row.cells[first], line=row.line)
            (self.current.after if self.current.measures else self.current.before).append(block)
        return merged

    def _issue_column(self, placed: Placed) -> None:
        cell = placed.text("issue")
        text = visible(cell)
        if not text:
            return
        current = self.sections[-1] if self.sections else None
        if current is not None and current.heading is not None and fold(current.heading.text) == fold(text):
            return
        heading = self.issues.heading(text) or self.issues.in_column(text)
        self.begin_section(heading, placed.line, kind="column")

    def _issue_in_number(self, placed: Placed) -> None:
        heading = self.issues.heading(placed.text("number"))
        if heading is not None and heading.named and placed.filled("title", "procedure"):
            placed.fields["number"] = ""
            self.begin_section(heading, placed.line, kind="row")

    def _issue_in_title(self, placed: Placed) -> None:
        """The issue's title standing in the measure's cell becomes the heading; the measure keeps no title."""
        cell = placed.text("title")
        if not cell.strip() or not placed.filled(
            "procedure", "output", "outcome", "responsible", "period", "number"
        ):
            return
        first, _, rest = cell.partition("\n")
        heading = self.issues.heading(first) if _is_listed(rest) else None
        if heading is None:
            heading = self.issues.heading(cell)
            if heading is None and rest and (above := self.issues.heading(first)) and above.named:
                heading = above
            else:
                rest = ""
        if heading is None or not (heading.named or rest or self.titles_are_issues):
            return
        if not heading.number_as_written:
            heading = replace(heading, title=plain(cell) if not rest else heading.title)
        placed.fields["title"] = rest
        if rest and self._completes(heading, placed.line):
            return
        if not rest:
            self.in_cells.append(placed.line)
        self.begin_section(heading, placed.line, kind="cell")

    def _completes(self, heading: IssueHeading, line: int) -> bool:
        """Whether the title belongs to the bare number that began a section in the same row."""
        current = self.current
        begun = current.heading
        if current.line != line or begun is None or begun.title or current.issue != heading.by_title:
            return False
        current.heading = replace(begun, title=heading.title, by_title=heading.by_title)
        return True

    def _continues(self, placed: Placed, header: Header) -> bool:
        """Whether the first cells, those that say which measure this is, are blank."""
        keys = ("number", "title") if "title" in header.fields else ("number", "procedure")
        if placed.filled(*keys) or any(section_line == placed.line for section_line in self._section_lines()):
            return False
        measures = self.sections[-1].measures if self.sections else []
        if measures and len(measures[-1].lines) < MOST_JOINED:
            return True
        self.doubts.add("read-row-alone", placed.line)
        return False

    def _section_lines(self) -> tuple[int | None, ...]:
        return (self.sections[-1].line,) if self.sections else ()

    def _join(self, placed: Placed, *, page_break: bool) -> None:
        above = self.sections[-1].measures[-1]
        last = above.lines[-1]
        for name, text in placed.fields.items():
            if name != "issue":
                above.placed.fields[name] = join(above.placed.text(name), text, page_break=page_break)
        for number, text in placed.extras.items():
            above.placed.extras[number] = join(
                above.placed.extras.get(number, ""), text, page_break=page_break
            )
        above.placed.surplus.extend(placed.surplus)
        above.lines.append(placed.line)
        column = next((placed.columns[name] for name in placed.columns if placed.filled(name)), None)
        self.doubts.add("read-row-joined", placed.line, column, lines=(last, placed.line), above=last)

    def _add(self, placed: Placed) -> None:
        section = self.current
        header = self._unshown
        if not section.measures and section.header is None:
            section.header = header or self._in_force
            header = None
        elif header is not None and section.header is not None and header.says_the_same(self._in_force):
            header = None
        if self._unshown is not None:
            self._in_force = self._unshown
            self._unshown = None
        title = visible(placed.text("title"))
        if is_continued(title):
            earlier = self._earlier(title)
            lines = (earlier, placed.line) if earlier else (placed.line,)
            self.doubts.add("read-row-continued", placed.line, placed.columns.get("title"), title, lines)
        section.measures.append(MeasureDraft(placed, [placed.line], header))

    def _earlier(self, title: str) -> int | None:
        wanted = fold(re.sub(r"[(\[]\s*ต่อ\s*[)\]]\s*\Z", "", title))
        for section in reversed(self.sections):
            for measure in reversed(section.measures):
                if fold(measure.placed.text("title")) == wanted:
                    return measure.lines[0]
        return None

    def _shown_or_noted(self) -> None:
        """A header with no row of its own: dropped when it repeats the one in force, else kept as a note."""
        header = self._unshown
        self._unshown = None
        if header is None or header.says_the_same(self._in_force):
            return
        self.doubts.add("read-header", header.lines[0], lines=header.lines)
        self.notes.append(Block("table", rows=(header.texts,), header_rows=1, line=header.lines[0]))

    # --- the end ---

    def finish(self) -> list[SectionDraft]:
        """The sections, with issues inferred where a heading is missing."""
        self._shown_or_noted()
        if self.in_cells and self.titles_are_issues:
            first = self.in_cells[0]
            issue = next((section.issue for section in self.sections if section.line == first), None)
            self.doubts.add("read-issue-in-cell", first, lines=tuple(self.in_cells), issue=issue or "")
        sections: list[SectionDraft] = []
        for position, section in enumerate(self.sections):
            following = self.sections[position + 1].issue if position + 1 < len(self.sections) else None
            before = sections[-1].issue if sections else 0
            missing = section.heading is None and section.measures and (section.restarts or not sections)
            if missing and before is not None and self._infer(section, before + 1, following):
                sections.append(section)
            elif section.restarts and sections:
                sections[-1].measures.extend(section.measures)
                sections[-1].after.extend([*section.before, *section.after])
            else:
                sections.append(section)
        self.sections = sections
        return sections

    def _infer(self, section: SectionDraft, issue: int, following: int | None) -> bool:
        last = max((each.no for each in self.issues.issues), default=0)
        fits = following == issue + 1 or (following is None and section.restarts and issue == last)
        if not fits or issue in self.sequence.used or not self.issues.title(issue):
            return False
        section.issue = issue
        self.sequence.used.append(issue)
        self.doubts.add("read-issue-inferred", section.measures[0].lines[0], issue=issue)
        return True


def _is_listed(text: str) -> bool:
    """Whether a text begins with a number or another label."""
    return match_label(text.lstrip()) is not None or bool(re.match(r"\s*[0-9๐-๙]{1,2}[.)]", text))


def _number(cell: str) -> int | None:
    text = visible(cell)
    if re.fullmatch(r"[0-9๐-๙]{1,3}", text):
        return int(to_arabic(text))
    label = match_label(f"{text} x")
    return number_of(label.text) if label else None
