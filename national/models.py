"""What is publicly known of every municipality's result of a year, and what it adds up to.

A result is known by an announcement of all results or by a published report, never by a draft: an officer's figures
stay the municipality's own until it publishes them.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models import YEAR_VALIDATORS, Assessment, score_check, score_field
from municipalities.models import Kind, Municipality, Province
from national.announcing.models import (  # noqa: F401 - models are looked for here
    AnnouncedFigures,
    ScoreUpload,
)
from national.opendata.models import DataFile, StaleData  # noqa: F401 - models are looked for here
from national.paper_models import Paper  # noqa: F401 - models are looked for here
from reports.models import Version


class YearResult(models.Model):
    """One municipality's result of one assessed year, as one origin tells it.

    The announcement is shown where there is one, else the newest published report that tells of the year. Code,
    name, kind and province are those of the day it became known. `level` is the name of a band of that year, "" when
    no band can be told. `instruments` are scores by code, `indicators` by number as text, each a text with two
    decimals; what is not known is not in it.
    """

    class Origin(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        REPORT = "report", _("published report")

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="year_results")
    assessed_year = models.PositiveSmallIntegerField(_("assessed year (B.E.)"), validators=YEAR_VALIDATORS)
    origin = models.CharField(_("known by"), max_length=16, choices=Origin)
    shown = models.BooleanField(_("shown"), default=False)
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("version")
    )
    status = models.CharField(
        _("status of the figures"), max_length=16, choices=Assessment.Status, blank=True, default=""
    )
    source = models.CharField(_("source of the figures"), max_length=500, blank=True)
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    code = models.CharField(_("code"), max_length=10)
    name = models.CharField(_("municipality"), max_length=250)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    total = score_field(_("score"))
    level = models.CharField(_("level"), max_length=100, blank=True)
    instruments = models.JSONField(_("instruments"), default=dict, blank=True)
    indicators = models.JSONField(_("indicators"), default=dict, blank=True)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)

    class Meta:
        ordering = ["-assessed_year", "code", "origin"]
        verbose_name = _("result of a year")
        verbose_name_plural = _("results of years")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "assessed_year", "origin"], name="year_result_once_by_origin"
            ),
            models.UniqueConstraint(
                fields=["municipality", "assessed_year"],
                condition=Q(shown=True),
                name="year_result_shown_once",
            ),
            models.CheckConstraint(
                condition=Q(origin="announced", version__isnull=True)
                | Q(origin="report", version__isnull=False),
                name="year_result_version_fits_origin",
            ),
            models.CheckConstraint(
                condition=Q(assessed_year__gte=2550, assessed_year__lte=2700), name="year_result_year_is_be"
            ),
            score_check("year_result_total_in_range", "total"),
        ]
        indexes = [
            models.Index(fields=["assessed_year", "shown", "province"], name="year_result_by_province"),
            models.Index(fields=["assessed_year", "shown", "code"], name="year_result_by_code"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ITA {self.assessed_year} {self.total}"


class Picture(models.Model):
    """What the shown results of a year add up to: of the country or a province, of all kinds or of one.

    `province` and `kind` "" mean all. `data` is what `national.pictures` makes; `municipalities` counts those there
    are, `results` those whose result is known, `reports` those with a published report that tells of this year.
    """

    assessed_year = models.PositiveSmallIntegerField(_("assessed year (B.E.)"))
    province = models.CharField(_("province"), max_length=2, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, blank=True)
    municipalities = models.PositiveIntegerField(default=0)
    results = models.PositiveIntegerField(default=0)
    reports = models.PositiveIntegerField(default=0)
    median = score_field(_("median"))
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    drawn_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-assessed_year", "province", "kind"]
        verbose_name = _("picture of a year")
        verbose_name_plural = _("pictures of years")
        constraints = [
            models.UniqueConstraint(fields=["assessed_year", "province", "kind"], name="picture_once"),
        ]

    def __str__(self) -> str:
        return f"{self.assessed_year} {self.province} {self.kind}"


class StaleYear(models.Model):
    """A year whose results changed since its pictures were drawn; the row is the promise that a worker draws them."""

    assessed_year = models.PositiveSmallIntegerField(primary_key=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("year to draw anew")
        verbose_name_plural = _("years to draw anew")

    def __str__(self) -> str:
        return str(self.assessed_year)
