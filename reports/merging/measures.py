"""Sections and their measures of three readings: edited, added, moved and deleted rows of the page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.document import Document, Measure, Section
from reports.merging.aligning import edited_rows, same_rows
from reports.merging.fields import merged
from reports.merging.guests import FIELDS, bare, divided
from reports.merging.numbers import Counting, before_titles, uncounted, without_label
from reports.merging.rows import Ways, Woven, share, weave
from reports.readers.folding import fold, likeness

Key = tuple[str, int]
"""Which section of the outcome: ("ours", n), or ("page", n) when ours has none of it."""


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections in order, without their running text; `by_page` and `by_base` say where each one's went.

    `unpaired`: some measure of the page lost what ours knows beyond it.
    """

    sections: tuple[tuple[Key, Section], ...]
    by_page: tuple[Key, ...]
    by_base: tuple[Key | None, ...]
    unpaired: bool


def merged_sections(page: Document, base: Document, ours: Document) -> Sections:
    """Measures keep what the page does not show wherever they stand now; sections go by issue and heading."""
    rows_page, rows_base, rows_ours = (
        [each for section in document.sections for each in section.measures]
        for document in (page, base, ours)
    )
    woven, was = weave(rows_page, rows_base, rows_ours, _ways(ours))
    in_page, in_base, in_ours = _section_of(page), _section_of(base), _section_of(ours)
    moved = [(at, row) for at, row in enumerate(was) if row is not None]
    was_section = _was_section(page, base, [(in_page[at], in_base[row]) for at, row in moved])
    our_section = _our_section(base, ours)
    by_base = tuple(our_section[at] for at in range(len(base.sections)))
    by_page: list[Key] = []
    for at, was_at in enumerate(was_section):
        key = by_base[was_at] if was_at is not None else None
        by_page.append(key if key is not None and key not in by_page else ("page", at))
    rows: defaultdict[Key, list[Woven[Measure]]] = defaultdict(list)
    place: Key = by_page[0] if by_page else ("ours", 0)
    for each in woven:
        place = _place(each, place, was, in_page, in_base, in_ours, was_section, by_page)
        rows[place].append(each)
    kept = _order(by_page, by_base, len(ours.sections), rows)
    counting = Counting(ours.layout)
    counted = {
        key: counting.section((each.row, _has_our_number(each, rows_ours)) for each in rows[key])
        for key in kept
    }
    return Sections(
        tuple((key, _section(key, counted[key], page, base, ours, by_page, was_section)) for key in kept),
        tuple(by_page),
        by_base,
        any(each.unpaired for each in woven),
    )


def _ways(document: Document) -> Ways[Measure]:
    def merge(page: Measure, base: Measure, ours: Measure) -> Measure:
        if replace(page, source_lines=()) == replace(base, source_lines=()):
            return ours
        titles = uncounted(page.title, base.title, ours.title)
        page, base = (replace(row, title=title) for row, title in zip((page, base), titles, strict=True))
        page, base = divided(page, base, ours, document.action_year)
        return merged(page, base, ours, extra=_extra(page, base, ours))

    def added(row: Measure) -> Measure:
        title = without_label(row.title) if before_titles(document.layout) else row.title
        return replace(row, title=title, source_lines=())

    return Ways(
        says=_said,
        name=lambda row: bare(row.title),
        alike=_alike,
        merge=merge,
        added=added,
        shown=_shown,
        holds=_holds,
    )


def _said(row: Measure) -> tuple[object, ...]:
    """What tells a row from others; its number does not, as rows are counted again when one is added."""
    return (*(row.text(name) for name in FIELDS), row.extra)


def _shown(row: Measure) -> bool:
    return any(row.text(name).strip() for name in FIELDS) or any(text.strip() for _heading, text in row.extra)


def _holds(base: Measure, ours: Measure) -> bool:
    said = bare("".join(base.text(name) for name in FIELDS))
    return all(bare(ours.text(name)) in said for name in FIELDS)


def _alike(page: Measure, base: Measure) -> float:
    """Rows that share most of their cells are the same row, and rows whose titles are nearly the same."""
    title = likeness(fold(page.title), fold(base.title)) if page.title and base.title else 0.0
    return max(share(_said(page), _said(base)), title)


