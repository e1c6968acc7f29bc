"""Headers judged again by what stands below them: a heading may mislead, its cells seldom do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ita_portal.thai.celltext import plain
from reports.readers.folding import fold, visible
from reports.readers.grid import Row
from reports.readers.headers import Header
from reports.readers.items import find_items

_CALLED_ISSUE = tuple(map(fold, ("ประเด็น", "ด้าน", "หัวข้อ")))
_ANALYSIS = fold("วิเคราะห์")
_CALLED_MEASURE = tuple(map(fold, ("มาตรการ", "โครงการ", "กิจกรรม", "แผนงาน")))


def settled(header: Header, rows: Sequence[Row], is_issue: Callable[[str], bool]) -> Header:
    """The header with the fields that its cells call for."""
    if header.kind == "measures":
        return _with_title(_with_issues(header, rows, is_issue))
    if header.kind == "analysis":
        return _with_remark(_with_codes(header, rows))
    if header.kind == "indicators":
        return _items_beside_indicators(header, rows)
    return header


def has_code(cell: str) -> bool:
    """Whether a cell names an item by its code (i1, e7, O28)."""
    return any(item.code_as_written for item in find_items(cell, "", None))


def _cells(rows: Sequence[Row], position: int) -> Iterator[str]:
    """What stands in a column, in rows that have more than one cell."""
    for row in rows:
        if len(row.filled) > 1 and position in row.filled:
            yield row.cells[position]


def _mostly(rows: Sequence[Row], position: int, holds: Callable[[str], bool]) -> bool:
    cells = list(_cells(rows, position))
    return sum(map(holds, cells)) * 2 > len(cells)


def _with(header: Header, **fields: int) -> Header:
    """The header with these fields at these positions; what looked like one of them twice no longer does."""
    named = list(header.fields)
    for name, position in fields.items():
        named[position] = name
    placed = set(fields.values())
    twice = tuple((at, name) for at, name in header.twice if at not in placed)
    doubtful = tuple(at for at in header.doubtful if at not in placed)
    return replace(header, fields=tuple(named), twice=twice, doubtful=doubtful)


# --- measures ------------------------------------------------------------------------------------------


def _with_issues(header: Header, rows: Sequence[Row], is_issue: Callable[[str], bool]) -> Header:
    """A column whose every cell is an issue holds the issues, whatever else its heading resembles."""
    if "issue" in header.fields:
        return header
    for position, name in enumerate(header.fields):
        if name not in ("extra", "procedure"):
            continue
        cells = {fold(visible(cell)) for cell in _cells(rows, position)}
        called = fold(header.texts[position]).startswith(_CALLED_ISSUE)
        if len(cells) > (0 if called else 1) and all(is_issue(cell) for cell in _cells(rows, position)):
            freed = [at for at, looks_like in header.twice if looks_like == name]
            found = _with(header, issue=position)
            return _with(found, **{name: freed[0]}) if name == "procedure" and freed else found
    return header


def _with_title(header: Header) -> Header:
    """Without a column for the measure, that of its procedure tells it; of two, the one that is called so."""
    if "title" in header.fields or "procedure" not in header.fields:
        return header
    ways = sorted(
        [header.fields.index("procedure"), *(at for at, name in header.twice if name == "procedure")]
    )
    called = (at for at in ways if any(word in fold(header.texts[at]) for word in _CALLED_MEASURE))
    title = next(called, ways[0])
    rest = [at for at in ways if at != title]
    return _with(header, title=title, procedure=rest[0]) if rest else _with(header, title=title)


# --- items ---------------------------------------------------------------------------------------------


def _with_codes(header: Header, rows: Sequence[Row]) -> Header:
    """Codes under "ลำดับ" are the items' codes; items under "คะแนนและข้อ" are items."""
    number, score = header.position("number"), header.position("score")
    if number is not None and "code" not in header.fields and _mostly(rows, number, has_code):
        header = _with(header, code=number)
    if score is not None and not {"items", "code"} & set(header.fields) and _mostly(rows, score, has_code):
        header = _with(header, items=score)
    return header


def _with_remark(header: Header) -> Header:
    """Of strengths, weaknesses and an analysis the analysis is the remark."""
    remark = header.position("remark")
    if remark is None or _ANALYSIS in fold(header.texts[remark]):
        return header
    others = [at for at, name in header.twice if name == "remark" and _ANALYSIS in fold(header.texts[at])]
    if not others:
        return header
    fields = tuple("extra" if at == remark else name for at, name in enumerate(header.fields))
    return _with(replace(header, fields=fields), remark=others[0])


def _items_beside_indicators(header: Header, rows: Sequence[Row]) -> Header:
    """A table headed like one of indicators, with a column of items beside them, is one of items."""
    for position, name in enumerate(header.fields):
        if name == "extra" and _mostly(rows, position, lambda cell: has_code(plain(cell)[:200])):
            renamed = {"name": "extra", "no": "number"}
            fields = tuple(renamed.get(each, each) for each in header.fields)
            return _with(replace(header, kind="analysis", fields=fields), items=position)
    return header
