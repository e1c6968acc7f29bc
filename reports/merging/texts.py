"""Running text of three readings: every block keeps the place it has in ours, unless the page has it elsewhere.

A reader may find a heading before the first table in another place than ours has it (it belongs to the table, or to
the report): so all running text is one list, in the order of paper, and each block knows where it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from reports.document import Block, Document, Section
from reports.merging.guests import bare
from reports.merging.measures import Key, Sections
from reports.merging.rows import Ways, weave

Place = tuple[str, Key | None]
"""A field of the document, or "section before" and "section after" with the section."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A block where it stands."""

    block: Block
    place: Place


def merged_texts(page: Document, base: Document, ours: Document, sections: Sections) -> Document | None:
    """Ours with the sections and their running text as the page has them now.

    None when the page edited a text that ours has in another form, which no merging can tell: the page is right then.
    """
    now = _standing(page, sections.by_page)
    then = _standing(base, sections.by_base)
    mine = _standing(ours, [("ours", at) for at in range(len(ours.sections))])
    known = {key for key, _section in sections.sections}
    if _says(now) == _says(then):
        return _written([each for each in mine if each.place[1] in (None, *known)], ours, sections)
    ways: Ways[Standing] = Ways(
        says=lambda each: _said(each.block),
        name=lambda each: _bare(each.block),
        alike=lambda _page, _base: 0.0,
        merge=lambda page, base, ours: replace(
            ours, place=ours.place if page.place == base.place else page.place
        ),
        added=lambda each: replace(each, block=replace(each.block, line=None)),
        shown=lambda each: bool(_bare(each.block)),
        holds=lambda base, ours: _bare(ours.block) in _bare(base.block),
    )
    woven, was = weave(now, then, mine, ways)
    present = {row for row in was if row is not None}
    ours_has = {_bare(each.block) for each in mine}
    if any(row not in present and _bare(each.block) not in ours_has for row, each in enumerate(then)):
        return None
    headings = _headings(ours)
    rows = [each for each in woven if each.ours is not None or not _is_header(each.row.block, headings)]
    places = [each.row.place for each in rows]
    settled = [each.ours is not None for each in rows]
    for way in (range(1, len(rows)), range(len(rows) - 2, -1, -1)):
        for at in way:
            beside = at - way.step
            if settled[beside] and not settled[at] and _are_neighbours(rows[at].page, rows[beside].page, now):
                places[at], settled[at] = places[beside], True
    found = [replace(each.row, place=place) for each, place in zip(rows, places, strict=True)]
    for at, standing in enumerate(found):
        if standing.place[1] not in (None, *known):
            found[at] = replace(standing, place=found[at - 1].place if at else ("sections_before", None))
    return _written(found, ours, sections)


def _are_neighbours(one: int | None, other: int | None, page: Sequence[Standing]) -> bool:
    """Whether two blocks follow each other at one place of the page."""
    return (
        one is not None
        and other is not None
        and abs(one - other) == 1
        and page[one].place == page[other].place
    )


def _standing(document: Document, keys: Sequence[Key | None]) -> list[Standing]:
    found = [Standing(each, ("before", None)) for each in document.before]
    found += [Standing(each, ("result", None)) for each in document.result.before]
    found += [Standing(each, ("analysis_before", None)) for each in document.analysis_before]
    found += [Standing(each, ("sections_before", None)) for each in document.sections_before]
    for key, section in zip(keys, document.sections, strict=True):
        found += [Standing(each, ("section before", key)) for each in section.before]
        found += [Standing(each, ("section after", key)) for each in section.after]
    found += [Standing(each, ("after", None)) for each in document.after]
    return found + [Standing(each, ("notes", None)) for each in document.notes]


def _written(found: Sequence[Standing], ours: Document, sections: Sections) -> Document:
    at: defaultdict[Place, list[Block]] = defaultdict(list)
    for each in found:
        at[each.place].append(each.block)

    def blocks(name: str, key: Key | None = None) -> tuple[Block, ...]:
        return tuple(at[name, key])

    def section(key: Key, known: Section) -> Section:
        return replace(known, before=blocks("section before", key), after=blocks("section after", key))

    return replace(
        ours,
        before=blocks("before"),
        result=replace(ours.result, before=blocks("result")),
        analysis_before=blocks("analysis_before"),
        sections_before=blocks("sections_before"),
        sections=tuple(section(key, known) for key, known in sections.sections),
        after=blocks("after"),
        notes=blocks("notes"),
    )


def _headings(document: Document) -> frozenset[str]:
    layout = document.layout
    columns = (*layout.columns, *layout.analysis_columns, *layout.indicator_columns)
    written = (each.text for section in document.sections for each in section.headings)
    return frozenset(map(bare, (*(each.heading for each in columns), *written)))


def _is_header(block: Block, headings: frozenset[str]) -> bool:
    """Whether a block is what is left of one of our tables when all its rows were taken out."""
    return block.kind == "table" and len(block.rows) == 1 and headings.issuperset(map(bare, block.rows[0]))


def _said(block: Block) -> Hashable:
    return replace(block, line=None)


def _says(standing: Sequence[Standing]) -> list[Hashable]:
    return [(_said(each.block), each.place) for each in standing]


def _bare(block: Block) -> str:
    return bare(block.text) + "".join(bare(text) for row in block.rows for text in row)
