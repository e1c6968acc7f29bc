"""What the worker does: making a PDF that was asked for, and publishing a version.

A task may run twice (its worker was killed, `reap_tasks` put it back): both are idempotent. They report failure in
their own rows, where people see it, and end well themselves.
"""

from __future__ import annotations

from django_tasks import task


@task()
def make_rendering(rendering: int) -> None:
    """Make the PDF of a `Rendering`."""
    from reports.renderings import make

    make(rendering)


@task()
def publish_version(version: int) -> None:
    """Render and store the files of a reserved `Version`, then make it public."""
    from reports.publication import publish

    publish(version)


@task()
def check_own_copy(copy: int) -> None:
    """Compare what stands on a municipality's website with the version it is said to be."""
    from reports.beside import look_at_own_copy

    look_at_own_copy(copy)
