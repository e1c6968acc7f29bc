"""The rows of the portal's own workbook, the same for every program that saved it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from reports.workbook.fields import SIGN

_MOST_DAYS = 2_958_465
_LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says: as text, and its number when it is one."""

    text: str = ""
    number: Decimal | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its number, what it is (`mark`), and its cells by column, from 2."""

    number: int
    mark: str
    cells: dict[int, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A visible sheet with the rows that say something, from the top."""

    name: str
    lines: tuple[Line, ...]

    @property
    def is_signed(self) -> bool:
        return any(is_signed(line.mark) for line in self.lines)


def is_signed(mark: str) -> bool:
    """Whether the portal wrote the sheet in whose hidden column this stands."""
    return mark.startswith(f"{SIGN} ")


def number_said(shown: str, number: Decimal, first_day: date) -> Said:
    """A number as its cell shows it, with as many digits as Excel keeps, and the day that it may stand for."""
    if not number.is_finite() or abs(number) >= _LARGEST:
        return Said()
    exact = Decimal(f"{float(number):.15g}")
    day = first_day + timedelta(days=int(exact)) if 1 <= exact <= _MOST_DAYS else None
    return Said(shown, exact, day)
