"""Drafts of the readers as the Document's own values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ita_portal.thai.celltext import plain
from ita_portal.thai.dates import MONTH_PATTERN, parse_date
from ita_portal.thai.digits import to_arabic
from ita_portal.thai.periods import Period, is_list_of_periods, parse_period
from ita_portal.thai.run_on import split_run_on
from reports.document import AnalysisRow, Block, Heading, Measure, Section, Signature
from reports.layouts import Column
from reports.readers.analysis import AnalysisDraft
from reports.readers.doubts import Doubts
from reports.readers.folding import visible
from reports.readers.headers import Header
from reports.readers.issues import Issues
from reports.readers.measures import MeasureDraft, SectionDraft
from reports.readers.responsible import split_responsible
from reports.readers.vocabulary import ENDS

_NO_RANGE = re.compile(r"(?<!แ)ละ|ทุก|ต่อเนื่อง|ตลอด|ตามแผน|ตามที่|ราย(?:วัน|สัปดาห์|เดือน|ไตรมาส|ปี)|รอบการประเมิน")
_SAYS_TIME = re.compile(rf"[0-9]|ไตรมาส|{MONTH_PATTERN}")
_QUARTER = re.compile(r"ไตรมาส\s*(?:ที่)?\s*([1-4])\Z")
_SIGN = re.compile(r"\s*\(?\s*ลงชื่อ\s*\)?[\s.…_๐\-]*\Z")
_NAME = re.compile(
    r"\s*\(\s*((?:นาย|นาง(?:สาว)?|น\.ส\.|ว่าที่|ดร\.|พ\.|ร\.|ส\.|จ\.)\s*[^()\d]{3,80}?)\s*\)\s*\Z"
)
_ACTING = re.compile(r"\s*รักษา(?:ราชการ|การ)แทน\s*(\S.{0,120})\Z")
_DAY = re.compile(r"\s*(?:ลง)?วันที่\s*([0-9๐-๙].{3,40})\Z")
_POSITION = re.compile(
    r"\s*(?:ตำแหน่ง\s*)?((?:รอง|ผู้ช่วย|หัวหน้า|ผู้อำนวยการ|ปลัด|นายก|นัก|นิติกร|เจ้าพนักงาน|ประธาน|เลขานุการ)[^\d]{0,100})\s*\Z"
)


def measure_of(
    draft: MeasureDraft,
    extra_headings: Sequence[str],
    fiscal_year: int | None,
    headings: tuple[Heading, ...],
    doubts: Doubts,
) -> Measure:
    """A measure with its period and responsible units read; `fiscal_year` supplies years that are not written."""
    placed = draft.placed
    responsible = placed.text("responsible")
    units = split_responsible(responsible)
    extra = [(heading, placed.extras.get(number, "")) for number, heading in enumerate(extra_headings)]
    return Measure(
        number_as_written=plain(placed.text("number")),
        title=placed.text("title"),
        procedure=split_run_on(placed.text("procedure")),
        output=split_run_on(placed.text("output")),
        outcome=split_run_on(placed.text("outcome")),
        suggestion=placed.text("suggestion"),
        follow_up=placed.text("follow_up"),
        responsible=units,
        responsible_as_written="" if ", ".join(units) == responsible else responsible,
        period=_period_of(placed.text("period"), extra, fiscal_year, draft, doubts),
        extra=tuple(extra) + tuple(("", text) for text in placed.surplus),
        headings=headings,
        source_lines=tuple(draft.lines),
    )


def _period_of(
    cell: str, extra: Sequence[tuple[str, str]], fiscal_year: int | None, draft: MeasureDraft, doubts: Doubts
) -> Period:
    """The time of a measure: its own cell, up to that of a column for the end, or the ticked columns."""
    period = _period(cell, fiscal_year, draft, doubts)
    if period is None:
        return _ticked(extra, fiscal_year)
    last = next((text for heading, text in extra if text.strip() and ENDS.search(heading)), "")
    until = parse_period(" ".join(plain(last).split()), fiscal_year).end if last else None
    if until is None or period.start is None or until < period.start:
        return period
    return replace(period, end=until, style="dates")


def _period(cell: str, fiscal_year: int | None, draft: MeasureDraft, doubts: Doubts) -> Period | None:
    if not cell.strip():
        return None
    shown = " ".join(plain(cell).split())
    period = replace(parse_period(shown, fiscal_year), text=cell)
    says_time = _SAYS_TIME.search(to_arabic(shown)) and not _NO_RANGE.search(shown)
    if period.style == "text" and says_time and not is_list_of_periods(shown, fiscal_year):
        doubts.add("read-period", draft.lines[0], draft.placed.columns.get("period"), shown, written=shown)
    return period


def _ticked(extra: Sequence[tuple[str, str]], fiscal_year: int | None) -> Period:
    """The time from the first to the last ticked column, where every quarter has a column of its own."""
    ticked = [
        match[1]
        for heading, text in extra
        if text.strip(" -–") and (match := _QUARTER.search(to_arabic(heading)))
    ]
    if not ticked:
        return Period("")
    return replace(parse_period(f"ไตรมาสที่ {min(ticked)} - {max(ticked)}", fiscal_year), text="")


def section_of(
    draft: SectionDraft, issues: Issues, measures: tuple[Measure, ...], headings: tuple[Heading, ...]
) -> Section:
    heading = draft.heading
    return Section(
        draft.issue,
        issues.title(draft.issue),
        heading.number_as_written if heading else "",
        heading.title if heading else "",
        tuple(draft.before),
        measures,
        tuple(draft.after),
        headings,
        draft.line,
    )


def analysis_row_of(
    draft: AnalysisDraft, extra_headings: Sequence[str], headings: tuple[Heading, ...]
) -> AnalysisRow:
    extra = [(heading, draft.extras.get(number, "")) for number, heading in enumerate(extra_headings)]
    heading = draft.heading
    return AnalysisRow(
        draft.issue,
        heading.number_as_written if heading else "",
        heading.title if heading else "",
        draft.instrument,
        tuple(draft.items),
        draft.remark,
        headings,
        tuple(extra) + tuple(("", text) for text in draft.surplus),
        tuple(draft.lines),
    )


def headings_of(
    header: Header | None, names: Sequence[str], columns: Sequence[Column], *, first: bool = True
) -> tuple[Heading, ...]:
    """A header's texts as written; `names` are its columns' fields.

    Nothing when they are the layout's own, unless another header was in force before (`first` False).
    A column without a field (an item's code beside its title) is written with the column on its right.
    """
    if header is None:
        return ()
    own = {column.field: column.heading for column in columns}
    found: list[Heading] = []
    carried = ""
    for name, text in zip(names, header.texts, strict=True):
        text = f"{carried}\n{text}" if carried and text.strip() else carried or text
        carried = ""
        if not name:
            carried = text
        elif name != "blank":
            found.append(Heading(name, text))
    same = all(own.get(heading.field) == visible(heading.text) for heading in found)
    return () if first and same and len(found) == len(own) else tuple(found)


def take_signatures(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Signature, ...]]:
    """Signatures that are plainly one (ลงชื่อ …, a name in brackets, a position); all else stays text."""
    rest: list[Block] = []
    signatures: list[Signature] = []
    position = 0
    while position < len(blocks):
        texts = [plain(block.text) for block in blocks[position : position + 3]]
        if found := _signature(texts):
            position += 3
            found, more = _with_what_follows(
                found, [plain(block.text) for block in blocks[position : position + 2]]
            )
            signatures.append(found)
            position += more
            continue
        rest.append(blocks[position])
        position += 1
    return tuple(rest), tuple(signatures)


def _with_what_follows(found: Signature, texts: Sequence[str]) -> tuple[Signature, int]:
    """A signature with the lines below it: for whom somebody acts, and the day; and how many lines these are."""
    count = 0
    if texts and (match := _ACTING.match(texts[0])):
        found, count = replace(found, acting_for=" ".join(match[1].split())), 1
    if len(texts) > count and (match := _DAY.match(texts[count])) and (day := parse_date(match[1])):
        found, count = replace(found, date=day), count + 1
    return found, count


def _signature(texts: Sequence[str]) -> Signature | None:
    if len(texts) < 3 or not _SIGN.match(texts[0]):
        return None
    name, role = _NAME.match(texts[1]), _POSITION.match(texts[2])
    return Signature(" ".join(name[1].split()), " ".join(role[1].split())) if name and role else None
