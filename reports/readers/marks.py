"""Issue headings among paragraphs, told apart from mere lists of the issues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ita_portal.thai.celltext import plain
from reports.document import Block
from reports.readers.issues import SAME, IssueHeading, Issues

_LIST = 3
"""That many headings with nothing between them are a list of the issues."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An issue's heading at a position among blocks."""

    position: int
    heading: IssueHeading

    @property
    def number(self) -> int:
        return self.heading.by_title or self.heading.number or 0


def find_marks(blocks: Sequence[Block], issues: Issues) -> list[Mark]:
    """The blocks that head an issue, in order."""
    marks = [
        Mark(position, heading)
        for position, block in enumerate(blocks)
        if block.kind != "table" and (heading := issues.heading(plain(block.text))) and _heads(heading)
    ]
    kept: list[Mark] = []
    run: list[Mark] = []
    for mark in marks:
        if run and (mark.position != run[-1].position + 1 or mark.number <= run[-1].number):
            kept.extend(run if len(run) < _LIST else [])
            run = []
        run.append(mark)
    return kept + (run if len(run) < _LIST else [])


def _heads(heading: IssueHeading) -> bool:
    if not heading.named:
        return heading.alike >= SAME
    return heading.by_title is not None or len(heading.title) <= 120


def groups(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Marks in rising order of their numbers, a new group where they begin again."""
    found: list[list[Mark]] = []
    for mark in marks:
        if found and mark.number > found[-1][-1].number:
            found[-1].append(mark)
        else:
            found.append([mark])
    return found
