"""What the worker does for auditors. A task may run twice: what was done already is not done again."""

from __future__ import annotations

from django_tasks import task


@task()
def make_export(export: int) -> None:
    """Write the workbook of a `QueueExport`."""
    from review.exports import make

    make(export)
