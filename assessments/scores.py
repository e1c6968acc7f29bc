"""Scores as people type them: which are possible, and why others are not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext

from ita_portal.thai.digits import parse_decimal

Typed = Decimal | str | int | None
HUNDRED = Decimal(100)
_DECIMAL_COMMA = re.compile(r"(?<=[0-9๐-๙]),(?=[0-9๐-๙]{1,2}\Z)")


def score_from(typed: Typed) -> Decimal | None:
    """A score from 0 to 100 with two decimals; None for an empty field. Raises ValueError, in the user's language.

    A percent sign behind the number is how some tables print it, and says nothing else. Of scores no one has
    thousands: a comma before one or two last digits is a decimal comma.
    """
    try:
        value = (
            parse_decimal(_DECIMAL_COMMA.sub(".", str(typed).strip().removesuffix("%")))
            if typed is not None
            else None
        )
    except ValueError:
        raise ValueError(
            gettext("“%(typed)s” is not a score: a number with at most two decimals.")
            % {"typed": str(typed)[:40]}
        ) from None
    if value is not None and not 0 <= value <= HUNDRED:
        raise ValueError(
            gettext("%(typed)s is not possible: a score is between 0 and 100.") % {"typed": str(typed)[:40]}
        )
    return value


@dataclass(slots=True)
class Sorted:
    """Possible scores by key, and the reason for each impossible one."""

    possible: dict[str, Decimal | None] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def sort_scores(typed: Mapping[str, Typed]) -> Sorted:
    """Part the possible scores from the impossible ones."""
    result = Sorted()
    for key, value in typed.items():
        try:
            result.possible[key] = score_from(value)
        except ValueError as error:
            result.problems[key] = str(error)
    return result
