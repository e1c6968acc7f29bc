"""The Document: one report as a value, the same for every reader, writer and check.

A tree of frozen dataclasses that knows nothing of Django, files or the database. Text fields hold *cell text*
(`ita_portal.thai.celltext`): plain lines, NFC, with labels as typed. Scores are `Decimal` 0–100 with two
decimals or `None` (empty is never 0). Years are Buddhist-era integers; dates are Common-era `date`.

As printed beside as stored: fields called `…_as_written` keep what a document said, word for word, also where it
is wrong; the field beside it holds what that was resolved to. An empty `…_as_written` means "nothing else was
written": a writer then prints the resolved value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from ita_portal.thai.periods import Period
from reports.layouts import Layout

FORMAT = 1
"""Version of the JSON form; `reports/formats/` holds a fixture and an upgrade for each."""

LEFT_OUT_WHEN_EMPTY = {"left_out_when_empty": True}
"""Of a field that came later and may be absent: a document without it keeps the bytes and the hash it had."""

Kind = Literal["analysis", "results"]

MEASURE_TEXT_FIELDS = ("title", "procedure", "output", "outcome", "suggestion", "follow_up")
"""Cell-text fields of a measure, in the order in which an officer fills them in."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """Who reports, as it was on the document's date. `kind` is one of `municipalities.models.Kind` or ""."""

    code: str = ""
    name: str = ""
    kind: str = ""
    district: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Dates a results report covers, both included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Block:
    """Running text outside the known tables: a heading, a paragraph or a table nobody recognised.

    `rows` is only for `kind="table"`: rows of cells, each cell text; the first `header_rows` are headings.
    `level` is only for headings, 1 (report) to 4. `line` is the source line, 1-based, when read from a file.
    """

    kind: Literal["heading", "paragraph", "table"] = "paragraph"
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 0
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """One column heading as it was written, for the field its column was recognised as.

    Extra columns have the field `extra:<n>`, n counting from 0 in the order of `Measure.extra`.
    """

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class InstrumentScore:
    """IIT, EIT or OIT: `score` as announced (or written), `computed` from its indicators, half-up."""

    code: str
    score: Decimal | None = None
    computed: Decimal | None = None
    before: Decimal | None = None
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """One of the ten indicators. `before` is the assessed year before; `*_as_written` as the document says.

    `extra` are further columns of an imported table (a difference, a remark), each (heading, text).
    """

    no: int | None
    name: str = ""
    instrument: str = ""
    score: Decimal | None = None
    before: Decimal | None = None
    no_as_written: str = ""
    name_as_written: str = ""
    instrument_as_written: str = ""
    score_as_written: str = ""
    before_as_written: str = ""
    level_as_written: str = ""
    level_computed: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ItemScore:
    """One item of the assessed year; `before` follows the catalogue's `replaces` link, None when not comparable."""

    code: str
    title: str = ""
    indicator: int | None = None
    score: Decimal | None = None
    before: Decimal | None = None
    before_codes: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class YearTotal:
    """One point of the trend over years."""

    year: int
    total: Decimal | None
    level: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A rating level of the result's year: the total it takes and, since 2566, what every instrument must have."""

    name: str
    min_total: Decimal
    min_each_instrument: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The ITA result a document speaks of: for `analysis` that of the assessed year, for `results` that of `year`.

    `total` and `level` are as announced or written; `total_computed` and `level_computed` stand beside them.
    `year` is the ITA year of these figures. `status` is "", "provisional", "clarified" or "final".
    `before` are the blocks directly above the indicator table, `headings` its columns as written
    (fields `no`, `instrument`, `name`, `before`, `score`, `level`, `extra:<n>`). `bands` are the levels of that
    year, best first, so that a frozen document explains its own level.
    """

    year: int | None = None
    total: Decimal | None = None
    total_as_written: str = ""
    total_computed: Decimal | None = None
    total_before: Decimal | None = None
    level: str = ""
    level_computed: str = ""
    level_provable: bool = True
    status: str = ""
    line: int | None = None
    instruments: tuple[InstrumentScore, ...] = ()
    indicators: tuple[IndicatorScore, ...] = ()
    items: tuple[ItemScore, ...] = ()
    trend: tuple[YearTotal, ...] = ()
    bands: tuple[Band, ...] = ()
    before: tuple[Block, ...] = ()
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class AnalysisItem:
    """One item (ข้อ) that an analysis row speaks of. `item` is the catalogue code it was resolved to, or ""."""

    item: str = ""
    score: Decimal | None = None
    code_as_written: str = ""
    title_as_written: str = ""
    score_as_written: str = ""


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """Analysis (การวิเคราะห์) of some items under one issue; one remark may cover several items.

    `number_as_written` and `heading_as_written` are the issue's ("ประเด็นที่ ๑", its title) and stand on the
    first row of an issue only. `headings`, when not empty, is a header row as written that came before this row
    (fields `instrument`, `items`, `score`, `remark`, `extra:<n>`). `extra` are further columns, (heading, text).
    """

    issue: int | None = None
    number_as_written: str = ""
    heading_as_written: str = ""
    instrument: str = ""
    items: tuple[AnalysisItem, ...] = ()
    remark: str = ""
    headings: tuple[Heading, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    source_lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A link or a stored file that shows a measure was carried out. A private one prints its title only."""

    title: str
    url: str = ""
    sha256: str = ""
    media_type: str = ""
    public: bool = False


