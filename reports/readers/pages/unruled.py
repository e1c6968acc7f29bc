"""Tables without ruling lines: lines of text that leave the same white space between columns all the way down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from ita_portal.thai.normal import squash
from reports.readers.pages.valleys import (
    Gap,
    Spaced,
    around,
    is_crossed,
    is_parted,
    is_wide,
    least_of,
    lost,
    met,
    proofs,
)

_LINES_LIMIT = 250
"""Lines of a page; one of text has fifty."""
_PASSING = 2
"""Lines that may run across the columns one after the other: a heading inside the table."""
_APART, _FAR_APART = 2.2, 6.0
"""Heights of a letter between a line and the next of its table: one with a single text, one with several."""
_NEXT = 1.6
"""Heights of a letter between two lines of one cell of a head."""
_PROVED = 2
_SURE = 4
_SIGNED = re.compile(r"\(ลงชื่อ|ลงชื่อ\s*(?:[.…_)]|\Z)|\.{5}|…{2}|\(\s*(?:นาย|นาง|ว่าที่)")
_HEADING_LINES = 4
_HEAD_LETTERS = 12


@dataclass(slots=True)
class Block:
    """Lines of a page that stand in the same columns. `valleys` are the white space between these."""

    lines: list[Spaced]
    valleys: tuple[Gap, ...] = ()
    core: list[Spaced] = field(default_factory=list)

    @property
    def worth(self) -> int:
        return sum(sum(proofs(line, self.valleys)) for line in self.core)


def blocks_of(lines: Sequence[Spaced], above: Sequence[Gap] = ()) -> list[Block]:
    """The tables of a page from top to bottom. `above`: the valleys of one that may go on from the page before."""
    if len(lines) > _LINES_LIMIT:
        return []
    return list(_blocks(lines, above, _repeated(lines)))


def _blocks(lines: Sequence[Spaced], above: Sequence[Gap], heads: Set[int]) -> Iterator[Block]:
    """The table that explains most, and those above and below it."""
    found = [_grown(lines, start, (), heads) for start in range(len(lines)) if lines[start].wide]
    if above and lines:
        found.append(_grown(lines, 0, above, heads))
    tables = [block for block in found if _is_table(block, above)]
    if not tables:
        return
    best = max(tables, key=lambda block: block.worth)
    _reach_up(best, lines)
    first = next(at for at, line in enumerate(lines) if line is best.lines[0])
    last = next(at for at, line in enumerate(lines) if line is best.lines[-1])
    yield from _blocks(lines[:first], above, heads)
    yield best
    yield from _blocks(lines[last + 1 :], (), heads)


def _repeated(lines: Sequence[Spaced]) -> set[int]:
    """The lines that say the same as one above them: heads of further tables."""
    seen: dict[str, int] = {}
    found: set[int] = set()
    inside = 0.0
    texts = [squash(line.line.text) for line in lines]
    for at, (line, text) in enumerate(zip(lines, texts, strict=True)):
        if line.wide < 2 or len(text) < _HEAD_LETTERS:
            continue
        if text in seen:
            if line.base > inside:
                before, top = seen[text], at
                while before and texts[before - 1] == texts[top - 1]:
                    before, top = before - 1, top - 1
                found.add(id(lines[top]))
            inside = line.base + _APART * line.size
        else:
            seen[text] = at
    return found


def _grown(lines: Sequence[Spaced], start: int, above: Sequence[Gap], heads: Set[int]) -> Block:
    """The lines from one on that keep white space in common."""
    first = lines[start]
    valleys = met(above, first.gaps, least_of(first)) if above else first.gaps
    block = Block([first], valleys, [first])
    if above and lost(above[1:-1], valleys):
        block.valleys = ()
        return block
    passing: list[Spaced] = []
    last = first
    for line in lines[start + 1 :]:
        far = line.base - last.base
        if far > (_FAR_APART if line.wide else _APART) * line.size or _SIGNED.search(line.line.text):
            break
        if id(line) in heads:
            break
        last = line
        shared = met(block.valleys, line.gaps, least_of(line))
        gone = lost(block.valleys[1:-1], shared)
        runs_on = (
            bool(passing) and not line.wide and line.words[0].left < passing[-1].words[0].left + line.size
        )
        if runs_on or (gone and (above or not line.wide or not _are_chance(gone, shared, block))):
            passing.append(line)
            if len(passing) > _PASSING:
                break
            continue
        block.lines += [*passing, line]
        block.core.append(line)
        block.valleys = shared
        passing = []
    block.valleys = tuple(_proved(block) if not above else _inherited(block, above))
    return block


def _inherited(block: Block, above: Sequence[Gap]) -> Iterator[Gap]:
    """What is left of each valley of the page before."""
    for left, right in above[1:-1]:
        parts = [each for each in block.valleys[1:-1] if left <= each[0] and each[1] <= right]
        if parts:
            yield max(parts, key=lambda each: each[1] - each[0])


def _proved(block: Block) -> Iterator[Gap]:
    """The valleys that part enough lines, and that few lines with several columns run across."""
    for valley in block.valleys[1:-1]:
        proved = sum(is_parted(line, valley) for line in block.core)
        crossed = sum(line.wide and is_crossed(line, valley) for line in block.lines)
        if (proved >= _PROVED or (proved and is_wide(block.core[0], valley))) and 3 * crossed < proved:
            yield valley


def _are_chance(gone: Sequence[Gap], shared: Sequence[Gap], block: Block) -> bool:
    """Whether white space that a line does not leave was only chance in the few lines above, and other is left."""
    few = max(1, len(block.core) // 4)
    inner = block.valleys[1:-1]
    proved = [proofs(line, inner) for line in block.core]
    return len(shared) > 2 and all(
        sum(each[at] for each in proved) <= few for at, valley in enumerate(inner) if valley in gone
    )


def _is_table(block: Block, above: Sequence[Gap]) -> bool:
    """Three columns on two lines; two columns only where many lines say so; less where a table goes on."""
    if not block.valleys:
        return False
    parted = [sum(is_parted(line, valley) for valley in block.valleys) for line in block.core]
    if above and len(block.valleys) == len(above) - 2 and not lost(above[1:-1], block.valleys):
        return any(parted)
    if len(block.valleys) == 1:
        return sum(parted) >= _SURE and not _is_list(block)
    return sum(each > 1 for each in parted) >= _PROVED


def _is_list(block: Block) -> bool:
    """Whether the first of two columns only counts: the numbers of paragraphs."""
    (left, _right), *_ = block.valleys
    begin = min(line.words[0].left for line in block.core)
    return left - begin < 2.5 * block.core[0].size


def _reach_up(block: Block, lines: Sequence[Spaced]) -> None:
    """Take in the lines of the head above, whose cells stand over several columns."""
    at = next(index for index, line in enumerate(lines) if line is block.lines[0])
    for line in reversed(lines[max(at - _HEADING_LINES, 0) : at]):
        below = block.lines[0]
        left = min(each.words[0].left for each in block.core)
        padding = min(right - start for start, right in block.valleys) / 2
        far = (_APART if line.wide else _NEXT) * line.size
        if below.base - line.base > far or line.words[0].left < left - padding:
            return
        kept = met(_opened(block), line.gaps, least_of(line))
        if not lost(block.valleys, kept):
            block.valleys = kept[1:-1] if len(kept) == len(block.valleys) + 2 else block.valleys
        elif not (line.wide and any(is_parted(line, valley) for valley in block.valleys)):
            return
        block.lines.insert(0, line)


def _opened(block: Block) -> tuple[Gap, ...]:
    return around(block.valleys)
