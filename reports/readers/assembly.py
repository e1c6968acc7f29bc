"""Paragraphs and tables brought to their places in the Document, in the order of the source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from catalogue.frame import Frame
from ita_portal.thai.celltext import plain
from reports.document import Block
from reports.readers.analysis import AnalysisTables, items_table
from reports.readers.doubts import Doubts
from reports.readers.folding import visible
from reports.readers.grid import Paragraph
from reports.readers.issues import Issues
from reports.readers.marks import Mark, find_marks, groups
from reports.readers.measures import MeasureTables
from reports.readers.result import ResultTables, flat_trend
from reports.readers.tables import Part, Table, row_text

_SEVERAL = 3
_PLAN_BEGINS = re.compile(r"(?:การกำหนดวิธีการ|แผน|ตาราง|มาตรการ|การนำผล|แนวทางการนำ|\*\*|ส่วนที่|ตอนที่)")


def block_of(part: Part) -> Block:
    """A paragraph, or a table as it stands, as a block of the Document."""
    if isinstance(part, Paragraph):
        level = min(part.level, 4)
        return Block("heading" if level else "paragraph", part.text, level, line=part.line)
    rows = tuple(row.cells for row in part.rows)
    header = 0
    if part.header is not None and not part.continues:
        rows, header = (part.header.texts, *rows), 1
    return Block("table", rows=rows, header_rows=header, line=part.line)


class Assembly:
    """Where everything goes. `pending` are the blocks since the last table."""

    def __init__(
        self, issues: Issues, frame: Frame | None, doubts: Doubts, *, titles: bool, known: str = ""
    ) -> None:
        self.issues = issues
        self.doubts = doubts
        self.result = ResultTables(frame, doubts)
        self.analysis = AnalysisTables(issues, frame, doubts, known=known)
        self.measures = MeasureTables(issues, doubts, titles_are_issues=titles, known=known)
        self.pending: list[Block] = []
        self.before: list[Block] = []
        self.result_before: list[Block] = []
        self.analysis_before: list[Block] = []
        self.sections_before: list[Block] = []
        self.after: list[Block] = []
        self._begun = False

    def take(self, part: Part) -> None:
        if isinstance(part, Paragraph):
            self.pending.append(block_of(part))
        elif part.header is None:
            self._unknown(part)
        elif part.header.kind == "indicators":
            items = items_table(part, self.result.frame)
            self._analysis(items) if items else self._indicators(part)
        elif part.header.kind == "analysis":
            self._analysis(part)
        elif part.header.kind == "measures":
            self._measures(part)
        else:
            (self.result.read_trend if part.header.kind == "trend" else self.result.read_instruments)(part)
            self.pending.append(block_of(part))

    # --- tables of the result ---

    def _unknown(self, table: Table) -> None:
        self.pending.append(block_of(table))
        trend = flat_trend([row.cells for row in table.rows]) if len(table.rows) <= 12 else []
        if trend and not self.result.trend:
            self.result.trend.extend(trend)
            return
        self.doubts.add("read-table", table.line, quote=row_text(table.rows[0]) if table.rows else "")

    def _indicators(self, table: Table) -> None:
        blocks, self.pending = self.pending, []
        if not self._begun:
            tail = _tail(blocks)
            self.before, self.result_before = blocks[:tail], blocks[tail:]
        elif self.measures.sections:
            self.measures.add_after(blocks)
        elif self.analysis.rows:
            self.sections_before.extend(blocks)
        else:
            self.result_before.extend(blocks)
        self._begun = True
        self.result.read_indicators(table)

    # --- the analysis ---

    def _analysis(self, table: Table) -> None:
        blocks, self.pending = self.pending, []
        marks = find_marks(blocks, self.issues)
        lead = blocks[: marks[0].position] if marks else blocks
        if not self._begun:
            tail = _tail(lead)
            self.before, self.analysis_before = lead[:tail], lead[tail:]
        else:
            self.analysis_before.extend(lead)
        self._begun = True
        for mark, own in _own_blocks(blocks, marks):
            texts = [block for block in own if block.kind != "table"]
            self.analysis_before.extend(block for block in own if block.kind == "table")
            line = blocks[mark.position].line or table.line
            if texts:
                self.analysis.add_prose(
                    mark.heading, line, [(block.line or line, block.text) for block in texts]
                )
            else:
                self.analysis.begin_issue(mark.heading, line)
        self.analysis.read(table)

    # --- measures ---

    def _measures(self, table: Table) -> None:
        blocks, self.pending = self.pending, []
        blocks = self._take_prose(blocks, table)
        marks = find_marks(blocks, self.issues)
        lead = blocks[: marks[0].position] if marks else blocks
        if not self._begun:
            self.before = lead
        elif self.measures.sections:
            self.measures.add_after(lead)
        else:
            self.sections_before.extend(lead)
        self._begun = True
        for mark, own in _own_blocks(blocks, marks):
            self.measures.begin_section(mark.heading, blocks[mark.position].line or table.line, own)
        if not marks and len(self.analysis.begun) == 1:
            self.measures.begin_issue(self.analysis.begun[0], table.line)
        self.analysis.begun.clear()
        self.measures.read(table)

    def _take_prose(self, blocks: list[Block], table: Table) -> list[Block]:
        """Issues analysed in running text, before the tables of measures begin, belong to the analysis."""
        if self.measures.sections:
            return blocks
        found = groups(find_marks(blocks, self.issues))
        if not found or max(map(len, found)) < _SEVERAL:
            return blocks
        last = found[-1]
        prose = [mark for group in found for mark in group]
        end = len(blocks)
        if len(last) < _SEVERAL and not self._is_headed(table):
            prose = [mark for group in found[:-1] for mark in group]
            end = last[0].position
        if not prose:
            return blocks
        first = prose[0].position
        if not self._begun:
            self.before, self._begun = blocks[:first], True
        else:
            self.analysis_before.extend(blocks[:first])
        kept: list[Block] = []
        rest: list[Block] = []
        for mark, own in _own_blocks(blocks[:end], prose):
            if mark is prose[-1]:
                cut = next((at for at, block in enumerate(own) if at and _begins_plan(block)), len(own))
                own, rest = own[:cut], own[cut:]
            line = blocks[mark.position].line or table.line
            texts = [(block.line or line, block.text) for block in own if block.kind != "table"]
            kept.extend(block for block in own if block.kind == "table")
            self.analysis.add_prose(mark.heading, line, texts)
        return kept + rest + blocks[end:]

    def _is_headed(self, table: Table) -> bool:
        """Whether a table names its issues itself."""
        return self.measures.titles_are_issues or bool(
            table.rows and self.issues.is_heading(row_text(table.rows[0]))
        )

    # --- the end ---

    def close(self) -> None:
        """What stands below the last table."""
        self.analysis.finish()
        blocks, self.pending = self.pending, []
        marks = find_marks(blocks, self.issues) if self.measures.sections else []
        lead = blocks[: marks[0].position] if marks else blocks
        if not self._begun:
            self.before = lead
        elif marks:
            self.measures.add_after(lead)
        else:
            self.after = lead
        for mark, own in _own_blocks(blocks, marks):
            self.measures.begin_section(mark.heading, blocks[mark.position].line or 1, own)


def _own_blocks(blocks: Sequence[Block], marks: Sequence[Mark]) -> list[tuple[Mark, list[Block]]]:
    """Each mark with the blocks up to the next one."""
    ends = [*(mark.position for mark in marks), len(blocks)][1:]
    return [(mark, list(blocks[mark.position + 1 : end])) for mark, end in zip(marks, ends, strict=True)]


def _tail(blocks: Sequence[Block]) -> int:
    """Where the heading of the table below begins: the last heading and what follows it, if it is near."""
    for position in range(len(blocks) - 1, max(len(blocks) - 4, -1), -1):
        if blocks[position].kind == "heading":
            return position
    return len(blocks)


def _begins_plan(block: Block) -> bool:
    return block.kind == "heading" or (
        bool(_PLAN_BEGINS.match(visible(plain(block.text)))) and len(block.text) <= 200
    )
