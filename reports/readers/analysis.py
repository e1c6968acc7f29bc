"""Tables of the analysis: what was scored under each issue, and what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from catalogue.frame import Frame
from ita_portal.thai.celltext import plain
from reports.document import AnalysisItem, Block, ItemScore
from reports.readers.columns import ExtraColumns, Placed, place
from reports.readers.doubts import Doubts
from reports.readers.folding import visible
from reports.readers.grid import Row
from reports.readers.headers import Header
from reports.readers.issues import SAME, IssueHeading, Issues, IssueSequence
from reports.readers.items import (
    FoundItem,
    FoundScore,
    find_items,
    find_scores,
    instrument_of,
    pair,
    score_behind,
)
from reports.readers.joining import MOST_JOINED, join
from reports.readers.tables import Table, row_text

BESIDE = ("extra", "number", "difference", "before", "level")
"""Columns that an analysis row keeps as they are."""


@dataclass(slots=True)
class AnalysisDraft:
    """An analysis row while rows may still be joined to it."""

    lines: list[int]
    issue: int | None = None
    heading: IssueHeading | None = None
    instrument: str = ""
    items: list[AnalysisItem] = field(default_factory=list)
    remark: str = ""
    extras: dict[int, str] = field(default_factory=dict)
    surplus: list[str] = field(default_factory=list)
    header: Header | None = None


class AnalysisTables:
    """Collects the analysis of a document, table by table. `frame` is that of the assessed year."""

    def __init__(self, issues: Issues, frame: Frame | None, doubts: Doubts, *, known: str = "") -> None:
        self.known = known
        self.issues = issues
        self.frame = frame
        self.doubts = doubts
        self.sequence = IssueSequence(issues, doubts)
        self.rows: list[AnalysisDraft] = []
        self.extras = ExtraColumns()
        self.headers: list[Header] = []
        self.notes: list[Block] = []
        self.scores: dict[str, ItemScore] = {}
        self.year: int | None = None
        self.begun: list[int | None] = []
        """Issues begun since the last table of measures: one alone is also that table's."""
        self._issue: int | None = None
        self._pending: tuple[IssueHeading, int] | None = None
        self._instrument = ""
        self._in_force: Header | None = None
        self._unshown: Header | None = None

    # --- headings ---

    def begin_issue(self, heading: IssueHeading, line: int) -> None:
        """An issue's heading: it stands on the next row."""
        self.flush()
        self._issue = self.sequence.resolve(heading, line)
        self.begun.append(self._issue)
        self._instrument = ""
        self._pending = (heading, line)

    def finish(self) -> None:
        """Nothing more comes: what waits for a row is kept without one."""
        self.flush()
        self._shown_or_noted()

    def flush(self) -> None:
        """A heading without any row below becomes a row of its own."""
        if self._pending is not None:
            self._append(AnalysisDraft([]))

    def add_prose(self, heading: IssueHeading, line: int, texts: Sequence[tuple[int, str]]) -> None:
        """An issue analysed in running text instead of a table."""
        self.begin_issue(heading, line)
        self._append(AnalysisDraft([each for each, _ in texts], remark="\n".join(text for _, text in texts)))

    def _append(self, draft: AnalysisDraft) -> None:
        draft.issue = self._issue
        if self._pending is not None:
            draft.heading, line = self._pending
            if line not in draft.lines:
                draft.lines.insert(0, line)
            self._pending = None
        self.rows.append(draft)

    # --- tables ---

    def read(self, table: Table) -> None:
        header = table.header
        assert header is not None  # only recognised tables come here
        header = self._settled(header, table)
        if not table.continues:
            self._shown_or_noted()
            self.headers.append(header)
            self._unshown = header
            if header.year is not None:
                self.year = header.year
        numbers = self.extras.numbers(header, BESIDE)
        for position, row in enumerate(table.rows):
            self._row(row, header, numbers, page_break=row.gap or position == 0)

    def _settled(self, header: Header, table: Table) -> Header:
        """A column called "ประเด็น" holds items when none of its cells is an issue and no other column does."""
        position = header.position("issue")
        if position is None or header.position("items") is not None:
            return header
        cells = [row.cells[position] for row in table.rows if position < len(row.cells)]
        if any(self.issues.is_heading(cell) for cell in cells):
            return header
        return replace(header, fields=tuple("items" if name == "issue" else name for name in header.fields))

    def _row(self, row: Row, header: Header, numbers: dict[int, int], *, page_break: bool) -> None:
        if self._heading_row(row):
            return
        if row.filled == (0,) and header.width > 2 and not self._codes(row.cells[0]):
            self._instrument = instrument_of(visible(row.cells[0])) or self._instrument
            self._append(AnalysisDraft([row.line], instrument=row.cells[0], header=self._take_header()))
            return
        placed = place(row, header, numbers, self.doubts)
        self._issue_in_cell(placed, "issue")
        self._issue_in_cell(placed, "instrument")
        instrument = placed.text("instrument")
        self._instrument = instrument_of(instrument) or self._instrument
        if self._continues(placed):
            self._join(placed, page_break=page_break)
            return
        draft = AnalysisDraft(
            [placed.line],
            instrument=instrument,
            items=self._items(placed),
            remark=placed.text("remark"),
            extras=placed.extras,
            surplus=placed.surplus,
        )
        draft.header = self._take_header()
        self._append(draft)
        self._note_scores(draft, placed, header)

    def _take_header(self) -> Header | None:
        """The header to show above the next row, when it is not the one in force."""
        header, self._unshown = self._unshown, None
        if header is None:
            return None
        new = not header.says_the_same(self._in_force)
        self._in_force = header
        return header if new else None

    def _codes(self, cell: str) -> bool:
        return any(item.code_as_written for item in find_items(cell, "", self.frame))

    def _heading_row(self, row: Row) -> bool:
        texts = {row.cells[index] for index in row.filled}
        if len(texts) > 2 or (len(texts) == 2 and row.filled[0] > 1):
            return False
        heading = self.issues.heading(row_text(row))
        if heading is None or not (heading.named or heading.alike >= SAME):
            return False
        self.begin_issue(heading, row.line)
        return True

    def _issue_in_cell(self, placed: Placed, name: str) -> None:
        """The issue's heading in the first column, beside the row's own content."""
        heading = self.issues.heading(placed.text(name))
        if heading is None and name == "issue" and placed.filled("issue"):
            text = visible(placed.text("issue"))
            heading = self.issues.in_column(text)
        if heading is None:
            return
        placed.fields[name] = ""
        current = next((draft.heading for draft in reversed(self.rows) if draft.heading is not None), None)
        if self._pending is None and current is not None and current.text == heading.text:
            return
        self.begin_issue(heading, placed.line)

    def _continues(self, placed: Placed) -> bool:
        """Only the rest of a remark, or of an item's words: no instrument, no code and no score of its own."""
        if not self.rows or self._pending is not None or placed.filled("instrument", "score", "code"):
            return False
        if len(self.rows[-1].lines) >= MOST_JOINED:
            return False
        items = find_items(placed.text("items"), self._instrument, self.frame)
        if any(item.code_as_written for item in items):
            return False
        if not items:
            return placed.filled("remark") or any(text.strip() for text in placed.extras.values())
        return any(item.code_as_written for item in self.rows[-1].items)

    def _join(self, placed: Placed, *, page_break: bool) -> None:
        above = self.rows[-1]
        last = above.lines[-1]
        above.remark = join(above.remark, placed.text("remark"), page_break=page_break, known=self.known)
        if placed.filled("items"):
            title = join(above.items[-1].title_as_written, plain(placed.text("items")), page_break=True)
            above.items[-1] = replace(above.items[-1], title_as_written=title)
        for number, text in placed.extras.items():
            above.extras[number] = join(above.extras.get(number, ""), text, page_break=page_break)
        above.surplus.extend(placed.surplus)
        above.lines.append(placed.line)
        self.doubts.add("read-row-joined", placed.line, lines=(last, placed.line), above=last)

    def _items(self, placed: Placed) -> list[AnalysisItem]:
        cell, scores_cell = placed.text("items"), placed.text("score")
        found = self._found_items(placed, cell)
        scores = find_scores(scores_cell)
        if "score" not in placed.columns:
            return [self._item(item, score_behind(item.title), placed) for item in found]
        if not any(item.code_as_written for item in found) and len(found) == 1 and len(scores) > 1:
            lines = [line for line in found[0].title.split("\n") if line.strip()]
            if len(lines) == len(scores):
                found = [FoundItem("", line, "") for line in lines]
        if not found:
            if not scores:
                return []
            found = [FoundItem("", "", "")]
        paired, agree = pair(found, scores, scores_cell)
        if not agree:
            self.doubts.add(
                "read-item-scores", placed.line, placed.columns.get("score"), visible(scores_cell),
                items=len(found), scores=len(scores),
            )  # fmt: skip
        return [self._item(item, score, placed) for item, score in zip(found, paired, strict=True)]

    def _found_items(self, placed: Placed, cell: str) -> list[FoundItem]:
        codes_cell = placed.text("code")
        if not codes_cell.strip():
            return find_items(cell, self._instrument, self.frame)
        codes: list[FoundItem] = []
        for piece in plain(codes_cell).split():
            codes.extend(find_items(f"{piece} x", self._instrument, self.frame))
        titles = [line for line in plain(cell).split("\n") if line.strip()]
        if len(codes) > 1 and len(codes) == len(titles) and all(item.code_as_written for item in codes):
            return [replace(item, title=title) for item, title in zip(codes, titles, strict=True)]
        title = plain(cell).strip()
        if len(codes) == 1 and codes[0].code_as_written:
            return [FoundItem(plain(codes_cell).strip(), title, codes[0].code, codes[0].confused)]
        return [FoundItem(plain(codes_cell).strip(), title, "")]

    def _item(self, item: FoundItem, score: FoundScore, placed: Placed) -> AnalysisItem:
        line, code = placed.line, item.code
        if item.confused:
            column = placed.columns.get("code", placed.columns.get("items"))
            self.doubts.add(
                "read-item-code", line, column, item.code_as_written, written=item.code_as_written, item=code
            )
        if code and self.frame is not None:
            known = self.frame.item_by_code.get(code.lower())
            if known is None:
                column = placed.columns.get("code", placed.columns.get("items"))
                written, year = item.code_as_written, self.frame.year
                self.doubts.add("read-item-unknown", line, column, written, written=written, year=year)
            code = known.code if known is not None else ""
        if score.wrong:
            self.doubts.add(
                "read-score", line, placed.columns.get("score"), score.as_written, written=score.as_written
            )
        return AnalysisItem(code, score.value, item.code_as_written, item.title, score.as_written)

    # --- scores ---

    def _note_scores(self, draft: AnalysisDraft, placed: Placed, header: Header) -> None:
        """Put every item once into the score table; a second, different score is a doubt."""
        befores = find_scores(self._before(placed, header)) if "before" in header.fields else []
        for position, item in enumerate(draft.items):
            if not item.item:
                continue
            before = befores[position].value if len(befores) == len(draft.items) else None
            known = self.scores.get(item.item)
            if known is None or known.score is None:
                self.scores[item.item] = self._score(item, before)
            elif item.score is not None and item.score != known.score:
                self.doubts.add(
                    "read-item-conflict", placed.line, placed.columns.get("score"), item.score_as_written,
                    item=item.item, first=str(known.score), second=str(item.score),
                )  # fmt: skip

    def _before(self, placed: Placed, header: Header) -> str:
        position = header.position("before")
        return (
            placed.extras.get(self.extras.numbers(header, BESIDE)[position], "")
            if position is not None
            else ""
        )

    def _score(self, item: AnalysisItem, before: object) -> ItemScore:
        known = self.frame.item_by_code.get(item.item.lower()) if self.frame is not None else None
        return ItemScore(
            item.item,
            known.title if known is not None else item.title_as_written,
            known.indicator if known is not None else None,
            item.score,
            before,  # type: ignore[arg-type]
            known.replaces if known is not None else (),
        )

    def _shown_or_noted(self) -> None:
        header, self._unshown = self._unshown, None
        if header is None or header.says_the_same(self._in_force):
            return
        self.doubts.add("read-header", header.lines[0], lines=header.lines)
        self.notes.append(Block("table", rows=(header.texts,), header_rows=1, line=header.lines[0]))


def items_table(table: Table, frame: Frame | None) -> Table | None:
    """A table headed like one of indicators whose rows are items, as a table of the analysis; else None."""
    header = table.header
    if header is None or not table.rows:
        return None
    places = [at for at, name in enumerate(header.fields) if name in ("no", "name")]
    coded = 0
    for row in table.rows:
        cells = (row.cells[at] for at in places if at < len(row.cells))
        coded += any(item.code_as_written for cell in cells for item in find_items(cell, "", frame))
    if coded * 2 <= sum(len(row.filled) > 1 for row in table.rows):
        return None
    renamed = {"no": "code", "name": "items"} if "name" in header.fields else {"no": "items"}
    fields = tuple(renamed.get(name, name) for name in header.fields)
    return replace(table, header=replace(header, kind="analysis", fields=fields))
