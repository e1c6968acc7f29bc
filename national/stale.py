"""Which years must be drawn anew, told once to the worker however often it is said."""

from __future__ import annotations

from national.models import StaleYear
from national.tasks import draw_year


def mark_stale(year: int) -> None:
    """A result of this year changed. The year after compares with it, so it is drawn anew as well."""
    for each in (year, year + 1):
        _row, created = StaleYear.objects.get_or_create(assessed_year=each)
        if created:
            draw_year.enqueue(each)
