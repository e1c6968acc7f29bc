"""The Document of the portal's own workbook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reports.document import Document, Heading, Municipality, Span
from reports.layouts import ANALYSIS_FIELDS, DEFAULT, FIELDS, INDICATOR_FIELDS, Layout
from reports.readers.book.own.fields import Fields
from reports.readers.book.own.gathered import Gathered
from reports.readers.book.own.headings import Headings
from reports.readers.book.own.lines import OwnSheet
from reports.readers.book.own.parts import analysis_of, item_evidence_of, records, result_of, sections_of
from reports.readers.doubts import Doubts
from reports.readers.placing import SHEET, with_places
from reports.readers.reading import Reading, UnreadableFile
from reports.workbook.derived import issue_titles, item_titles
from reports.workbook.fields import FACTS, FORM_FACTS, RESULT_FACTS, ROOTS, Field

_NAME = re.compile(
    "|".join({*FIELDS, *ANALYSIS_FIELDS, *INDICATOR_FIELDS, "issue", "extra:[0-9]{1,3}"}), re.ASCII
)
"""What headings as written may stand over."""
SHEET_LINES = 10_000_000
"""So far apart are the numbers that stand for the lines of two sheets."""


def read_own_sheets(sheets: Sequence[OwnSheet]) -> Reading:
    """The report of a workbook that the portal wrote. Raises UnreadableFile when too much of it is gone."""
    gathered = Gathered()
    doubts = Doubts()
    places: dict[int, tuple[int, int, int]] = {}
    for number, sheet in enumerate(sheets, 1):
        if sheet.lines and not sheet.is_signed:
            doubts.add("read-sheet", number * SHEET_LINES + sheet.lines[0].number, written=sheet.name)
        else:
            gathered.take(sheet.lines, number * SHEET_LINES)
        places |= {number * SHEET_LINES + each.number: (number, each.number, SHEET) for each in sheet.lines}
    document = _Report(gathered, Fields(doubts)).document()
    return Reading(document, with_places(doubts.sorted(), places), places)


class _Report:
    def __init__(self, gathered: Gathered, fields: Fields) -> None:
        self.gathered = gathered
        self.fields = fields

    def document(self) -> Document:
        gathered, fields = self.gathered, self.fields
        facts = self._facts(FACTS)
        if facts.get("kind") is None:
            raise UnreadableFile("read-book-damaged")
        layout = self._layout(facts["kind"])
        start, end = facts.pop("covers.start", None), facts.pop("covers.end", None)
        document = Document(
            layout=layout,
            municipality=Municipality(**_within("municipality", facts)),
            covers=Span(start, end) if start and end else None,
            issues=records("issues", gathered.rows["issues"], fields),
            **{name: value for name, value in facts.items() if "." not in name},
        )
        headings = Headings(layout, self._kept())
        result = result_of(gathered, _within("result", self._facts(RESULT_FACTS)), headings, fields)
        document = replace(document, result=result)
        analysis = analysis_of(gathered, headings, fields, item_titles(document), issue_titles(document))
        blocks = gathered.blocks
        return replace(
            document,
            analysis=tuple(analysis),
            sections=sections_of(gathered, headings, fields, document.action_year),
            signatures=records("signatures", gathered.rows["signatures"], fields),
            item_evidence=item_evidence_of(gathered.rows["item_evidence"], fields),
            emblem=self._facts(FORM_FACTS).get("emblem", ""),
            images=tuple(
                row.cells["sha256"].text for row in gathered.rows["images"] if "sha256" in row.cells
            ),
            before=tuple(blocks["before"]),
            analysis_before=tuple(blocks["analysis_before"]),
            sections_before=tuple(blocks["sections_before"]),
            after=tuple(blocks["after"]),
            notes=tuple(blocks["notes"]),
        )

    def _facts(self, wanted: tuple[Field, ...]) -> dict[str, Any]:
        """The values of labelled rows by their keys; rows that are not there are left out."""
        found: dict[str, Any] = {}
        for each in wanted:
            if each.key not in self.gathered.facts:
                continue
            root, _, key = each.key.partition(".")
            kind, name = (ROOTS[root], key) if key else (Document, root)
            said, line = self.gathered.facts[each.key]
            found[each.key] = self.fields.value(kind, name, said, line, full=each.key)
        return found

    def _layout(self, kind: str) -> Layout:
        """The layout as it stands in the file; the usual one when it cannot be printed."""
        rows = self.gathered.rows
        known = _within("layout", self._facts(FORM_FACTS))
        if not {"name", "label", "kind"} <= set(known):
            return DEFAULT[kind]
        made = Layout(
            **known,
            columns=records("columns", rows["columns"], self.fields),
            analysis_columns=records("analysis_columns", rows["analysis_columns"], self.fields),
            indicator_columns=records("indicator_columns", rows["indicator_columns"], self.fields),
        )
        if made.impossible() or not all(each.field for each in made.columns + made.analysis_columns):
            self.fields.doubts.add("read-layout", quote=made.label, written=made.label)
            return DEFAULT[kind]
        return made

    def _kept(self) -> dict[str, tuple[Heading, ...]]:
        """Headings as written that stand in a table of their own."""
        found: dict[str, tuple[Heading, ...]] = {}
        for row in self.gathered.rows["headings"]:
            said = {key: cell.text for key, cell in row.cells.items()}
            name = said.get("field", "")
            more = (Heading(name, said.get("text", "")),) if _NAME.fullmatch(name) else ()
            ref = said.get("ref", "")
            found[ref] = (*found.get(ref, ()), *more)
        return found


def _within(root: str, facts: dict[str, Any]) -> dict[str, Any]:
    return {key.removeprefix(f"{root}."): value for key, value in facts.items() if key.startswith(f"{root}.")}
