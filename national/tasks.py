"""What the worker does for the national picture. A task may run twice: what was done already is not done again."""

from __future__ import annotations

from django_tasks import task


@task()
def draw_year(year: int) -> None:
    """Draw the pictures of an assessed year (B.E.), unless another worker did it meanwhile."""
    from national.pictures import draw_if_stale

    draw_if_stale(year)


@task()
def write_scores(upload: int) -> None:
    """Write the next rows of a `ScoreUpload` that somebody confirmed."""
    from national.announcing.uploads import work_on

    work_on(upload)


@task()
def make_paper(sha256: str) -> None:
    """Lay out a page of the national picture that somebody asked for as PDF."""
    from national.papers import make

    make(sha256)


@task()
def make_data() -> None:
    """Make the files of open data, if something public changed since they were made."""
    from national.opendata.making import make_if_stale

    make_if_stale()
