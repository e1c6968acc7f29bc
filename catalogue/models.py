"""What is asked each year: frameworks and everything in them. A published framework is frozen by the database.

Every row carries its framework, so that one trigger per table can freeze it, and its `source` and `unverified`:
the names of fields that come from general knowledge or inference and still need the official manual.
"""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from trail.triggers import Guard, register


class DocumentKind(models.TextChoices):
    """The two documents of a cycle."""

    ANALYSIS = "analysis", _("analysis and plan")
    RESULTS = "results", _("results report")


class InstrumentCode(models.TextChoices):
    IIT = "IIT", "IIT"
    EIT = "EIT", "EIT"
    OIT = "OIT", "OIT"


class Framework(models.Model):
    """The framework (กรอบการประเมิน) of one evaluation year (B.E.), in one revision."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        ARCHIVED = "archived", _("archived")

    class Scheme(models.TextChoices):
        LETTER = "letter", _("letters AA–F")
        FIVE_LEVEL = "five_level", _("five levels")

    evaluation_year = models.PositiveSmallIntegerField(
        _("evaluation year (B.E.)"), validators=[MinValueValidator(2550), MaxValueValidator(2700)]
    )
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)
    revision_date = models.DateField(_("date of the revision"), null=True, blank=True)
    revision_note = models.TextField(_("what the revision changes"), blank=True)
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.DRAFT)
    name = models.CharField(_("name"), max_length=300)
    scheme = models.CharField(_("rating scheme"), max_length=16, choices=Scheme)
    scheme_source = models.TextField(_("source of the rating scheme"), blank=True)
    source = models.TextField(_("source"), blank=True)
    notes = models.JSONField(_("notes"), default=list, blank=True)
    unverified = models.JSONField(_("unverified"), default=list, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        ordering = ["-evaluation_year", "-revision"]
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")
        constraints = [
            models.UniqueConstraint(fields=["evaluation_year", "revision"], name="framework_revision_once"),
            models.UniqueConstraint(
                fields=["evaluation_year"],
                condition=Q(status="published"),
                name="framework_one_published_per_year",
                violation_error_message=_("Another revision of this year is published; archive it first."),
            ),
            models.CheckConstraint(
                condition=Q(status="draft", published_at__isnull=True)
                | Q(status__in=("published", "archived"), published_at__isnull=False),
                name="framework_state_and_date_agree",
                violation_error_message=_("A published framework needs its date of publication."),
            ),
        ]

    def __str__(self) -> str:
        return f"ITA {self.evaluation_year} r{self.revision}"


class Part(models.Model):
    """What every row of a framework has: where it is from and which of its fields are unverified."""

    source = models.TextField(_("source"), blank=True)
    unverified = models.JSONField(_("unverified"), default=list, blank=True)

    class Meta:
        abstract = True


class Instrument(Part):
    """IIT, EIT or OIT with its weight in percent of the total."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="instruments")
    code = models.CharField(_("code"), max_length=3, choices=InstrumentCode)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight (%)"), validators=[MaxValueValidator(100)])
    parts = models.JSONField(_("parts"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="instrument_code_once"),
            models.CheckConstraint(condition=Q(weight__lte=100), name="instrument_weight_percent"),
        ]

    def __str__(self) -> str:
        return self.code


