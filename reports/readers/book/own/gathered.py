"""The rows of all sheets, sorted by what they are, before they become the parts of the Document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from reports.document import Block
from reports.readers.book.own.lines import Line, Said
from reports.readers.book.own.marks import Mark
from reports.workbook.fields import BLOCKS, EXTRA, SIGN, TABLES

_EXTRA = re.compile(rf"{EXTRA}[0-9]{{1,2}}", re.ASCII)
HEADED = frozenset({"indicators", "analysis", "measures"})
"""Tables with headings as written and further columns."""
FIRST, VALUE = 2, 3
RECORD_WORDS = frozenset({"row", "item", "more"})
BLOCK_WORDS = frozenset({"paragraph", "heading", "grid", "cells", "caption"})


@dataclass(frozen=True, slots=True)
class Head:
    """A header row: what it says over each column (key, text), and where its headings stand if not here."""

    columns: tuple[tuple[str, str], ...]
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table: its cells by key, those of no column in `beside`, and the header rows before it."""

    mark: Mark
    cells: dict[str, Said]
    beside: tuple[str, ...]
    line: int
    table: Head
    above: tuple[Head, ...] = ()


@dataclass
class SectionRows:
    """What stands of one section."""

    line: int | None = None
    facts: dict[str, tuple[Said, int]] = field(default_factory=dict)
    before: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    head: Head | None = None
    rows: list[Record] = field(default_factory=list)


class Gathered:
    """Takes the rows one after the other. What stands where nothing is expected goes to the notes."""

    def __init__(self) -> None:
        self.facts: dict[str, tuple[Said, int]] = {}
        self.heads: dict[str, Head] = {}
        self.rows: dict[str, list[Record]] = {name: [] for name in TABLES}
        self.blocks: dict[str, list[Block]] = {place: [] for place in BLOCKS}
        self.sections: list[SectionRows] = []
        self.result_line: int | None = None
        self._table = ""
        self._keys: dict[int, str] = {}
        self._head = Head(())
        self._again: list[Head] = []
        self._place = ""

    def take(self, lines: Iterable[Line], at: int) -> None:
        """The rows of one sheet; `at` is added to their numbers."""
        self._table = self._place = ""
        for line in lines:
            self._take(Mark.of(line.mark), line, at + line.number)

    def _take(self, mark: Mark, line: Line, number: int) -> None:
        if mark.word in (SIGN, "-"):
            return
        if mark.word == "fact":
            self._table = self._place = ""
            self.facts.setdefault(mark.subject, (line.cells.get(VALUE, Said()), number))
            if mark.subject == "result.total":
                self.result_line = mark.number("line")
        elif mark.word == "section":
            self._table = self._place = ""
            self.sections.append(SectionRows(mark.number("line")))
        elif mark.word == "of-section" and self.sections:
            self.sections[-1].facts.setdefault(mark.subject, (line.cells.get(VALUE, Said()), number))
        elif mark.word == "table" and mark.subject in TABLES:
            self._table, self._place = mark.subject, ""
            known = {each.key for each in TABLES[mark.subject]}
            if mark.subject == "measures" and not self.sections:
                self.sections.append(SectionRows())
            self._keys = {
                column: said.text
                for column, said in line.cells.items()
                if said.text in known or (mark.subject in HEADED and _EXTRA.fullmatch(said.text))
            }
            self._head, self._again = Head(()), []
        elif mark.word in ("head", "again") and self._table:
            self._take_head(mark, line)
        elif mark.word in BLOCK_WORDS and mark.subject in self.blocks:
            self._table, self._place = "", mark.subject
            self._take_block(mark, line)
        elif self._table:
            self._take_record(mark if mark.word in RECORD_WORDS else Mark(), line, number)
        else:
            text = "\n".join(said.text for _, said in sorted(line.cells.items()) if said.text)
            if text:
                self._blocks_of(self._place or "notes").append(Block(text=text))

    # --- tables ---

    def _take_head(self, mark: Mark, line: Line) -> None:
        if mark.word == "head":
            self._name_new_columns(line)
        columns = tuple(
            (self._keys[column], line.cells.get(column, Said()).text) for column in sorted(self._keys)
        )
        head = Head(columns, mark.values.get("ref", ""))
        if mark.word == "again":
            self._again.append(head)
            return
        self._head = head
        self.heads.setdefault(self._table, head)
        if self._table == "measures":
            if not self.sections or self.sections[-1].head is not None:
                self.sections.append(SectionRows())
            self.sections[-1].head = head

    def _name_new_columns(self, line: Line) -> None:
        """A column that a person added has a heading and no name: it is a further column."""
        if self._table not in HEADED:
            return
        count = sum(key.startswith(EXTRA) for key in self._keys.values())
        for column, said in sorted(line.cells.items()):
            if said.text and column not in self._keys:
                self._keys[column] = f"{EXTRA}{count}"
                count += 1

    def _take_record(self, mark: Mark, line: Line, number: int) -> None:
        cells = {self._keys[column]: said for column, said in line.cells.items() if column in self._keys}
        beside = tuple(
            said.text for column, said in sorted(line.cells.items()) if column not in self._keys and said.text
        )
        record = Record(mark, cells, beside, number, self._head, tuple(self._again))
        self._again = []
        if self._table == "measures" and mark.word == "more" and self.sections[-1].rows:
            self.sections[-1].rows[-1] = _gone_on(self.sections[-1].rows[-1], record)
        elif self._table == "measures":
            self.sections[-1].rows.append(record)
        else:
            self.rows[self._table].append(record)

    # --- running text ---

    def _blocks_of(self, place: str) -> list[Block]:
        if place in ("section.before", "section.after") and self.sections:
            return self.sections[-1].before if place == "section.before" else self.sections[-1].after
        return self.blocks[place]

    def _take_block(self, mark: Mark, line: Line) -> None:
        blocks = self._blocks_of(mark.subject)
        if mark.word == "caption":
            if blocks:
                blocks[-1] = replace(blocks[-1], text=line.cells.get(FIRST, Said()).text)
            return
        if mark.word == "cells" and blocks and blocks[-1].kind == "table":
            blocks[-1] = replace(blocks[-1], rows=(*blocks[-1].rows, tuple(_cells(mark, line))))
            return
        level, head = mark.number("level") or 0, mark.number("head") or 0
        if mark.word in ("grid", "cells"):
            rows = () if mark.number("rows") == 0 else (tuple(_cells(mark, line)),)
            blocks.append(Block("table", "", level, rows, head, mark.number("line")))
            return
        text = "\n".join(said.text for _, said in sorted(line.cells.items()) if said.text)
        kind: Literal["heading", "paragraph"] = "heading" if mark.word == "heading" else "paragraph"
        blocks.append(Block(kind, text, level, (), head, mark.number("line")))


def _gone_on(record: Record, further: Record) -> Record:
    """A record whose texts go on in the row below."""
    cells = dict(record.cells)
    for key, said in further.cells.items():
        before = cells[key].text if key in cells else ""
        cells[key] = Said(f"{before}\n{said.text}" if before else said.text)
    return replace(record, cells=cells, beside=(*record.beside, *further.beside))


def _cells(mark: Mark, line: Line) -> Iterator[str]:
    width = max(mark.number("width") or 0, max(line.cells, default=FIRST - 1) - FIRST + 1)
    for column in range(FIRST, FIRST + min(width, 256)):
        yield line.cells.get(column, Said()).text
