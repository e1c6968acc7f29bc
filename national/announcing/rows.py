"""The rows of a list of announced results: each one checked by the rules of its year, every wrong cell named."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from assessments.models import Assessment
from assessments.scores import score_from
from catalogue.frame import Frame
from catalogue.queries import frames_in_force, year_from
from ita_portal.thai.dates import ERA_OFFSET, parse_date
from ita_portal.thai.digits import to_arabic
from ita_portal.thai.normal import squash
from municipalities.importing import CODE, CODE_LENGTH, RowProblem
from national.announcing.adding_up import Rules
from national.announcing.columns import Columns, columns_of
from national.announcing.known import Known
from national.announcing.table import Table

STATUS_WORDS: dict[str, str] = {
    **dict.fromkeys(
        ("provisional", "ผลเบื้องต้น", "เบื้องต้น", "ก่อนชี้แจง", "ก่อนการชี้แจง"), Assessment.Status.PROVISIONAL
    ),
    **dict.fromkeys(
        ("clarified", "afterclarification", "หลังชี้แจง", "หลังการชี้แจง", "ผลหลังชี้แจง"), Assessment.Status.CLARIFIED
    ),
    **dict.fromkeys(
        ("final", "ผลสุดท้าย", "สุดท้าย", "ประกาศผล", "ประกาศแล้ว", "ผลประกาศ", "ทางการ"), Assessment.Status.FINAL
    ),
}
LONGEST_SOURCE = 500
TEXTS = ("level", "status", "source", "announced_on")
"""Columns that are no scores."""
NO_FIGURES = frozenset({"code", "name", "year", *TEXTS})
NOTHING = frozenset({"", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every row that does not say it itself. The year is in the Buddhist era."""

    year: int | None = None
    status: str = ""
    source: str = ""
    announced_on: date | None = None


@dataclass(frozen=True, slots=True)
class AnnouncedRow:
    """A row that can be used: `told` are texts by the keys of `AnnouncedFigures`."""

    number: int
    municipality: int
    year: int
    code: str
    name: str
    told: Mapping[str, str]


@dataclass(slots=True)
class Checked:
    """What is in a list: rows that can be used, and what is wrong with others or worth a look, by row."""

    columns: Columns
    rows: list[AnnouncedRow] = field(default_factory=list)
    errors: list[RowProblem] = field(default_factory=list)
    warnings: list[RowProblem] = field(default_factory=list)
    count: int = 0
    """All rows that are not empty."""

    @property
    def wrong_rows(self) -> int:
        return len({each.row for each in self.errors})


def check_table(table: Table, defaults: Defaults, *, provinces: Collection[str] | None = None) -> Checked:
    """Check every row. `provinces` are codes to which the list is limited, None for the whole country.

    Raises UnreadableFileError for a file without the columns that a list needs.
    """
    frames = frames_in_force()
    columns = columns_of(table, frames)
    checked = Checked(columns)
    reader = _RowReader(columns, defaults, frames, provinces)
    for number, line in enumerate(table.lines[columns.first :], columns.first + 1):
        if any(line):
            checked.count += 1
            row = reader.row(number, line)
            if row is not None:
                checked.rows.append(row)
    checked.errors, checked.warnings = reader.errors, reader.warnings
    return checked


