"""`manage.py reap_tasks`: put back the tasks whose worker was killed, give up those that failed too often."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from reports.importing import purge_imports
from reports.management.one_line import OneLineCommand
from reports.publication import reap_publications
from reports.renderings import MAX_ATTEMPTS, reap_renderings
from reports.tidying import purge_all

MINUTES = 10
"""A task is killed by its own limits after a minute or two: one that runs for longer has lost its worker."""


class Command(OneLineCommand):
    help = (
        "Re-queue background tasks whose worker was killed; fail those that were tried too often; drop what is kept"
        " for a time only: imports that nobody saved, PDFs that show old figures, answers to programs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--minutes", type=int, default=MINUTES, help="running for longer counts as lost")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        requeued, failed = reap_tasks(timedelta(minutes=max(options["minutes"], 0)))
        given_up = reap_renderings() + reap_publications()
        purge_imports()
        purge_all()
        if options["json"]:
            self.print_json({"requeued": requeued, "failed": failed, "given_up": given_up})
        elif requeued or failed or given_up:
            self.stdout.write(f"{requeued} tasks put back, {failed} failed, {given_up} given up")


@transaction.atomic
def reap_tasks(age: timedelta) -> tuple[int, int]:
    """Put back running tasks older than `age`, or fail them after their last attempt; return how many of each.

    Every worker that takes a task adds its name to it: the names count the attempts.
    """
    lost = DBTaskResult.objects.select_for_update(skip_locked=True).filter(
        status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - age
    )
    requeued = failed = 0
    for task in lost.order_by("enqueued_at"):
        if len(task.worker_ids) < MAX_ATTEMPTS:
            task.status, task.started_at = TaskResultStatus.READY, None
            requeued += 1
        else:
            task.status, task.finished_at = TaskResultStatus.FAILED, timezone.now()
            task.traceback = f"its worker was lost {len(task.worker_ids)} times"
            failed += 1
        task.save()
    return requeued, failed
