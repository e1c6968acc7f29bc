"""Making the files: by the worker, some minutes after something public changed, and never more often.

A file is written aside and renamed, then told in its row; the one before it goes. Rows that did not change give the
same bytes and the same name.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation

from national.models import DataFile, StaleData
from national.opendata.formats import MEDIA_TYPES, write
from national.opendata.tables import TABLES, Table
from vault.kept import write_whole

WAIT = timedelta(minutes=10)
ALL = "all"


def mark_data_stale() -> None:
    """Something public changed: all files are made anew once, after a while in which more may change."""
    from national.tasks import make_data

    _row, created = StaleData.objects.get_or_create(what=ALL)
    if created:
        make_data.using(run_after=timezone.now() + WAIT).enqueue()


def make_if_stale() -> bool:
    """Make the files if something changed since; whether it had."""
    if not StaleData.objects.filter(what=ALL).delete()[0]:  # what changes from here on is made the next time
        return False
    make_all()
    return True


def make_all() -> int:
    """Make every file of every table and year; how many there are."""
    made = 0
    with translation.override("th"):
        for table in TABLES.values():
            years = table.years()
            for year in years:
                made += _make(table, year)
            for gone in DataFile.objects.filter(table=table.name).exclude(year__in=years):
                gone.delete()
                _forget(gone.sha256)
    return made


def path_of(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "opendata" / sha256


def _make(table: Table, year: int) -> int:
    columns, rows = table.columns(), list(table.rows(year))
    for extension in MEDIA_TYPES:
        data = write(extension, columns, rows)
        sha256 = hashlib.sha256(data).hexdigest()
        _keep(sha256, data)
        before = DataFile.objects.filter(table=table.name, year=year, extension=extension).first()
        if before is not None and before.sha256 == sha256:
            continue
        DataFile.objects.update_or_create(
            table=table.name,
            year=year,
            extension=extension,
            defaults={"sha256": sha256, "size": len(data), "rows": len(rows), "made_at": timezone.now()},
        )
        if before is not None:
            _forget(before.sha256)
    return len(MEDIA_TYPES)


def _keep(sha256: str, data: bytes) -> None:
    path = path_of(sha256)
    if path.is_file() and path.stat().st_size == len(data):
        return
    write_whole(path, data)


def _forget(sha256: str) -> None:
    """Take a file away that no row names any more; two tables without a row may share one."""
    if not DataFile.objects.filter(sha256=sha256).exists():
        path_of(sha256).unlink(missing_ok=True)