class _RowReader:
    def __init__(
        self,
        columns: Columns,
        defaults: Defaults,
        frames: Mapping[int, Frame],
        provinces: Collection[str] | None,
    ) -> None:
        self.columns = columns
        self.defaults = defaults
        self.rules = {year: Rules(frame) for year, frame in frames.items()}
        self.provinces = provinces
        self.known = Known()
        self.errors: list[RowProblem] = []
        self.warnings: list[RowProblem] = []
        self._row_of: dict[tuple[int, int], tuple[int, str]] = {}
        self._scores: dict[str, Decimal | str | None] = {}

    def row(self, number: int, line: tuple[str, ...]) -> AnnouncedRow | None:
        """A row that can be used, or None after noting each of its problems."""
        found = len(self.errors)
        cells = {
            key: text
            for key, text in zip(self.columns.keys, line, strict=False)
            if key and text.strip() not in NOTHING
        }
        rules = self._rules(number, cells)
        code = self._code(number, cells)
        if rules is None:
            return None
        year = rules.frame.year
        municipality = self._municipality(number, cells, code, year) if code else None
        scores = self._figures(number, cells, rules)
        told = {key: f"{score:.2f}" for key, score in scores.items()} | self._texts(number, cells, rules)
        if len(self.errors) == found and not (scores or "level" in told):
            self._wrong(number, "total", gettext("the row has no score"))
        if len(self.errors) > found or municipality is None:
            return None
        for key, message in rules.disagreements(scores, told.get("level", "")):
            self.warnings.append(RowProblem(number, self.columns.heading(key), message))
        return AnnouncedRow(number, municipality, year, code, self.known.name(municipality), told)

    def _wrong(self, number: int, key: str, message: str) -> None:
        self.errors.append(RowProblem(number, self.columns.heading(key), message))

    def _rules(self, number: int, cells: Mapping[str, str]) -> Rules | None:
        text = cells.get("year", "")
        try:
            year = year_from(text) if text else self.defaults.year
        except ValueError as error:
            self._wrong(number, "year", str(error))
            return None
        if year is None:
            self._wrong(number, "year", gettext("is empty"))
        elif year not in self.rules:
            self._wrong(
                number,
                "year",
                gettext("the catalogue has no year %(year)s; it has %(years)s")
                % {"year": year, "years": ", ".join(map(str, sorted(self.rules)))},
            )
        else:
            return self.rules[year]
        return None

    def _code(self, number: int, cells: Mapping[str, str]) -> str:
        """Spreadsheets take the leading zero of a code for nothing: seven digits get it back."""
        code = to_arabic(cells.get("code", "")).replace(" ", "").replace("-", "")
        if len(code) == CODE_LENGTH - 1 and code.isdigit():
            code = code.zfill(CODE_LENGTH)
        if not code:
            self._wrong(number, "code", gettext("is empty"))
        elif not CODE.fullmatch(code):
            self._wrong(
                number,
                "code",
                gettext("%(code)s is no code: it has %(length)s digits")
                % {"code": code[:60], "length": CODE_LENGTH},
            )
            return ""
        return code

    def _municipality(self, number: int, cells: Mapping[str, str], code: str, year: int) -> int | None:
        found = self.known.owner(code, year)
        if found is None:
            self._wrong(number, "code", gettext("no municipality has the code %(code)s") % {"code": code})
            return None
        if self.provinces is not None and not self.known.provinces(found) & set(self.provinces):
            named = [self.known.province_names.get(each, each) for each in self.known.provinces(found)]
            self._wrong(
                number,
                "code",
                gettext("%(name)s is in %(province)s, which is not yours")
                % {"name": self.known.name(found), "province": ", ".join(named)},
            )
            return None
        named_by_code = self.known.owner_of[code]
        name = cells.get("name", "")
        if name and not (self.known.is_called(named_by_code, name) or self.known.is_called(found, name)):
            self._wrong(
                number,
                "name",
                gettext("the code %(code)s is of %(name)s, not of %(written)s")
                % {"code": code, "name": self.known.name(named_by_code), "written": name[:100]},
            )
            return None
        first = self._row_of.setdefault((found, year), (number, code))
        if first[0] != number:
            message = gettext("%(code)s stands in row %(row)s already")
            if first[1] != code:
                message = gettext("%(name)s stands in row %(row)s already, by another code")
            self._wrong(
                number, "code", message % {"code": code, "row": first[0], "name": self.known.name(found)}
            )
            return None
        if found != named_by_code:
            self.warnings.append(
                RowProblem(
                    number,
                    self.columns.heading("code"),
                    gettext("%(old)s was merged into %(new)s, which gets the result")
                    % {"old": self.known.name(named_by_code), "new": self.known.name(found)},
                )
            )
        return found

    def _figures(self, number: int, cells: Mapping[str, str], rules: Rules) -> dict[str, Decimal]:
        scores = {}
        for key, text in cells.items():
            if key in NO_FIGURES:
                continue
            name = rules.keys.get(key)
            if name is None:
                said = {"year": rules.frame.year, "heading": self.columns.heading(key)[:60]}
                self._wrong(number, key, gettext("%(year)s has no “%(heading)s”") % said)
                continue
            score = self._score(text)
            if isinstance(score, Decimal):
                scores[name] = score
            elif score is not None:
                self._wrong(number, key, score)
        return scores

    def _score(self, text: str) -> Decimal | str | None:
        """A score, or why it is none. There are ten thousand possible scores, and lists of far more cells."""
        if text not in self._scores:
            try:
                self._scores[text] = score_from(text)
            except ValueError as error:
                self._scores[text] = str(error)
        return self._scores[text]

    def _texts(self, number: int, cells: Mapping[str, str], rules: Rules) -> dict[str, str]:
        told = {
            "level": self._level(cells.get("level", ""), rules),
            "status": self._status(number, cells.get("status", "")),
            "source": cells.get("source", self.defaults.source)[:LONGEST_SOURCE],
            "announced_on": self._day(number, cells.get("announced_on", "")),
        }
        return {key: text for key, text in told.items() if text}

    def _level(self, text: str, rules: Rules) -> str:
        band = rules.band_named(text) if text else None
        return band.name if band else " ".join(text.split())[:100]

    def _status(self, number: int, text: str) -> str:
        if not text:
            return self.defaults.status
        status = STATUS_WORDS.get(squash(text))
        if status is None:
            words = ", ".join(str(each.label) for each in Assessment.Status if each)
            self._wrong(
                number,
                "status",
                gettext("%(text)s is none of %(kinds)s") % {"text": text[:60], "kinds": words},
            )
        return status or ""

    def _day(self, number: int, text: str) -> str:
        if not text:
            day = self.defaults.announced_on
            return day.isoformat() if day else ""
        day = day_from(text)
        if day is None:
            self._wrong(number, "announced_on", gettext("%(text)s is not a date") % {"text": text[:60]})
            return ""
        return day.isoformat()


def day_from(text: str) -> date | None:
    """A date as people and spreadsheets write it, whether its year is of the Buddhist era or not."""
    day = parse_date(text)
    if day is not None and day.year > 2300:
        try:
            return day.replace(year=day.year - ERA_OFFSET)
        except ValueError:
            return None
    return day
