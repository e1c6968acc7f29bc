"""The progress of a round as the Document tells it: two further columns, and how they are known again.

A results report of the first half of the year tells the 6-month round, any other one the 12-month round. What was
not filled in is not there. Written back into a database, exactly what this module writes is progress again; a
column of an imported table keeps its place among the further columns, whatever its heading.
"""

from __future__ import annotations

from collections.abc import Iterable

from ita_portal.thai.dates import round_range
from ita_portal.thai.digits import Digits, in_digits, to_arabic
from measures.models import MeasureProgress
from reports.document import Document, Span

Pairs = tuple[tuple[str, str], ...]

MONTHS = {"six": 6, "twelve": 12}
STATUS_WORDS = {
    "not_started": "ยังไม่เริ่ม",
    "in_progress": "กำลังดำเนินการ",
    "done": "แล้วเสร็จ",
    "not_done": "ไม่ได้ดำเนินการ",
}
"""What a document calls a status; documents are Thai whatever the language of the page."""
STATUS = "สถานะรอบ {months} เดือน"
TEXT = "ผลการดำเนินการรอบ {months} เดือน"


def round_told(kind: str, covers: Span | None, action_year: int | None) -> str | None:
    """The round that a report tells, None for an analysis."""
    if kind != "results":
        return None
    if covers is not None and action_year is not None:
        start, end = round_range(action_year, 6)
        if covers.start >= start and covers.end <= end:
            return "six"
    return "twelve"


def as_extra(round_: str | None, progress: Iterable[MeasureProgress], digits: Digits) -> Pairs:
    """Status and text of the round as further columns, only those that say something."""
    row = next((each for each in progress if each.round == round_), None)
    if row is None or round_ is None:
        return ()
    return _pairs(round_, row.status, row.text, digits)


def _pairs(round_: str, status: str, text: str, digits: Digits) -> Pairs:
    months = in_digits(str(MONTHS[round_]), digits)
    pairs = (
        (STATUS.format(months=months), STATUS_WORDS.get(status, "")),
        (TEXT.format(months=months), text),
    )
    return tuple((heading, value) for heading, value in pairs if value)


class RoundReader:
    """Knows the progress again that `as_extra` wrote into a document."""

    def __init__(self, document: Document) -> None:
        self.round = round_told(document.kind, document.covers, document.action_year or document.key_year)
        self.digits = document.layout.digits
        written = [(each.field, each.heading) for each in document.layout.columns]
        for section in document.sections:
            written += [(each.field, each.text) for each in section.headings]
            written += [(each.field, each.text) for row in section.measures for each in row.headings]
        self.columns = {(field, _key(heading)) for field, heading in written}
        """Columns of the document's own tables: what stands under them is theirs."""

    def read(self, extra: Pairs) -> tuple[Pairs, MeasureProgress | None]:
        """The further columns that stay, and the progress that the last ones tell, None when they tell none."""
        for count in (2, 1):
            first = len(extra) - count
            tail = tuple(extra[max(first, 0) :])
            if self.round is None or first < 0 or self._is_of_a_table(first, tail):
                continue
            told = {_key(heading): value for heading, value in tail}
            words = told.get(_key(STATUS.format(months=MONTHS[self.round])), "")
            status = next((code for code, word in STATUS_WORDS.items() if word == words), "")
            text = told.get(_key(TEXT.format(months=MONTHS[self.round])), "")
            if tail == _pairs(self.round, status, text, self.digits):
                return tuple(extra[:first]), MeasureProgress(round=self.round, status=status, text=text)
        return tuple(extra), None

    def _is_of_a_table(self, first: int, tail: Pairs) -> bool:
        return any(
            (f"extra:{first + n}", _key(heading)) in self.columns for n, (heading, _) in enumerate(tail)
        )


def _key(heading: str) -> str:
    return "".join(to_arabic(heading).split())
