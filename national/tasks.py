"""What the worker does for the national picture. A task may run twice; drawing the same year again changes nothing."""

from __future__ import annotations

from django_tasks import task


@task()
def draw_year(year: int) -> None:
    """Draw the pictures of an assessed year (B.E.), unless another worker did it meanwhile."""
    from national.pictures import draw_if_stale

    draw_if_stale(year)
