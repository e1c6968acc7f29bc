"""What was scored: a municipality's ITA result of one assessed year, and its analysis issue by issue.

Scores are Decimal 0–100 with two decimals; empty (None) is not 0. Columns `*_as_written` keep what a document
or an announcement said, word for word; computed figures are never stored here (`assessments.scoring`).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.models import Framework, Indicator, InstrumentCode, Issue, Item
from municipalities.models import Municipality

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

YEAR_VALIDATORS = [MinValueValidator(2550), MaxValueValidator(2700)]


def score_field(label: StrOrPromise) -> models.DecimalField:
    """A score: 0–100, two decimals, empty allowed."""
    return models.DecimalField(
        label,
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )


def score_check(name: str, field: str = "score") -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0, f"{field}__lte": 100}),
        name=name,
        violation_error_message=_("A score must be between 0 and 100."),
    )


class Assessment(models.Model):
    """The result of one assessed year, as announced. One per municipality and year."""

    class Status(models.TextChoices):
        UNKNOWN = "", _("not stated")
        PROVISIONAL = "provisional", _("provisional")
        CLARIFIED = "clarified", _("after clarification")
        FINAL = "final", _("final")

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="assessments")
    assessed_year = models.PositiveSmallIntegerField(_("assessed year (B.E.)"), validators=YEAR_VALIDATORS)
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="assessments")
    total = score_field(_("announced total"))
    total_as_written = models.TextField(blank=True)
    level_as_written = models.TextField(_("announced level"), blank=True)
    status = models.CharField(
        _("status of the figures"), max_length=16, choices=Status, blank=True, default=""
    )
    source = models.CharField(_("source of the figures"), max_length=500, blank=True)
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-assessed_year", "pk"]
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "assessed_year"],
                name="assessment_once_a_year",
                violation_error_message=_("This year already has an assessment."),
            ),
            models.CheckConstraint(
                condition=Q(assessed_year__gte=2550, assessed_year__lte=2700), name="assessment_year_is_be"
            ),
            score_check("assessment_total_in_range", "total"),
            models.CheckConstraint(
                condition=Q(status__in=("", "provisional", "clarified", "final")),
                name="assessment_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} ITA {self.assessed_year}"


class InstrumentScore(models.Model):
    """The announced score of one instrument."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="instruments")
    code = models.CharField(max_length=3, choices=InstrumentCode)
    score = score_field(_("announced score"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="instrument_score_once"),
            score_check("instrument_score_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.score}"


class IndicatorScore(models.Model):
    """One indicator's score, entered or announced. EIT and OIT are never computed from items.

    `indicator` is empty only for a row of an imported table that fits none.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="indicators")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="scores")
    position = models.PositiveSmallIntegerField(default=0)
    score = score_field(_("score"))
    no_as_written = models.TextField(blank=True)
    name_as_written = models.TextField(blank=True)
    instrument_as_written = models.TextField(blank=True)
    score_as_written = models.TextField(blank=True)
    level_as_written = models.TextField(blank=True)
    extra = models.JSONField(default=list, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "indicator"],
                condition=Q(indicator__isnull=False),
                name="indicator_score_once",
            ),
            score_check("indicator_score_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.score}"


class ItemScore(models.Model):
    """One item's score of the year, with a remark for an item below full score."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="items")
    item = models.ForeignKey(Item, models.PROTECT, related_name="scores")
    score = score_field(_("score"))
    remark = models.TextField(_("remark"), blank=True)

    class Meta:
        ordering = ["item__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "item"], name="item_score_once"),
            score_check("item_score_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.item.code} {self.score}"


class AnalysisRow(models.Model):
    """Analysis (การวิเคราะห์) of some items under one issue: one remark, as it prints."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="analysis")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="analysis")
    position = models.PositiveIntegerField(default=0)
    instrument = models.TextField(_("instrument"), blank=True)
    number_as_written = models.TextField(blank=True)
    heading_as_written = models.TextField(blank=True)
    remark = models.TextField(_("analysis"), blank=True)
    headings = models.JSONField(default=list, blank=True)
    extra = models.JSONField(default=list, blank=True)
    source_lines = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("analysis")
        verbose_name_plural = _("analysis")

    def __str__(self) -> str:
        return f"{self.assessment_id}/{self.position}"


class AnalysisItem(models.Model):
    """An item that an analysis row speaks of. Its own number stays when it differs from the item's score."""

    row = models.ForeignKey(AnalysisRow, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="analysis_items")
    score = score_field(_("score as written"))
    code_as_written = models.TextField(blank=True)
    title_as_written = models.TextField(blank=True)
    score_as_written = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [score_check("analysis_item_score_in_range")]

    def __str__(self) -> str:
        return self.code_as_written or str(self.item)
