"""PDFs of public pages, kept by the hash of what they show."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Paper(models.Model):
    """A page of the national picture as PDF, asked for by anybody and made once by the worker.

    `sha256` is the hash of what is shown, without the day: the same figures are never rendered twice. `page` is the
    HTML to lay out, emptied when that is done. The file is among those that are kept for a while (`vault.passing`):
    what nobody asked for in a month is dropped, and made again when somebody does.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("being made")
        DONE = "done", _("ready")
        FAILED = "failed", _("failed")

    sha256 = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(_("file"), max_length=100)
    shown_at = models.CharField(_("address"), max_length=300)
    page = models.TextField(blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.QUEUED)
    file_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-requested_at"]
        verbose_name = _("page as PDF")
        verbose_name_plural = _("pages as PDF")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("queued", "running"), file_sha256="", finished_at__isnull=True)
                | (Q(state="done", finished_at__isnull=False) & ~Q(file_sha256=""))
                | (Q(state="failed", file_sha256="", finished_at__isnull=False) & ~Q(reason="")),
                name="paper_state_and_result_agree",
            ),
        ]
        indexes = [
            models.Index(fields=["state"], name="paper_by_state"),
            models.Index(fields=["requested_at"], name="paper_by_request"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"
