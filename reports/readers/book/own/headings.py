"""Header rows of the portal's own workbook as headings as written, and the headings of further columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reports.document import Heading
from reports.layouts import Column, Layout
from reports.readers.book.own.gathered import Head, Record
from reports.workbook.derived import headings_of_row, headings_shown, is_extra
from reports.workbook.fields import EXTRA, TABLES
from reports.workbook.values import NOTHING, unlisted

Kept = Mapping[str, tuple[Heading, ...]]


class Headings:
    """`kept` are the headings that stand in a table of their own, by reference."""

    def __init__(self, layout: Layout, kept: Kept) -> None:
        self.layouts: dict[str, Sequence[Column]] = {
            "measures": layout.columns,
            "analysis": layout.analysis_columns,
            "indicators": (),
        }
        self.kept = kept
        self.counts = layout.numbering != "none"
        """Whether measures without a number of their own are counted."""

    def of_table(self, table: str, head: Head | None) -> tuple[Heading, ...]:
        """What was written above a table."""
        if head is None:
            return ()
        names, texts = _names(table, head), [text for _, text in head.columns]
        defaults = [self._default(table, key, text) for key, text in head.columns]
        known = self.kept.get(head.ref)
        if known is not None:
            written = {each.field: each.text for each in known}
            expected = [written.get(name) or default for name, default in zip(names, defaults, strict=True)]
            if _same(names, texts, expected):
                return known
        layout_names = [each.field for each in self.layouts[table]]
        return headings_shown(names, texts, defaults, layout_names)

    def of_row(self, table: str, above: Sequence[Head]) -> tuple[Heading, ...]:
        """What was written in a header row right before a row."""
        if not above:
            return ()
        head = above[-1]
        names, texts = _names(table, head), [text for _, text in head.columns]
        known = self.kept.get(head.ref)
        if known is not None:
            written = {each.field: each.text for each in known}
            if texts == [written.get(name, "") if name else "" for name in names]:
                return known
        return headings_of_row(names, texts)

    def _default(self, table: str, key: str, text: str) -> str:
        if key.startswith(EXTRA):
            return text
        field = next((each for each in TABLES[table] if each.key == key), None)
        if field is None:
            return text
        column = next((each for each in self.layouts[table] if field.written == each.field), None)
        return (column.heading if column else "") or field.heading


class Beside:
    """The further columns of the rows of one table; header rows amid it hold for the rows below."""

    def __init__(self) -> None:
        self.force: dict[str, str] = {}
        self.table: Head | None = None

    def of(self, record: Record) -> tuple[tuple[str, str], ...]:
        if record.table is not self.table:
            self.table = record.table
            self.force = {key: text for key, text in record.table.columns if key.startswith(EXTRA)}
        for head in record.above:
            self.force |= {key: text for key, text in head.columns if key.startswith(EXTRA) and text}
        told = record.cells.get("extra_headings")
        keys = sorted(self.force, key=lambda key: int(key.removeprefix(EXTRA)))
        headings = [self.force[key] for key in keys]
        if told is not None and told.text:
            headings = [] if told.text == NOTHING else list(unlisted(told.text))
        texts = [record.cells[key].text if key in record.cells else "" for key in keys]
        said = [text for at, text in enumerate(texts) if at >= len(headings) and text]
        headings += [self.force[key] for key in keys[len(headings) :]][: len(said)]
        texts += [""] * (len(headings) - len(texts))
        return (*zip(headings, texts, strict=False), *(("", text) for text in record.beside))


def _names(table: str, head: Head) -> list[str]:
    known = {each.key: each.written for each in TABLES[table]}
    return [key if key.startswith(EXTRA) else known.get(key, "") for key, _ in head.columns]


def _same(names: Sequence[str], texts: Sequence[str], expected: Sequence[str]) -> bool:
    return all(
        is_extra(name) or text == wanted for name, text, wanted in zip(names, texts, expected, strict=True)
    )
