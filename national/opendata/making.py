"""Making the files: by the worker, some minutes after something public changed, and never more often.

A file is written aside and renamed, then told in its row; the one before it goes. Rows that did not change give the
same bytes and the same name.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from national.models import DataFile, StaleData
from national.opendata.formats import MEDIA_TYPES, writer_of
from national.opendata.table import Row, Table
from national.opendata.tables import TABLES

WAIT = timedelta(minutes=10)
ALL, UNDER_WAY = "all", "under way"
"""Of `StaleData`. Who is killed at work leaves the second: the files are made by whoever comes next."""
ASIDE = ".making-"
ROWS_AT_ONCE = 1000
"""So many rows are in memory at a time."""


def mark_data_stale() -> None:
    """Something public changed: all files are made anew once, after a while in which more may change."""
    from national.tasks import make_data

    _row, created = StaleData.objects.get_or_create(what=ALL)
    if created:
        make_data.using(run_after=timezone.now() + WAIT).enqueue()


def make_if_stale() -> bool:
    """Make the files if something changed since; whether it had."""
    with transaction.atomic():  # what changes from here on is made the next time
        if StaleData.objects.filter(what=ALL).delete()[0]:
            StaleData.objects.update_or_create(what=UNDER_WAY, defaults={"since": timezone.now()})
    begun = StaleData.objects.filter(what=UNDER_WAY).first()
    if begun is None:
        return False
    make_all()
    StaleData.objects.filter(what=UNDER_WAY, since=begun.since).delete()
    return True


def make_all() -> int:
    """Make every file of every table and year; how many there are."""
    made = 0
    _leave_nothing_behind()
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
    made_of = table.made_of(year) if table.made_of else ""
    if not (made_of and _is_made(table, year, made_of)):
        for extension, (sha256, size, rows) in _written(table, year).items():
            _tell(table, year, extension, {"sha256": sha256, "size": size, "rows": rows, "made_of": made_of})
    return len(MEDIA_TYPES)


def _is_made(table: Table, year: int, made_of: str) -> bool:
    found = DataFile.objects.filter(table=table.name, year=year, made_of=made_of)
    return len([each for each in found if path_of(each.sha256).is_file()]) == len(MEDIA_TYPES)


def _written(table: Table, year: int) -> dict[str, tuple[str, int, int]]:
    """All formats in one pass over the rows: hash, size and number of rows by extension."""
    folder = path_of("")
    folder.mkdir(parents=True, exist_ok=True)
    columns, count = table.columns(), 0
    with ExitStack() as stack:
        aside = Path(stack.enter_context(TemporaryDirectory(dir=folder, prefix=ASIDE)))
        files = {each: stack.enter_context((aside / each).open("wb")) for each in MEDIA_TYPES}
        with ExitStack() as writing:
            writers = [writer_of(each, columns, file) for each, file in files.items()]
            for writer in writers:
                writing.callback(writer.close)
            for rows in _some_at_a_time(table.rows(year)):
                count += len(rows)
                for writer in writers:
                    writer.write(rows)
        for file in files.values():
            file.flush()
            os.fsync(file.fileno())
        return {each: (*_kept(aside / each), count) for each in MEDIA_TYPES}


def _some_at_a_time(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while some := list(islice(rows, ROWS_AT_ONCE)):
        yield some


def _kept(draft: Path) -> tuple[str, int]:
    """Named by its hash; its hash and size."""
    with draft.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    size, path = draft.stat().st_size, path_of(sha256)
    if not path.is_file() or path.stat().st_size != size:
        draft.chmod(0o640)
        draft.replace(path)
    return sha256, size


def _tell(table: Table, year: int, extension: str, said: dict[str, Any]) -> None:
    """The row of a file; the file before it goes. One that is the same keeps the day it was made."""
    before = DataFile.objects.filter(table=table.name, year=year, extension=extension).first()
    if before is not None and before.sha256 == said["sha256"]:
        if before.made_of != said["made_of"]:
            DataFile.objects.filter(pk=before.pk).update(made_of=said["made_of"])
        return
    DataFile.objects.update_or_create(
        table=table.name, year=year, extension=extension, defaults={**said, "made_at": timezone.now()}
    )
    if before is not None:
        _forget(before.sha256)


def _leave_nothing_behind() -> None:
    """Take away what a worker that was killed left of its work."""
    long_ago = time.time() - timedelta(days=1).total_seconds()
    for each in path_of("").glob(f"{ASIDE}*"):
        if each.stat().st_mtime < long_ago:
            shutil.rmtree(each, ignore_errors=True)


def _forget(sha256: str) -> None:
    """Take a file away that no row names any more; two tables without a row may share one."""
    if not DataFile.objects.filter(sha256=sha256).exists():
        path_of(sha256).unlink(missing_ok=True)
