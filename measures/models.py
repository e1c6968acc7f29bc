"""What is done: the plan of one action year, its measures by issue, and how each is carried out and shown."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.models import score_check, score_field
from catalogue.models import Issue, Item
from municipalities.models import Department, Municipality


class Plan(models.Model):
    """The measures of one action year (fiscal year, 1 Oct N−1 – 30 Sep N, B.E.). One per municipality and year."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="plans")
    action_year = models.PositiveSmallIntegerField(
        _("action year (B.E.)"), validators=[MinValueValidator(2550), MaxValueValidator(2700)]
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-action_year", "pk"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "action_year"],
                name="plan_once_a_year",
                violation_error_message=_("This year already has a plan."),
            ),
            models.CheckConstraint(
                condition=Q(action_year__gte=2550, action_year__lte=2700), name="plan_year_is_be"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} FY {self.action_year}"


class Section(models.Model):
    """The measures of one issue; a flat list is one section without an issue.

    `headings`, `before` and `after` are the JSON forms of the Document's tuples of the same names.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField(default=0)
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="sections")
    number_as_written = models.TextField(blank=True)
    heading_as_written = models.TextField(blank=True)
    headings = models.JSONField(default=list, blank=True)
    before = models.JSONField(default=list, blank=True)
    after = models.JSONField(default=list, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("section of a plan")
        verbose_name_plural = _("sections of a plan")

    def __str__(self) -> str:
        return self.heading_as_written or str(self.issue or "–")


class Measure(models.Model):
    """One measure or activity (มาตรการ/กิจกรรม). Text columns hold cell text (`thai.celltext`)."""

    class PeriodStyle(models.TextChoices):
        TEXT = "text", _("as typed")
        DATES = "dates", _("dates")
        MONTHS = "months", _("months")
        QUARTERS = "quarters", _("quarters")
        YEAR = "year", _("whole year")

    section = models.ForeignKey(Section, models.CASCADE, related_name="measures")
    position = models.PositiveIntegerField(default=0)
    number_as_written = models.TextField(blank=True)
    title = models.TextField(_("measure or activity"), blank=True)
    procedure = models.TextField(_("steps"), blank=True)
    output = models.TextField(_("output"), blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    suggestion = models.TextField(_("suggestion"), blank=True)
    follow_up = models.TextField(_("follow-up and reporting"), blank=True)
    responsible_as_written = models.TextField(blank=True)
    period_text = models.TextField(_("period as printed"), blank=True)
    period_start = models.DateField(_("from"), null=True, blank=True)
    period_end = models.DateField(_("until"), null=True, blank=True)
    period_style = models.CharField(_("kind of period"), max_length=16, choices=PeriodStyle, default="text")
    extra = models.JSONField(default=list, blank=True)
    headings = models.JSONField(default=list, blank=True)
    source_lines = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        constraints = [
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_end__gte=F("period_start")),
                name="measure_period_in_order",
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(period_style__in=("text", "dates", "months", "quarters", "year")),
                name="measure_period_style_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title[:60] or f"#{self.pk}"


class ResponsibleUnit(models.Model):
    """A unit or position responsible for a measure, in order; one of the departments or free text."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="responsible")
    position = models.PositiveSmallIntegerField(default=0)
    department = models.ForeignKey(Department, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.TextField(_("name"))

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("responsible unit")
        verbose_name_plural = _("responsible units")

    def __str__(self) -> str:
        return self.name


class MeasureItem(models.Model):
    """An item whose score a measure answers."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="items")
    item = models.ForeignKey(Item, models.PROTECT, related_name="measures")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["measure", "item"], name="measure_item_once")]

    def __str__(self) -> str:
        return self.item.code


class Evidence(models.Model):
    """A link or a stored file (by SHA-256) that shows a measure was carried out, or that an item of the plan's own
    ITA year is disclosed. Private unless said.

    Of an item there is `item_as_written` instead where a document named one that the catalogue does not have.
    `filename` and `size` are a file's; `personal` names what of a person its text seems to hold
    (`ita_portal.thai.personal`).
    """

    measure = models.ForeignKey(Measure, models.CASCADE, null=True, blank=True, related_name="evidence")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="item_evidence")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="evidence")
    item_as_written = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.TextField(_("title"))
    url = models.URLField(_("address"), max_length=2000, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    filename = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    personal = models.JSONField(default=list, blank=True)
    is_public = models.BooleanField(_("public"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    link_check: LinkCheck | None = None
    """What is known about the address, where it was read (`measures.queries.with_link_checks`)."""

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                condition=~Q(url="", sha256=""),
                name="evidence_is_link_or_file",
                violation_error_message=_("Evidence needs an address or a file."),
            ),
            models.CheckConstraint(
                condition=Q(measure__isnull=False, plan__isnull=True, item__isnull=True, item_as_written="")
                | Q(measure__isnull=True, plan__isnull=False, item__isnull=False, item_as_written="")
                | (Q(measure__isnull=True, plan__isnull=False, item__isnull=True) & ~Q(item_as_written="")),
                name="evidence_is_of_measure_or_item",
                violation_error_message=_("Evidence belongs to a measure or to an item of a year."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class LinkCheck(models.Model):
    """What came back from an address when it was last looked at. One row an address, whoever names it.

    `status` is that of HTTP; `problem` is a `fetching.Reason` when there was no answer. The row belongs to no
    measure: a check changes nothing that anybody wrote.
    """

    url_sha256 = models.CharField(max_length=64, unique=True)
    url = models.URLField(_("address"), max_length=2000)
    asked_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    problem = models.CharField(max_length=16, blank=True)
    final_url = models.TextField(blank=True)
    title = models.TextField(blank=True)

    class Meta:
        verbose_name = _("checked link")
        verbose_name_plural = _("checked links")
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, status__isnull=True, problem="")
                | (Q(checked_at__isnull=False, status__isnull=False, problem=""))
                | (Q(checked_at__isnull=False, status__isnull=True) & ~Q(problem="")),
                name="link_check_says_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.url


class Citation(models.Model):
    """A result sentence that was inserted into a measure's field, with the figures it was made from.

    Live while `sentence` still stands verbatim in the field. Years are B.E.; `difference` is now − before.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="citations")
    field = models.CharField(max_length=32)
    item = models.ForeignKey(Item, models.PROTECT, related_name="citations")
    year_before = models.PositiveSmallIntegerField()
    year_now = models.PositiveSmallIntegerField()
    score_before = score_field(_("score before"))
    score_now = score_field(_("score now"))
    difference = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    sentence = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("cited score")
        verbose_name_plural = _("cited scores")
        constraints = [
            score_check("citation_before_in_range", "score_before"),
            score_check("citation_now_in_range", "score_now"),
            models.CheckConstraint(
                condition=Q(year_now__gt=F("year_before")), name="citation_years_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.sentence[:60]


class MeasureProgress(models.Model):
    """How far a measure was at the end of a round (รอบ ๖ เดือน: October–March; รอบ ๑๒ เดือน: the whole year)."""

    class Round(models.TextChoices):
        SIX = "six", _("6-month round")
        TWELVE = "twelve", _("12-month round")

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", _("not started yet")
        IN_PROGRESS = "in_progress", _("in progress")
        DONE = "done", _("completed")
        NOT_DONE = "not_done", _("not carried out")

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="progress")
    round = models.CharField(_("round"), max_length=8, choices=Round)
    status = models.CharField(_("status"), max_length=16, choices=Status, blank=True)
    text = models.TextField(_("progress"), blank=True)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["round", "pk"]
        verbose_name = _("progress of a measure")
        verbose_name_plural = _("progress of measures")
        constraints = [
            models.UniqueConstraint(fields=["measure", "round"], name="measure_progress_once_a_round"),
            models.CheckConstraint(
                condition=Q(round__in=("six", "twelve")), name="measure_progress_round_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=("", "not_started", "in_progress", "done", "not_done")),
                name="measure_progress_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}/{self.round}"
