"""What somebody else remarked on a row that is edited. The app that knows (reports) answers here, by registering."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on a field of a row ("" for the whole of it) that nobody has marked as done."""

    field: str
    text: str
    who: str
    at: datetime
    url: str
    """The page on which it is marked as done."""


Answer = Callable[[str, Collection[int]], Mapping[int, Sequence[Remark]]]
_answers: list[Answer] = []


def register(answer: Answer) -> Answer:
    """Add a function that tells the open remarks on rows of a kind (`measure`, `analysis`, …), by their keys."""
    if answer not in _answers:
        _answers.append(answer)
    return answer


def remarks_on_rows(kind: str, keys: Collection[int]) -> dict[int, tuple[Remark, ...]]:
    """The open remarks on each of these rows; a row without any is not in it."""
    found: dict[int, tuple[Remark, ...]] = {}
    for answer in _answers:
        for key, remarks in answer(kind, keys).items():
            found[key] = (*found.get(key, ()), *remarks)
    return found


def remarks_on(kind: str, key: int) -> tuple[Remark, ...]:
    """The open remarks on one row."""
    return remarks_on_rows(kind, (key,)).get(key, ())
