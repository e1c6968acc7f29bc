"""The cells of a row set under the columns of its header, also when there are fewer or more of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ita_portal.thai.periods import parse_period
from reports.readers.doubts import Doubts
from reports.readers.folding import fold, visible
from reports.readers.grid import Row
from reports.readers.headers import Header
from reports.readers.responsible import is_unit

_SUM = re.compile(r"\W*(?:รวม(?:ทั้งสิ้น|ทั้งหมด|เป็นเงิน|เงิน|งบประมาณ|จำนวน)?|ยอดรวม)(?:ทั้งสิ้น|ทั้งหมด)?\W*\Z")


@dataclass(slots=True)
class Placed:
    """A row under its header: cell text by field, by number of the extra column, and what stood beyond them.

    `columns` says at which 1-based column of the source a field stood.
    """

    line: int
    fields: dict[str, str] = field(default_factory=dict)
    extras: dict[int, str] = field(default_factory=dict)
    surplus: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.fields.get(name, "")

    def filled(self, *names: str) -> bool:
        return any(self.text(name).strip() for name in names)


class ExtraColumns:
    """The columns that fit no field, numbered through the whole document by their headings."""

    def __init__(self) -> None:
        self._keys: list[tuple[str, int]] = []
        self.headings: list[str] = []

    def numbers(self, header: Header, named: Sequence[str] = ("extra",)) -> dict[int, int]:
        """The number of each column of a header whose field is one of `named`, by its position."""
        seen: dict[str, int] = {}
        numbers = {}
        for position, field_name in enumerate(header.fields):
            if field_name not in named:
                continue
            key = fold(header.texts[position])
            seen[key] = seen.get(key, 0) + 1
            identity = (key, seen[key])
            if identity not in self._keys:
                self._keys.append(identity)
                self.headings.append(visible(header.texts[position]))
            numbers[position] = self._keys.index(identity)
        return numbers


def place(row: Row, header: Header, numbers: dict[int, int], doubts: Doubts) -> Placed:
    """Set a row's cells under the columns; a wrong number of cells is a warning, surplus cells are kept."""
    cells = list(row.cells)
    while len(cells) > header.width and not cells[-1].strip():
        cells.pop()
    shift = 0
    if len(cells) < header.width:
        doubts.add("read-cells-missing", row.line, cells=len(cells), columns=header.width)
        shift = _shift(cells, header)
    elif len(cells) > header.width:
        doubts.add(
            "read-cells-extra", row.line, header.width + 1, visible(cells[header.width]),
            cells=len(cells), columns=header.width,
        )  # fmt: skip
    placed = Placed(row.line, surplus=[cell for cell in cells[header.width :] if cell.strip()])
    for at, cell in enumerate(cells[: header.width]):
        position = at + shift
        if header.fields[position] == "blank":
            placed.surplus += [cell] if cell.strip() else []
        elif position in numbers:
            placed.extras[numbers[position]] = cell
        else:
            placed.fields[header.fields[position]] = cell
            placed.columns[header.fields[position]] = at + 1
    return placed


def _shift(cells: Sequence[str], header: Header) -> int:
    """How far to the right a short row belongs: its first cells may have been merged into the row above."""
    furthest = header.width - len(cells)
    scores = [_plausible(cells, header.fields[shift:]) for shift in range(furthest + 1)]
    best = max(scores)
    return scores.index(best) if best > scores[0] else 0


def _plausible(cells: Sequence[str], fields: Sequence[str]) -> int:
    score = 0
    for cell, field_name in zip(cells, fields, strict=False):
        text = visible(cell)
        if not text:
            continue
        if field_name == "number":
            score += 1 if re.fullmatch(r"[0-9]{1,3}", fold(text)) else -2
        elif field_name == "period":
            score += 2 if parse_period(text).style != "text" else -1
        elif field_name == "responsible":
            score += 2 if is_unit(text) else -1
    return score


def repeat_merged(placed: Placed, row: Row, header: Header, numbers: dict[int, int]) -> None:
    """What a cell merged over several measures says holds for each of them."""
    for position, text in row.merged:
        name = header.fields[position] if position < header.width else ""
        if position in numbers:
            placed.extras[numbers[position]] = placed.extras.get(numbers[position]) or text
        elif name not in ("", "number", "issue", "blank") and not placed.filled(name):
            placed.fields[name] = text


def only_adds_up(placed: Placed) -> bool:
    """Whether a row is no measure but the sum of those above it, as below a column of budgets."""
    said = [name for name in placed.fields if placed.filled(name)]
    return (
        bool(said)
        and set(said) <= {"number", "title"}
        and all(_SUM.match(visible(placed.text(name))) for name in said)
    )
