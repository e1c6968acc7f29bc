"""The process that opens one Excel file: `python -m national.announcing.book_child`, the file on its input.

It answers with the cells of the first sheet as texts (JSON), or ends at its limits: a file made to unfold to
gigabytes costs this process and nobody's page. It needs neither Django nor a database.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from datetime import date, datetime
from typing import Any

import python_calamine

MEMORY_LIMIT = 1024 * 1024 * 1024
CPU_LIMIT = 20
LONGEST_CELL = 1_000
"""Characters; of a longer cell the rest is left out, as no column of scores has such."""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT, CPU_LIMIT + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    rows, columns = int(sys.argv[1]), int(sys.argv[2])
    answer = json.dumps(_answer(sys.stdin.buffer.read(), rows, columns), ensure_ascii=False)
    sys.stdout.buffer.write(answer.encode("utf-8", "surrogatepass"))


def _answer(content: bytes, rows: int, columns: int) -> dict[str, Any]:
    """At most one row and one column more than there may be: enough to tell that there are too many."""
    try:
        sheet = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
        lines = sheet.to_python(skip_empty_area=False, nrows=rows + 1)
    except (python_calamine.CalamineError, IndexError, ValueError):
        return {"lines": None}
    return {"lines": [[cell_text(cell) for cell in line[: columns + 1]] for line in lines]}


def cell_text(cell: Any) -> str:
    """A cell as somebody would type it; what a computation left behind the sixth decimal is nobody's figure."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".")
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    return str(cell).strip()[:LONGEST_CELL]


if __name__ == "__main__":
    main()
