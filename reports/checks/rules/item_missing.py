"""item-missing: items of the year that the analysis does not speak of, all in one finding.

For information: no rule asks for every item. An analysis that names few items by their codes says nothing about the
others, so it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, gettext_noop

from catalogue.frame import FrameItem
from reports.checks.context import Context
from reports.checks.finding import Finding, Where
from reports.checks.registry import check
from reports.checks.squeezed import squeeze
from reports.checks.written_items import analysis_frame, written_code
from reports.document import Document

CODE = "item-missing"
ENOUGH = 10
"""So many items by code make an analysis item by item."""

_CODES = re.compile(
    r"(?<![A-Za-z0-9])(?P<letter>[ieoIEO])-?(?P<first>[0-9]{1,2})(?![0-9A-Za-z]|\.[0-9])"
    r"(?:␣?(?:[-–—]|ถึง)(?:ข้อ)?[ieoIEO]?␣?(?P<last>[0-9]{1,2})(?![0-9]))?"
)


@check(
    CODE,
    severity="info",
    title=gettext_noop("Items that are not analysed"),
    finds=gettext_noop("Items of the year that an analysis item by item does not speak of."),
    example="บทวิเคราะห์ ITA ๒๕๖๗ ไม่กล่าวถึงข้อ i๔–i๙ และ e๑–e๓",
    fix=gettext_noop("Analyse these items too, unless they were left out on purpose."),
    kinds=("analysis",),
)
def item_missing(document: Document, context: Context) -> Iterator[Finding]:
    frame = analysis_frame(context)
    if frame is None:
        return
    coded = {written_code(item) for row in document.analysis for item in row.items} - {""}
    if len(coded) < ENOUGH:
        return
    named = coded | set(_named(document))
    missing = [item for item in frame.items if item.code.lower() not in named]
    if not missing:
        return
    message = gettext(
        "Of the %(all)s items of ITA %(year)s the analysis leaves out %(count)s: %(items)s."
    ) % {
        "all": len(frame.items),
        "year": frame.year,
        "count": len(missing),
        "items": ", ".join(_ranges(missing, frame.items)),
    }
    fix = gettext("Analyse these items too, unless they were left out on purpose.")
    yield Finding(CODE, "info", message, fix, Where(field="analysis"))


def _named(document: Document) -> Iterator[str]:
    """Codes that the remarks name, ranges ("O๑ ถึง O๖") with all between."""
    for row in document.analysis:
        texts = [row.remark, *(text for _heading, text in row.extra)]
        texts += [item.title_as_written for item in row.items]
        for match in (found for text in texts for found in _CODES.finditer(squeeze(text).squeezed)):
            first = int(match["first"])
            for number in range(first, int(match["last"] or first) + 1):
                yield f"{match['letter'].lower()}{number}"


def _ranges(missing: list[FrameItem], items: Iterable[FrameItem]) -> list[str]:
    """ "i4–i9", "i13": neighbours of the catalogue together."""
    places = {item.code: place for place, item in enumerate(items)}
    runs: list[list[str]] = []
    for item in missing:
        last = runs[-1][-1] if runs else None
        together = last and last[0] == item.code[0] and places[last] + 1 == places[item.code]
        if together:
            runs[-1].append(item.code)
        else:
            runs.append([item.code])
    return [run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
