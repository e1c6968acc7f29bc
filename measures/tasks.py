"""What the worker does for measures. A task may run twice: both times it keeps what it saw."""

from __future__ import annotations

from django_tasks import task


@task()
def look_at_links(checks: list[int]) -> None:
    """Look at the addresses of these `LinkCheck` rows."""
    from measures.link_checks import look_at

    for pk in checks:
        look_at(pk)
