"""In which digits a year's results report prints. `reports` knows its layout and answers here, by registering."""

from __future__ import annotations

from collections.abc import Callable

from ita_portal.thai.digits import Digits
from municipalities.models import Municipality

Answer = Callable[[Municipality, int], Digits | None]
_answers: list[Answer] = []


def register(answer: Answer) -> Answer:
    """Add a function that tells the digits of an action year's (B.E.) results report, None without one."""
    if answer not in _answers:
        _answers.append(answer)
    return answer


def printed_digits(municipality: Municipality, action_year: int) -> Digits:
    """The digits of sentences that are written into the results of an action year; Thai unless a report says."""
    return next((found for each in _answers if (found := each(municipality, action_year))), "thai")
