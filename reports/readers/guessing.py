"""What the columns of a table without headings hold, by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from ita_portal.thai.periods import parse_period
from reports.readers.folding import fold, visible
from reports.readers.grid import Row
from reports.readers.responsible import is_unit

_TEXTS = ("title", "procedure", "output", "outcome", "suggestion")


def guessed_fields(rows: Sequence[Row], width: int) -> list[str]:
    """The fields of columns without headings, by what stands in them."""
    found: list[str] = []
    texts = iter(_TEXTS)
    for at in range(width):
        cells = [visible(row.cells[at]) for row in rows if len(row.filled) > 1 and at in row.filled]
        if not cells:
            found.append("ignore")
        elif "number" not in found and _mostly([fold(cell).isdigit() and len(cell) < 5 for cell in cells]):
            found.append("number")
        elif "period" not in found and _mostly([parse_period(cell).style != "text" for cell in cells]):
            found.append("period")
        elif "responsible" not in found and "title" in found and _mostly([is_unit(cell) for cell in cells]):
            found.append("responsible")
        else:
            found.append(next(texts, "extra"))
    return found


def _mostly(answers: Sequence[bool]) -> bool:
    return sum(answers) * 2 > len(answers)
