"""The write guard: one question asked before any field of a municipality's year is written (design §5).

While a report is submitted or approved, the fields that only it prints are read-only in every path. The apps
that write (assessments, measures) ask here; the app that knows the states (reports) answers, by registering.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from municipalities.models import Municipality


class ReadOnly(Exception):
    """The field cannot be written now; the message says which report holds it and why."""


@dataclass(frozen=True)
class Write:
    """What is about to be written: the fields, and the assessed or action year (B.E.) they belong to."""

    municipality: Municipality
    fields: frozenset[str]
    assessed_year: int | None = None
    action_year: int | None = None


Answer = Callable[[Write], str | None]
_answers: list[Answer] = []


def register(answer: Answer) -> Answer:
    """Add a function that gives the reason why a write is refused, or None. Usable as a decorator."""
    if answer not in _answers:
        _answers.append(answer)
    return answer


def refusal(
    municipality: Municipality,
    fields: Collection[str],
    *,
    assessed_year: int | None = None,
    action_year: int | None = None,
) -> str | None:
    """Why these fields cannot be written now, or None when they can."""
    write = Write(municipality, frozenset(fields), assessed_year, action_year)
    return next((reason for answer in _answers if (reason := answer(write))), None)


def require_writable(
    municipality: Municipality,
    fields: Collection[str],
    *,
    assessed_year: int | None = None,
    action_year: int | None = None,
) -> None:
    """Raise ReadOnly with the reason when a report in approval holds one of these fields."""
    reason = refusal(municipality, fields, assessed_year=assessed_year, action_year=action_year)
    if reason:
        raise ReadOnly(reason)
