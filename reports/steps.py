"""One of the five steps of a year's work: how much of it is done, and exactly what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SHOWN = 3
"""So many missing things stand on the home page one by one; the rest is a number."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not there or not right yet, and the address of the field that mends it."""

    text: str
    url: str
    severity: Literal["error", "warning"] = "warning"
    issue: int | None = None
    """The issue that is missing as a whole."""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps. `done` of `whole` are complete, counted in `unit`; `missing` says what is not."""

    number: int
    key: str
    name: str
    url: str
    done: int
    whole: int
    unit: str
    missing: tuple[Missing, ...] = ()
    note: str = ""

    @property
    def is_done(self) -> bool:
        return bool(self.whole) and self.done >= self.whole and not self.missing

    @property
    def is_blocked(self) -> bool:
        return any(each.severity == "error" for each in self.missing)

    @property
    def shown(self) -> Sequence[Missing]:
        return self.missing[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.missing) - SHOWN)

    @property
    def left(self) -> str:
        """What is left, in a few words."""
        if self.is_done:
            return _("complete")
        if self.note:
            return self.note
        if not self.whole:
            return "–"
        if self.done >= self.whole and self.is_blocked:
            wrong = sum(each.severity == "error" for each in self.missing)
            return ngettext("%(count)s mistake", "%(count)s mistakes", wrong) % {"count": wrong}
        return _left_over(self.key, max(self.whole - self.done, 1))


def _left_over(key: str, count: int) -> str:
    text = {
        "scores": ngettext("%(count)s item left", "%(count)s items left", count),
        "measures": ngettext("%(count)s issue left", "%(count)s issues left", count),
        "analysis": ngettext("%(count)s issue left", "%(count)s issues left", count),
        "results": ngettext("%(count)s measure left", "%(count)s measures left", count),
        "publication": ngettext("%(count)s document left", "%(count)s documents left", count),
    }[key]
    return text % {"count": count}
