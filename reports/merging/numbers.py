"""Numbers that a layout counts by itself: they stand on the page, and are nothing that anybody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ita_portal.thai.digits import to_arabic
from reports.document import Measure
from reports.layouts import Layout

_COUNT = re.compile(r"([0-9]{1,4})[.)]?")
_LABEL = re.compile(r"[0-9๐-๙]{1,4}[.)]\s+")


class Counting:
    """Takes counted numbers out of rows, one section after the other, as the layout prints them."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.count = 0

    def section(self, rows: Iterable[tuple[Measure, bool]]) -> tuple[Measure, ...]:
        """The rows of a section; with each, whether its number is ours: such a number stays whatever it is."""
        if self.layout.numbering == "issue":
            self.count = 0
        return tuple(row if is_ours and row.number_as_written else self._row(row) for row, is_ours in rows)

    def _row(self, row: Measure) -> Measure:
        if row.number_as_written and self.layout.numbering == "none":
            return row
        written = _COUNT.fullmatch(to_arabic(row.number_as_written.strip()))
        if row.number_as_written and (written is None or int(written[1]) != self.count + 1):
            return row
        self.count += 1
        return replace(row, number_as_written="")


def before_titles(layout: Layout) -> bool:
    """Whether the layout counts, and has no column for it: the number then hangs before the title."""
    return layout.numbering != "none" and not layout.has_column("number")


def uncounted(page: str, base: str, ours: str) -> tuple[str, str]:
    """The titles of page and base without the number that hangs before ours."""
    if not ours or base == ours or not base.endswith(ours):
        return page, base
    label = base.removesuffix(ours)
    return page.removeprefix(label) if page.startswith(label) else without_label(page), ours


def without_label(title: str) -> str:
    return _LABEL.sub("", title, count=1) if _LABEL.match(title) else title
