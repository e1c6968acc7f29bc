"""overlap: much of a report stands word for word in what another municipality published.

The reports to compare with come from the database (`reports.overlaps`); a check never asks for them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext, gettext_noop, override

from reports.checks.finding import QUOTE_LIMIT, Finding, Where
from reports.checks.own_words import OwnWords, Stretch

CODE = "overlap"
SHARE = 30
"""Percent of its own words from which a report is told."""
SMALLEST = 600
"""Letters that a report must say in its own words before a share of them means anything."""
SHOWN = 3


class OverlapRule(NamedTuple):
    """What people read about the rule."""

    title: str
    finds: str
    example: str
    fix: str


RULE = OverlapRule(
    gettext_noop("Text of another municipality's report"),
    gettext_noop(
        "Thirty percent or more of the text of measures and analysis stands word for word in the published report of "
        "another municipality. Names, years, scores, official titles and laws do not count, nor what one's own "
        "earlier report said first."
    ),
    "ขั้นตอน ผลผลิต และผลลัพธ์ เหมือนรายงานของ อบต. ข้างเคียง เปลี่ยนแต่ชื่อและปี",
    gettext_noop("Write what is true of your own municipality: results and reasons are rarely the same."),
)


@dataclass(frozen=True)
class Other:
    """A published report to compare with, without what one's own reports said before it."""

    name: str
    kind: str
    year: int
    url: str
    shingles: Collection[str]


def overlaps(own: OwnWords, others: Sequence[Other], *, language: str | None = None) -> list[Finding]:
    """What a report shares with each of the others; what one of them explains is not told of the next."""
    if own.count < SMALLEST:
        return []
    pairs = [(own.shared_with(other.shingles), other) for other in others]
    pairs.sort(key=lambda pair: -_letters(pair[0]))
    explained: set[tuple[int, int]] = set()
    found = []
    with override(language) if language else nullcontext():
        for shared, other in pairs:
            letters = {(each.text, place) for each in shared for place in range(each.start, each.end)}
            share = 100 * len(letters - explained) // own.count
            if share >= SHARE:
                explained |= letters
                found.append(_finding(own, shared, other, 100 * len(letters) // own.count))
    return found[:SHOWN]


def _letters(shared: Sequence[Stretch]) -> int:
    return sum(each.length for each in shared)


def _finding(own: OwnWords, shared: Sequence[Stretch], other: Other, share: int) -> Finding:
    message = gettext(
        "%(share)s%% of what this report says of measures and analysis stands word for word in the %(kind)s of "
        "%(year)s that %(name)s has published. The longest passage begins here."
    )
    values = {"share": share, "kind": other.kind, "year": other.year, "name": other.name}
    return Finding(CODE, "info", message % values, gettext(RULE.fix), _where(own, shared), url=other.url)


def _where(own: OwnWords, shared: Sequence[Stretch]) -> Where:
    """The beginning of the longest stretch."""
    longest = max(shared, key=lambda each: each.length)
    text = own.texts[longest.text]
    start, end = text.span(longest.start, longest.end)
    return text.text.at(start, min(end, start + QUOTE_LIMIT))
