"""What somebody else remarked on a measure. The app that knows (reports) answers here, by registering."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from measures.models import Measure


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on a field of a measure ("" for the whole of it) that nobody has marked as done."""

    field: str
    text: str
    who: str
    at: datetime
    url: str
    """The page on which it is marked as done."""


Answer = Callable[[Measure], list[Remark]]
_answers: list[Answer] = []


def register(answer: Answer) -> Answer:
    """Add a function that tells the open remarks on a measure."""
    if answer not in _answers:
        _answers.append(answer)
    return answer


def remarks_on(measure: Measure) -> tuple[Remark, ...]:
    return tuple(remark for answer in _answers for remark in answer(measure))
