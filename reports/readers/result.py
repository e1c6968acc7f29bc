"""The ITA result that a report speaks of: total and level in its prose, indicators, instruments and trend in tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from catalogue.frame import Frame
from ita_portal.thai.celltext import plain
from ita_portal.thai.digits import to_arabic
from reports.document import Block, IndicatorScore, InstrumentScore, YearTotal
from reports.readers.columns import ExtraColumns, Placed, place
from reports.readers.doubts import Doubts
from reports.readers.folding import fold, likeness, visible
from reports.readers.headers import Header
from reports.readers.items import find_scores, instrument_of
from reports.readers.tables import Table
from reports.readers.totals import is_level

BESIDE = ("extra", "difference", "number", "year", "weight")
_YEAR = re.compile(r"(?<![0-9])(25[5-9][0-9])(?![0-9])")
_SUM = re.compile(r"(?:คะแนน)?(?:รวม|เฉลีย|ภาพรวม|ผลรวม)")


@dataclass
class ResultTables:
    """Collects the tables of the result. Instrument and trend tables stay in the text too, as they are."""

    frame: Frame | None
    doubts: Doubts
    indicators: list[IndicatorScore] = field(default_factory=list)
    instruments: dict[str, InstrumentScore] = field(default_factory=dict)
    trend: list[YearTotal] = field(default_factory=list)
    header: Header | None = None
    year: int | None = None
    total: tuple[Decimal, str, str, int] | None = None
    notes: list[Block] = field(default_factory=list)
    extras: ExtraColumns = field(default_factory=ExtraColumns)

    def read_indicators(self, table: Table) -> None:
        header = table.header
        assert header is not None  # only recognised tables come here
        if self.header is None:
            self.header = header
        elif not table.continues and [fold(t) for t in header.texts] != [fold(t) for t in self.header.texts]:
            self.doubts.add("read-header", header.lines[0], lines=header.lines)
            self.notes.append(Block("table", rows=(header.texts,), header_rows=1, line=header.lines[0]))
        self.year = header.year or self.year
        numbers = self.extras.numbers(header, BESIDE)
        instrument = ""
        for row in table.rows:
            if row.filled == (0,) or len({visible(row.cells[index]) for index in row.filled}) == 1:
                text = row.cells[row.filled[0]]
                instrument = instrument_of(visible(text)) or instrument
                self.indicators.append(IndicatorScore(None, name_as_written=text, line=row.line))
                continue
            placed = place(row, header, numbers, self.doubts)
            instrument = instrument_of(visible(placed.text("instrument"))) or instrument
            self.indicators.append(self._indicator(placed, instrument))

    def _indicator(self, placed: Placed, instrument: str) -> IndicatorScore:
        name = placed.text("name")
        number = placed.text("no")
        score, before = self._score(placed, "score"), self._score(placed, "before")
        no = self._resolve(name, number)
        level = visible(placed.text("level"))
        if no is None and score is not None:
            if _SUM.search(fold(name or number)):
                if self.total is None:
                    self.total = (score, visible(placed.text("score")), level, placed.line)
            elif self.frame is not None and not instrument_of(visible(name or number)):
                self.doubts.add(
                    "read-indicator", placed.line, placed.columns.get("name"), written=visible(name or number)
                )
        known = self.frame.indicator_by_no.get(no) if self.frame is not None and no is not None else None
        extra = [(self.extras.headings[at], text) for at, text in sorted(placed.extras.items())]
        return IndicatorScore(
            no,
            known.name if known is not None else "",
            known.instrument if known is not None else instrument,
            score,
            before,
            plain(number),
            plain(name),
            plain(placed.text("instrument")),
            plain(placed.text("score")),
            plain(placed.text("before")),
            plain(placed.text("level")),
            extra=tuple(extra) + tuple(("", text) for text in placed.surplus),
            line=placed.line,
        )

    def _score(self, placed: Placed, name: str) -> Decimal | None:
        scores = find_scores(placed.text(name))
        if len(scores) > 1 or any(score.wrong for score in scores):
            written = visible(placed.text(name))
            self.doubts.add("read-score", placed.line, placed.columns.get(name), written, written=written)
            return None
        return scores[0].value if scores else None

    def _resolve(self, name: str, number: str) -> int | None:
        """The indicator that a name means; its number decides where the name is unknown."""
        if self.frame is None:
            return None
        written = re.match(
            r"\s*(?:ตัวชี้วัด(?:ที่)?\s*)?([0-9]{1,2})[.)]?\s*(.*)", to_arabic(visible(name)), re.DOTALL
        )
        bare = fold(written[2]) if written and written[2] else fold(visible(name))
        best: tuple[int | None, float] = (None, 0.75)
        for indicator in self.frame.indicators:
            for title in (indicator.name, *indicator.aliases):
                alike = likeness(bare, fold(title))
                if alike > best[1]:
                    best = (indicator.no, alike)
        if best[0] is not None:
            return best[0]
        digits = re.search(r"[0-9]{1,2}", to_arabic(visible(number))) or (
            written and re.match(r"[0-9]+", written[1])
        )
        no = int(digits[0]) if digits else None
        return no if no in self.frame.indicator_by_no and not _SUM.search(bare) else None

    def read_instruments(self, table: Table) -> None:
        header = table.header
        assert header is not None
        for row in table.rows:
            placed = place(row, header, {}, self.doubts)
            code = instrument_of(visible(placed.text("instrument")))
            score = self._score(placed, "score")
            if code and score is not None:
                before = self._score(placed, "before")
                self.instruments.setdefault(code, InstrumentScore(code, score, before=before))
            elif score is not None and _SUM.search(fold(placed.text("instrument"))) and self.total is None:
                level = visible(placed.text("level"))
                self.total = (score, visible(placed.text("score")), level, row.line)

    def read_trend(self, table: Table) -> None:
        header = table.header
        assert header is not None
        if across := flat_trend([header.texts, *(row.cells for row in table.rows)]):
            self.trend.extend(across)
            return
        for row in table.rows:
            placed = place(row, header, {}, self.doubts)
            years = _YEAR.findall(to_arabic(visible(placed.text("year"))))
            if len(years) == 1:
                score = self._score(placed, "score")
                self.trend.append(YearTotal(int(years[0]), score, visible(placed.text("level"))))


def flat_trend(rows: Sequence[Sequence[str]]) -> list[YearTotal]:
    """The trend of a table whose columns are years: a row of years above a row of scores."""
    for number, (upper, lower) in enumerate(pairwise(rows)):
        years = {
            at: int(found[0])
            for at, cell in enumerate(upper)
            if (found := _YEAR.findall(to_arabic(visible(cell))))
        }
        if len(years) < 2 or len(lower) < len(upper):
            continue
        totals = []
        for at, year in years.items():
            scores = find_scores(lower[at])
            if len(scores) == 1 and scores[0].value is not None:
                levels = [cells[at] for cells in rows[number + 2 : number + 3] if at < len(cells)]
                level = visible(levels[0]) if levels else ""
                totals.append(YearTotal(year, scores[0].value, level if is_level(level) else ""))
        if len(totals) == len(years):
            return totals
    return []
