"""Tables of measures whose title column holds the issues: one row per issue."""

from __future__ import annotations

from collections.abc import Sequence

from reports.readers.issues import Issues
from reports.readers.tables import Table


def titles_are_issues(tables: Sequence[Table], issues: Issues, *, headed: bool) -> bool:
    """Whether the measures' cells hold the issues' titles (one row per issue) instead of the measures'.

    `headed`: issues are headed by paragraphs, so that a measure called like its issue is a measure.
    """
    if headed:
        return False
    found: set[int] = set()
    titles = 0
    for table in tables:
        header = table.header
        if header is None or "issue" in header.fields:
            return False
        position = header.position("title")
        if position is None:
            continue
        for row in table.rows:
            if len(row.filled) <= 1:
                if row.filled and issues.is_heading(row.cells[row.filled[0]]):
                    return False
                continue
            if position < len(row.cells) and row.cells[position].strip():
                titles += 1
                heading = issues.heading(row.cells[position])
                if heading is not None and heading.by_title is not None:
                    found.add(heading.by_title)
    return (len(found) >= 2 and len(found) * 2 >= titles) or (len(found) == 1 and titles == 1)
