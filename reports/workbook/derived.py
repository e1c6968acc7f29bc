"""What follows from another cell and so needs none of its own: the same rules for writing and for reading back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from zlib import crc32

from ita_portal.thai.celltext import clean, plain
from ita_portal.thai.periods import Period, parse_period
from reports.document import Document, Heading, Measure
from reports.readers.responsible import split_responsible
from reports.workbook.fields import EXTRA


def period_of(text: str, action_year: int | None) -> Period:
    """The days that a period's words stand for."""
    if not text.strip():
        return Period(text)
    return replace(parse_period(" ".join(plain(text).split()), action_year), text=text)


def responsible_of(text: str) -> tuple[tuple[str, ...], str]:
    """The units that a cell names, and the cell itself where it says more than their names."""
    units = split_responsible(text)
    return units, "" if ", ".join(units) == text else text


def is_told_by_cell(measure: Measure) -> bool:
    """Whether the units of a measure are those that its cell names."""
    return responsible_of(measure.text("responsible")) == (
        measure.responsible,
        measure.responsible_as_written,
    )


def trace(text: str) -> str:
    """Tells later whether somebody changed a text."""
    return f"{crc32(clean(text).encode()):08x}"


def item_titles(document: Document) -> Mapping[str, str]:
    """The catalogue's words of the items by their code in small letters."""
    return {each.code.lower(): each.title for each in document.result.items if each.title}


def issue_titles(document: Document) -> Mapping[int | None, str]:
    return {each.no: each.title for each in document.issues if each.title}


def headings_shown(
    names: Sequence[str], texts: Sequence[str], defaults: Sequence[str], layout_names: Sequence[str]
) -> tuple[Heading, ...]:
    """Headings as written, as a header row shows them: none where all cells are as they would be anyway.

    `names` are the columns' names in headings as written, "" for those that have none. The heading of a further
    column says nothing: it is the one that its rows have.
    """
    told = [
        (text, default)
        for name, text, default in zip(names, texts, defaults, strict=True)
        if not is_extra(name)
    ]
    if all(text == default for text, default in told):
        return ()
    return tuple(
        Heading(name, text)
        for name, text, default in zip(names, texts, defaults, strict=True)
        if name and text and (name in layout_names or is_extra(name) or text != default)
    )


def headings_of_row(names: Sequence[str], texts: Sequence[str]) -> tuple[Heading, ...]:
    """Headings as written of a header row amid a table: all that it says."""
    return tuple(Heading(name, text) for name, text in zip(names, texts, strict=True) if name and text)


def is_extra(name: str) -> bool:
    return name.startswith(EXTRA)
