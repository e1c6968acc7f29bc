"""Workbooks of the queue that somebody asked for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class QueueExport(models.Model):
    """The queue of an auditor, as it was filtered, as a workbook that the worker makes; only that auditor fetches it.

    `query` is that of the address where it was asked for. The file is kept for a while (`vault.passing`).
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("being made")
        DONE = "done", _("ready")
        FAILED = "failed", _("failed")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    query = models.TextField(blank=True)
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=16, choices=State, default=State.QUEUED)
    file_sha256 = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(db_index=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("export of the review queue")
        verbose_name_plural = _("exports of the review queue")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("queued", "running"), file_sha256="", finished_at__isnull=True)
                | (Q(state="done", finished_at__isnull=False) & ~Q(file_sha256=""))
                | Q(state="failed", file_sha256="", finished_at__isnull=False),
                name="queue_export_state_and_file_agree",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.asked_at:%Y-%m-%d %H:%M}"