class Indicator(Part):
    """One of the ten indicators (ตัวชี้วัด)."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="indicators")
    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="indicators")
    no = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    aliases = models.JSONField(_("other names"), default=list, blank=True)

    class Meta:
        ordering = ["no", "pk"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [models.UniqueConstraint(fields=["framework", "no"], name="indicator_number_once")]

    def __str__(self) -> str:
        return f"{self.no} {self.name}"


class SubIndicator(Part):
    """A sub-indicator of OIT: "9.1 ข้อมูลพื้นฐาน"."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="sub_indicators")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="sub_indicators")
    code = models.CharField(_("code"), max_length=8)
    title = models.CharField(_("title"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("sub-indicator")
        verbose_name_plural = _("sub-indicators")
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="sub_indicator_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Issue(Part):
    """One of the issues (ประเด็น) under which analysis and measures are grouped."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="issues")
    no = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    aliases = models.JSONField(_("other titles"), default=list, blank=True)

    class Meta:
        ordering = ["no", "pk"]
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        constraints = [models.UniqueConstraint(fields=["framework", "no"], name="issue_number_once")]

    def __str__(self) -> str:
        return f"{self.no} {self.title}"


class Item(Part):
    """One item (ข้อ): a question of IIT/EIT or a disclosure of OIT. Codes as printed: `i1`, `e7`, `O28`."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="items")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="items")
    sub_indicator = models.ForeignKey(
        SubIndicator,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("sub-indicator"),
    )
    code = models.CharField(_("code"), max_length=8)
    title = models.CharField(_("title"), max_length=500)
    aliases = models.JSONField(_("other titles"), default=list, blank=True)
    is_paraphrase = models.BooleanField(_("title is a paraphrase"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    components = models.JSONField(_("required contents"), default=list, blank=True)
    components_source = models.TextField(_("source of the required contents"), blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="item_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class ItemLink(Part):
    """`item` continues the item of the year before with code `predecessor` (several when items were merged)."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="item_links")
    item = models.ForeignKey(Item, models.CASCADE, related_name="replaces")
    predecessor = models.CharField(_("item of the year before"), max_length=8)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("link to the year before")
        verbose_name_plural = _("links to the year before")
        constraints = [models.UniqueConstraint(fields=["item", "predecessor"], name="item_link_once")]

    def __str__(self) -> str:
        return f"{self.item.code} ← {self.predecessor}"


class ItemIssue(Part):
    """The issue under which an item is usually analysed: a suggestion, an item may serve several."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="item_issues")
    item = models.ForeignKey(Item, models.CASCADE, related_name="issues")
    issue = models.ForeignKey(Issue, models.CASCADE, related_name="items")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("usual issue of an item")
        verbose_name_plural = _("usual issues of items")
        constraints = [models.UniqueConstraint(fields=["item", "issue"], name="item_issue_once")]

    def __str__(self) -> str:
        return f"{self.item.code} → {self.issue.no}"


class Band(Part):
    """A rating band: a level needs the total and, where set, the lowest instrument. Scores 0–100."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="bands")
    code = models.CharField(_("code"), max_length=16)
    name = models.CharField(_("name"), max_length=64)
    order = models.PositiveSmallIntegerField(_("order, 1 is best"))
    min_total = models.DecimalField(_("lowest total"), max_digits=5, decimal_places=2)
    min_each_instrument = models.DecimalField(
        _("lowest instrument"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    is_passing = models.BooleanField(_("passes"), default=False)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("rating band")
        verbose_name_plural = _("rating bands")
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="band_code_once"),
            models.UniqueConstraint(fields=["framework", "order"], name="band_order_once"),
            models.CheckConstraint(
                condition=Q(min_total__gte=0, min_total__lte=100), name="band_total_in_range"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Requirement(Part):
    """What an evaluation asks of one kind of document, and which year that document treats (design §2).

    `key_year` is the assessed year of an analysis and the action year of a results report; `covers_months` is 6
    where only the first half of that fiscal year is reported.
    """

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="requirements")
    kind = models.CharField(_("kind of document"), max_length=16, choices=DocumentKind)
    item = models.ForeignKey(Item, models.CASCADE, related_name="requirements")
    key_year = models.PositiveSmallIntegerField(_("year the document treats (B.E.)"))
    covers_months = models.PositiveSmallIntegerField(_("months covered"), default=12)
    issues_required = models.JSONField(_("required issues"), default=list, blank=True)

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name = _("document requirement")
        verbose_name_plural = _("document requirements")
        constraints = [
            models.UniqueConstraint(fields=["framework", "kind"], name="requirement_once"),
            models.CheckConstraint(condition=Q(covers_months__in=(6, 12)), name="requirement_covers_known"),
        ]

    def __str__(self) -> str:
        return f"{self.item.code} {self.get_kind_display()}"


class RequiredComponent(Part):
    """A component (องค์ประกอบด้านข้อมูล) that the document must have, else the item scores 0."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="required_components")
    requirement = models.ForeignKey(Requirement, models.CASCADE, related_name="components")
    field = models.CharField(_("field"), max_length=32)
    text = models.TextField(_("text"))
    per_issue = models.BooleanField(_("for every issue"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("required component")
        verbose_name_plural = _("required components")

    def __str__(self) -> str:
        return self.text


class Milestone(Part):
    """A date of the year's calendar: opening, disclosure deadline, clarification, announcement."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="milestones")
    code = models.CharField(_("code"), max_length=32)
    name = models.CharField(_("name"), max_length=200)
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("until"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="milestone_code_once"),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
                name="milestone_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


_PARTS: tuple[type[Part], ...] = (
    Instrument,
    Indicator,
    SubIndicator,
    Issue,
    Item,
    ItemLink,
    ItemIssue,
    Band,
    Requirement,
    RequiredComponent,
    Milestone,
)
_FROZEN = (
    "EXISTS (SELECT 1 FROM catalogue_framework f WHERE f.id = {row}.framework_id AND f.status <> 'draft')"
)
PART_GUARDS = tuple(
    Guard(
        f"frozen_{part._meta.db_table}",
        part._meta.db_table,
        ("INSERT", "UPDATE", "DELETE"),
        "a published framework cannot change",
        _FROZEN,
    )
    for part in _PARTS
)
FRAMEWORK_GUARDS = (
    Guard(
        "frozen_catalogue_framework_delete",
        "catalogue_framework",
        ("DELETE",),
        "a published framework cannot be deleted",
        "{row}.status <> 'draft'",
    ),
    Guard(
        "frozen_catalogue_framework_change",
        "catalogue_framework",
        ("UPDATE",),
        "a published framework cannot change",
        "{row}.status <> 'draft' AND (NEW.status = 'draft' OR NEW.evaluation_year <> OLD.evaluation_year"
        " OR NEW.revision <> OLD.revision OR NEW.scheme <> OLD.scheme OR NEW.name <> OLD.name"
        " OR NEW.content_sha256 <> OLD.content_sha256 OR NEW.source <> OLD.source)",
    ),
)
GUARDS = PART_GUARDS + FRAMEWORK_GUARDS
register(*GUARDS)