@dataclass(frozen=True, slots=True)
class ItemEvidence:
    """What shows that an item of OIT is disclosed in the action year. `item` is a catalogue code of that ITA year, or
    "" where none was recognised: `title` then says what was written."""

    item: str
    title: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure or activity (มาตรการ/กิจกรรม): a row of the printed table.

    `responsible` are units or positions in order; `responsible_as_written`, when not empty, is the cell as a
    document had it and is what prints. `headings`, when not empty, is a header row as written that came before
    this row and differs from the one in force. `extra` are columns that fit no field, each (heading, text).
    """

    number_as_written: str = ""
    title: str = ""
    procedure: str = ""
    output: str = ""
    outcome: str = ""
    suggestion: str = ""
    follow_up: str = ""
    responsible: tuple[str, ...] = ()
    responsible_as_written: str = ""
    period: Period = field(default_factory=lambda: Period(""))
    items: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    headings: tuple[Heading, ...] = ()
    source_lines: tuple[int, ...] = ()

    def text(self, field_name: str) -> str:
        """The cell text that a column of this field prints; `field_name` as in `layouts.FIELDS`."""
        if field_name == "number":
            return self.number_as_written
        if field_name == "responsible":
            return self.responsible_as_written or ", ".join(self.responsible)
        if field_name == "period":
            return self.period.text
        if field_name.startswith("extra:"):
            position = int(field_name.removeprefix("extra:"))
            return self.extra[position][1] if position < len(self.extra) else ""
        return str(getattr(self, field_name))


@dataclass(frozen=True, slots=True)
class Section:
    """The measures of one issue; a flat list is one section without an issue.

    `title` is the catalogue's title of `issue`. `headings` are the table's column headings as written.
    """

    issue: int | None = None
    title: str = ""
    number_as_written: str = ""
    heading_as_written: str = ""
    before: tuple[Block, ...] = ()
    measures: tuple[Measure, ...] = ()
    after: tuple[Block, ...] = ()
    headings: tuple[Heading, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """One signatory: name, position, and for whom when acting (รักษาราชการแทน)."""

    name: str = ""
    position: str = ""
    acting_for: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue (ประเด็น) that the year's catalogue asks for."""

    no: int
    title: str


@dataclass(frozen=True, slots=True)
class Document:
    """One report, whole. `assessed_year`, `action_year`, `evaluation_year` are B.E. and never mixed (design §2).

    `number` and `dated` are those of the agency's register (ที่ …, ลงวันที่ …), as the officer entered them.

    The order on paper: cover, `before`, result, `analysis_before`, analysis, `sections_before`, sections,
    `after`, signatures, evidence (of measures, then of items), `notes` (text that a reader could not place: kept,
    printed, never dropped).
    """

    kind: Kind
    layout: Layout
    municipality: Municipality = field(default_factory=Municipality)
    assessed_year: int | None = None
    action_year: int | None = None
    evaluation_year: int | None = None
    covers: Span | None = None
    title: str = ""
    number: str = ""
    dated: date | None = None
    issues: tuple[Issue, ...] = ()
    before: tuple[Block, ...] = ()
    result: Result = field(default_factory=Result)
    analysis_before: tuple[Block, ...] = ()
    analysis: tuple[AnalysisRow, ...] = ()
    sections_before: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    after: tuple[Block, ...] = ()
    signatures: tuple[Signature, ...] = ()
    notes: tuple[Block, ...] = ()
    emblem: str = ""
    images: tuple[str, ...] = ()
    item_evidence: tuple[ItemEvidence, ...] = field(default=(), metadata=LEFT_OUT_WHEN_EMPTY)
    format: int = FORMAT

    @property
    def key_year(self) -> int | None:
        """The year in the report's address: the assessed year of an analysis, the action year of a results report."""
        return self.assessed_year if self.kind == "analysis" else self.action_year

    @property
    def pieces(self) -> Iterator[Evidence]:
        """All evidence in the order of the annex, which numbers it through."""
        for section in self.sections:
            for measure in section.measures:
                yield from measure.evidence
        for each in self.item_evidence:
            yield from each.evidence

    @property
    def measure_count(self) -> int:
        return sum(len(section.measures) for section in self.sections)
