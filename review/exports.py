"""The queue as a workbook: asked for in the browser, made by the worker, fetched by whoever asked.

The queue of the whole country takes some seconds to write, and a web process has other things to do.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone, translation

from municipalities.models import User
from review.export_models import QueueExport
from review.filters import filters_of
from review.queue import queued
from review.sheets import workbook
from review.tasks import make_export
from vault import passing

logger = logging.getLogger(__name__)

State = QueueExport.State
UNDER_WAY = (State.QUEUED, State.RUNNING)
MAX_ATTEMPTS = 3
STALE_AFTER = timedelta(minutes=10)
"""It takes seconds; one under way for longer lost its worker."""
KEPT_FOR = timedelta(days=1)


@transaction.atomic
def ask(person: User, query: str, language: str) -> QueueExport:
    """Queue a workbook; the one under way when this person asked for the same already."""
    now = timezone.now()
    User.objects.select_for_update().get(pk=person.pk)  # who presses twice at once asks once
    wanted = {"person": person, "query": query, "language": language}
    found = QueueExport.objects.filter(**wanted, state__in=UNDER_WAY, asked_at__gt=now - STALE_AFTER).first()
    if found is not None:
        return found
    export = QueueExport.objects.create(**wanted, asked_at=now)
    make_export.enqueue(export.pk)
    return export


def make(pk: int) -> None:
    """Make a workbook that was asked for; nothing when it is there already. Never raises."""
    export = _start(pk)
    if export is None:
        return
    try:
        with translation.override(export.language):
            data = workbook(queued(export.person, filters_of(QueryDict(export.query))[1]))
        stored = passing.keep(data)
    except Exception:
        logger.exception("the export %s failed", pk)
        _end(export, "")
    else:
        _end(export, stored)


def purge_exports() -> int:
    """Drop the workbooks of yesterday; return how many."""
    dropped = 0
    for export in QueueExport.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR):
        export.delete()
        dropped += 1
        if not QueueExport.objects.filter(file_sha256=export.file_sha256).exists():
            passing.drop(export.file_sha256)
    return dropped


@transaction.atomic
def _start(pk: int) -> QueueExport | None:
    rows = QueueExport.objects.select_for_update(of=("self",)).select_related("person")
    export = rows.filter(pk=pk, state__in=UNDER_WAY).first()
    if export is None:
        return None
    if export.attempts >= MAX_ATTEMPTS or not export.person.is_active:
        _end(export, "")
        return None
    export.state = State.RUNNING
    export.attempts += 1
    export.save(update_fields=["state", "attempts"])
    return export


def _end(export: QueueExport, stored: str) -> None:
    QueueExport.objects.filter(pk=export.pk, state__in=UNDER_WAY).update(
        state=State.DONE if stored else State.FAILED, file_sha256=stored, finished_at=timezone.now()
    )
