"""What says scores elsewhere and no longer says them right. Apps that cite scores answer here, by registering."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from municipalities.models import Municipality


@dataclass(frozen=True, slots=True)
class Consequence:
    """Something to bring up to date after a score changed, in the user's language, and the page to do it on."""

    text: str
    url: str


Answer = Callable[[Municipality, int], list[Consequence]]
_answers: list[Answer] = []


def register(answer: Answer) -> Answer:
    """Add a function that tells what cites other scores of an assessed year (B.E.) than those stored now."""
    if answer not in _answers:
        _answers.append(answer)
    return answer


def consequences(municipality: Municipality, assessed_year: int) -> list[Consequence]:
    return [each for answer in _answers for each in answer(municipality, assessed_year)]
