"""Announced results that were handed in as a list, and what an announcement said of each municipality."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models import YEAR_VALIDATORS, Assessment
from municipalities.models import Municipality


class AnnouncedFigures(models.Model):
    """What announcements said of one municipality's assessed year, and which of it its own scores were given.

    Both are texts by the keys of `assessments.services.save_scores`: "total", "IIT", "3", "i1", "level", "status",
    "source" and "announced_on" (ISO). A figure in `given` is the announcement's for as long as it still stands
    there; every other one was typed by the municipality and is never replaced.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="announced_figures")
    assessed_year = models.PositiveSmallIntegerField(_("assessed year (B.E.)"), validators=YEAR_VALIDATORS)
    told: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    given: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-assessed_year", "pk"]
        verbose_name = _("announced figures")
        verbose_name_plural = _("announced figures")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "assessed_year"], name="announced_figures_once"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} ITA {self.assessed_year}"


class ScoreUpload(models.Model):
    """A list of announced results: read when it is handed in, looked at, written by the worker when somebody says so.

    `table` is what was read (`announcing.table.packed`). The year (B.E.), status, source and date stand for rows that
    do not say theirs. `last_row` is the last row of the file that is written, so that a worker that was killed is
    followed by one that goes on; `outcome` counts what was done so far.
    """

    filename = models.CharField(_("file"), max_length=200)
    table = models.BinaryField(editable=False)
    assessed_year = models.PositiveSmallIntegerField(
        _("assessed year (B.E.)"), validators=YEAR_VALIDATORS, null=True, blank=True
    )
    status = models.CharField(
        _("status of the figures"), max_length=16, choices=Assessment.Status, blank=True, default=""
    )
    source = models.CharField(_("source of the figures"), max_length=500, blank=True)
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("when"), auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    last_row = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(_("written"), null=True, blank=True)
    outcome = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("list of announced results")
        verbose_name_plural = _("lists of announced results")

    def __str__(self) -> str:
        return self.filename