def _has_our_number(each: Woven[Measure], ours: Sequence[Measure]) -> bool:
    return each.ours is not None and each.row.number_as_written == ours[each.ours].number_as_written


def _extra(page: Measure, base: Measure, ours: Measure) -> tuple[tuple[str, str], ...]:
    """Further columns, text by text; where base has others than ours, the page's or ours as a whole."""
    if page.extra == base.extra:
        return ours.extra
    if not len(page.extra) == len(base.extra) == len(ours.extra):
        return page.extra
    return tuple(
        (mine[0] if now[0] == then[0] else now[0], mine[1] if now[1] == then[1] else now[1])
        for now, then, mine in zip(page.extra, base.extra, ours.extra, strict=True)
    )


# --- sections ------------------------------------------------------------------------------------------


def _section_of(document: Document) -> list[int]:
    return [at for at, section in enumerate(document.sections) for _measure in section.measures]


def _was_section(page: Document, base: Document, measures: Sequence[tuple[int, int]]) -> list[int | None]:
    """For each section of the page the one of base it was: by its heading, else by most of its measures."""
    now, then = (
        [(each.issue, each.number_as_written, each.heading_as_written) for each in document.sections]
        for document in (page, base)
    )
    votes = Counter(measures)
    return edited_rows(now, then, lambda at, row: 1.0 if _agree(page, base, at, row, votes) else 0.0)


def _agree(page: Document, base: Document, at: int, row: int, votes: Counter[tuple[int, int]]) -> bool:
    issue = page.sections[at].issue
    most = max((count for (section, _row), count in votes.items() if section == at), default=0)
    return bool(most and votes[at, row] == most) or (issue is not None and issue == base.sections[row].issue)


def _our_section(base: Document, ours: Document) -> dict[int, Key | None]:
    stretches = same_rows(
        [each.issue for each in base.sections],
        [each.issue for each in ours.sections],
        shown=[bool(each.measures) for each in ours.sections],
    )
    return {
        row: ("ours", each.ours.start) if len(each.ours) else None for each in stretches for row in each.base
    }


def _place(
    each: Woven[Measure],
    place: Key,
    was: Sequence[int | None],
    in_page: Sequence[int],
    in_base: Sequence[int],
    in_ours: Sequence[int],
    was_section: Sequence[int | None],
    by_page: Sequence[Key],
) -> Key:
    """Where a measure goes: into its own section, unless the page has it in another one now."""
    if each.page is None:
        return ("ours", in_ours[each.ours]) if each.ours is not None else place
    section, row = in_page[each.page], was[each.page]
    stays = each.ours is not None and row is not None and was_section[section] == in_base[row]
    return ("ours", in_ours[each.ours or 0]) if stays else by_page[section]


def _order(
    by_page: Sequence[Key],
    by_base: Sequence[Key | None],
    count: int,
    rows: dict[Key, list[Woven[Measure]]],
) -> list[Key]:
    """The sections in the order of the page; one that no page shows stays behind the one it follows."""
    order = list(by_page)
    shown = {key for key in by_base if key is not None}
    for at in range(count):
        key = ("ours", at)
        if key in order or (key in shown and not rows.get(key)):
            continue
        before = [place for place, (whose, n) in enumerate(order) if whose == "ours" and n < at]
        nearest = max(before, key=lambda place: order[place][1], default=-1)
        order.insert(nearest + 1, key)
    return order


def _section(
    key: Key,
    rows: Sequence[Measure],
    page: Document,
    base: Document,
    ours: Document,
    by_page: Sequence[Key],
    was_section: Sequence[int | None],
) -> Section:
    """A section with its measures; its running text comes later."""
    whose, at = key
    if whose == "page":
        return replace(page.sections[at], measures=tuple(rows), before=(), after=(), line=None)
    mine = ours.sections[at]
    now = by_page.index(key) if key in by_page else None
    then = was_section[now] if now is not None else None
    if now is None or then is None:
        return replace(mine, measures=tuple(rows), before=(), after=())
    return merged(page.sections[now], base.sections[then], mine, measures=tuple(rows), before=(), after=())
