"""Lists of announced results handed in through the browser: kept, looked at, then written by the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from catalogue.queries import frames_in_force
from municipalities.models import User
from municipalities.queries import roles_of
from municipalities.roles import Role
from municipalities.staff import provinces_of
from national.announcing.columns import columns_of
from national.announcing.models import ScoreUpload
from national.announcing.plans import RowPlan, planned
from national.announcing.rows import AnnouncedRow, Checked, Defaults, check_table
from national.announcing.table import packed, read_table, unpacked
from national.announcing.writing import Written, in_batches, write_rows
from national.tasks import write_scores
from trail.services import record

KEPT = timedelta(days=7)
"""So long a list waits; then the next one that is handed in takes it away."""
BATCHES = 20
"""So many batches are one task; then it is another task's turn."""
ATTEMPTS = 3
PATIENCE = timedelta(minutes=15)
"""After so long without its end a list may have lost its worker for good."""
SHOWN = 200
"""So many rows stand on the page; of more the number is told."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What is in a list and what writing it would do."""

    checked: Checked
    counts: Written
    shown: list[RowPlan]
    """The first rows."""


def keep(filename: str, content: bytes, defaults: Defaults, *, actor: User) -> ScoreUpload:
    """Keep a list that can be read. Raises UnreadableFileError."""
    table = read_table(filename, content)
    columns_of(table, frames_in_force())
    long_ago = timezone.now() - KEPT
    ScoreUpload.objects.filter(confirmed_at=None, created_at__lt=long_ago).delete()
    ScoreUpload.objects.filter(finished_at__lt=long_ago).exclude(table=b"").update(table=b"")
    return ScoreUpload.objects.create(
        filename=filename[:200],
        table=packed(table),
        assessed_year=defaults.year,
        status=defaults.status,
        source=defaults.source,
        announced_on=defaults.announced_on,
        uploaded_by=actor,
    )


def limits_of(person: User) -> list[str] | None:
    """The codes of the provinces whose results a person may announce, None for the whole country."""
    if Role.SYSTEM_ADMIN in roles_of(person):
        return None
    return [each.code for each in provinces_of(person)]


def checked(upload: ScoreUpload, person: User) -> Checked | None:
    """What is in a list, as far as a person may announce it; None when its rows are no longer kept."""
    if not upload.table:
        return None
    defaults = Defaults(upload.assessed_year, upload.status, upload.source, upload.announced_on)
    return check_table(unpacked(bytes(upload.table)), defaults, provinces=limits_of(person))


def look(upload: ScoreUpload, person: User) -> Preview:
    """What the list would do today; nothing is written."""
    found = checked(upload, person)
    assert found is not None, "a list that waits has its rows"
    counts = Written()
    shown: list[RowPlan] = []
    for plan in planned(found.rows):
        counts.add(plan)
        if len(shown) < SHOWN:
            shown.append(plan)
    return Preview(found, counts, shown)


@transaction.atomic
def confirm(upload: ScoreUpload, *, actor: User) -> ScoreUpload:
    """Have the worker write what can be used; twice is once."""
    locked = ScoreUpload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    found = checked(locked, actor) if locked.confirmed_at is None else None
    if found is None or not found.rows:
        return locked
    locked.confirmed_at, locked.confirmed_by = timezone.now(), actor
    locked.rows = len(found.rows)
    locked.outcome = {**Written().as_json(), "done": 0, "left_out": found.wrong_rows}
    locked.save(update_fields=["confirmed_at", "confirmed_by", "rows", "outcome"])
    write_scores.enqueue(locked.pk)
    return locked


def is_stuck(upload: ScoreUpload) -> bool:
    """Whether somebody should be offered to have the rest written."""
    begun = upload.confirmed_at
    return begun is not None and upload.finished_at is None and timezone.now() - begun > PATIENCE


def go_on(upload: ScoreUpload) -> None:
    """Have the worker write the rest; one that is still at work is not disturbed by a second one."""
    if is_stuck(upload):
        write_scores.enqueue(upload.pk)


def work_on(pk: int) -> None:
    """Write the next batches of a confirmed list, and leave the rest to another task.

    Each batch is told in the same transaction as it is written, so that one that was cut short is begun again and
    one that was written is not.
    """
    upload = ScoreUpload.objects.select_related("confirmed_by").filter(pk=pk).first()
    if upload is None or upload.confirmed_by is None or upload.finished_at is not None:
        return
    found = checked(upload, upload.confirmed_by)
    rows = [row for row in found.rows if row.number > upload.last_row] if found else []
    batches = in_batches(rows)
    for batch in batches[:BATCHES]:
        _written(pk, batch)
    if len(batches) > BATCHES:
        write_scores.enqueue(pk)
    else:
        _finish(pk)


def _written(pk: int, batch: Sequence[AnnouncedRow]) -> None:
    """An officer may begin the same assessment in this moment; then the batch finds it the next time."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            _write(pk, batch)
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
        else:
            return


@transaction.atomic
def _write(pk: int, batch: Sequence[AnnouncedRow]) -> None:
    upload = _locked(pk)
    rows = [row for row in batch if row.number > upload.last_row]
    if upload.finished_at is not None or not rows:
        return
    so_far = Written.from_json(upload.outcome)
    write_rows(rows, so_far, actor=upload.confirmed_by)
    upload.last_row = rows[-1].number
    upload.outcome |= {**so_far.as_json(), "done": upload.outcome["done"] + len(rows)}
    upload.save(update_fields=["last_row", "outcome"])


@transaction.atomic
def _finish(pk: int) -> None:
    upload = _locked(pk)
    if upload.finished_at is not None:
        return
    upload.finished_at = timezone.now()
    upload.save(update_fields=["finished_at"])
    record("scores-imported", upload, actor=upload.confirmed_by, after=told(upload.filename, upload.outcome))


def told(filename: str, outcome: dict[str, Any]) -> dict[str, Any]:
    """What the event says that a list did."""
    counts = {name: outcome[name] for name in ("created", "changed", "same", "differing", "left_out")}
    return {"file": filename, **counts}


def _locked(pk: int) -> ScoreUpload:
    return (
        ScoreUpload.objects.select_for_update(of=("self",))
        .select_related("confirmed_by")
        .defer("table")
        .get(pk=pk)
    )
