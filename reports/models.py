"""What is told: reports, their states, published versions, stored bytes and renderings."""

from __future__ import annotations

from typing import NoReturn

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalogue.models import DocumentKind
from municipalities.models import Municipality
from reports.approval_models import ReturnedDocument, ReturnNote, Waiver  # noqa: F401 - Django looks here
from reports.beside_models import OwnCopy, SignedScan  # noqa: F401 - models are looked for here
from reports.import_models import ImportUndo  # noqa: F401 - models are looked for here
from reports.listed import ListedReport  # noqa: F401 - models are looked for here
from reports.sketches import Sketch, SketchHash  # noqa: F401 - models are looked for here
from trail.triggers import Guard, register

YEAR_VALIDATORS = [MinValueValidator(2550), MaxValueValidator(2700)]


class State(models.TextChoices):
    """States of a report; the transitions between them are the table in `reports.workflow`."""

    DRAFT = "draft", _("being written")
    SUBMITTED = "submitted", _("waiting for approval")
    APPROVED = "approved", _("approved")
    PUBLISHING = "publishing", _("being published")
    PUBLISHED = "published", _("published")


class Report(models.Model):
    """One document of one municipality: the analysis of an assessed year or the results of an action year.

    `key_year` (B.E.) is the year in its address (design §2). What the report says is in the assessment and the
    plan; here is what only the document has: its layout (a `layouts.Layout` as JSON), its title and the running
    text around the tables (`blocks`: lists of `document.Block` by place).

    `result_as_written` holds two JSON trees of `document.Result`: "written" is what an imported document said,
    "base" what the database had at that moment; a written figure prints while the stored one beside it has not
    changed (`reports.overlay`). `also_prints` names what this report prints beyond the fields of its kind:
    measure fields, or "analysis". `signatures` None means: whoever held the offices on the document's date.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="reports")
    kind = models.CharField(_("kind of document"), max_length=16, choices=DocumentKind)
    key_year = models.PositiveSmallIntegerField(_("year (B.E.)"), validators=YEAR_VALIDATORS)
    assessed_year = models.PositiveSmallIntegerField(_("assessed year (B.E.)"), validators=YEAR_VALIDATORS)
    action_year = models.PositiveSmallIntegerField(_("action year (B.E.)"), validators=YEAR_VALIDATORS)
    evaluation_year = models.PositiveSmallIntegerField(
        _("evaluation year (B.E.)"), validators=YEAR_VALIDATORS
    )
    result_year = models.PositiveSmallIntegerField(
        _("ITA year of the figures (B.E.)"), null=True, blank=True, validators=YEAR_VALIDATORS
    )
    covers_start = models.DateField(_("covers from"), null=True, blank=True)
    covers_end = models.DateField(_("covers until"), null=True, blank=True)
    title = models.TextField(_("title"), blank=True)
    document_number = models.CharField(_("document number"), max_length=100, blank=True)
    document_date = models.DateField(_("date of the document"), null=True, blank=True)
    layout = models.JSONField(_("layout"))
    blocks = models.JSONField(default=dict, blank=True)
    result_as_written = models.JSONField(default=dict, blank=True)
    also_prints = models.JSONField(default=list, blank=True)
    signatures = models.JSONField(default=None, null=True, blank=True)
    emblem = models.CharField(max_length=64, blank=True)

    state = models.CharField(_("state"), max_length=16, choices=State, default=State.DRAFT)
    submitted_document = models.BinaryField(null=True, blank=True, editable=False)
    submitted_sha256 = models.CharField(max_length=64, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-key_year", "kind", "pk"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "key_year"],
                name="report_once",
                violation_error_message=_("This municipality already has this report."),
            ),
            models.CheckConstraint(
                condition=Q(kind="analysis", key_year=F("assessed_year"))
                | Q(kind="results", key_year=F("action_year")),
                name="report_key_year_fits_kind",
                violation_error_message=_(
                    "An analysis is kept under its assessed year, a results report under its action year."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    assessed_year__gte=2550,
                    assessed_year__lte=2700,
                    action_year__gte=2550,
                    action_year__lte=2700,
                    evaluation_year__gte=2550,
                    evaluation_year__lte=2700,
                )
                & (Q(result_year__isnull=True) | Q(result_year__gte=2550, result_year__lte=2700)),
                name="report_years_are_be",
            ),
            models.CheckConstraint(
                condition=Q(covers_start__isnull=True)
                | Q(covers_end__isnull=True)
                | Q(covers_end__gte=F("covers_start")),
                name="report_covers_in_order",
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state="draft",
                    submitted_at__isnull=True,
                    submitted_by__isnull=True,
                    submitted_document__isnull=True,
                    submitted_sha256="",
                    approved_at__isnull=True,
                    approved_by__isnull=True,
                )
                | (
                    Q(
                        state="submitted",
                        submitted_at__isnull=False,
                        submitted_by__isnull=False,
                        submitted_document__isnull=False,
                        approved_at__isnull=True,
                        approved_by__isnull=True,
                    )
                    & ~Q(submitted_sha256="")
                )
                | (
                    Q(
                        state__in=("approved", "publishing", "published"),
                        submitted_at__isnull=False,
                        submitted_by__isnull=False,
                        submitted_document__isnull=False,
                        approved_at__isnull=False,
                        approved_by__isnull=False,
                    )
                    & ~Q(submitted_sha256="")
                ),
                name="report_state_and_people_agree",
                violation_error_message=_("The state does not fit the dates and people of the report."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("submitted_by")),
                name="report_approved_by_another",
                violation_error_message=_("A report is approved by another person than who submitted it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.get_kind_display()} {self.key_year}"


class Version(models.Model):
    """A published version: the frozen Document and the SHA-256 of every stored file. Numbers count from 1.

    `document` is the canonical JSON (`reports.formats.json_form`); `document_sha256` is printed in the PDF.
    `files` maps a format ("html", "pdf", "json") to the SHA-256 of its `StoredFile`.
    """

    class State(models.TextChoices):
        RESERVED = "reserved", _("being rendered")
        PUBLIC = "public", _("public")
        WITHDRAWN = "withdrawn", _("withdrawn")

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=16, choices=State, default=State.RESERVED)
    format = models.PositiveSmallIntegerField(default=1)
    document = models.BinaryField(editable=False)
    document_sha256 = models.CharField(max_length=64, db_index=True)
    files = models.JSONField(default=dict)
    notice = models.TextField(blank=True)
    reason = models.TextField(_("reason of this version"), blank=True)
    reserved_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_counts_from_one"),
            models.CheckConstraint(
                condition=Q(state="reserved", published_at__isnull=True, withdrawn_at__isnull=True)
                | Q(
                    state="public",
                    published_at__isnull=False,
                    published_by__isnull=False,
                    withdrawn_at__isnull=True,
                )
                | (
                    Q(
                        state="withdrawn",
                        published_at__isnull=False,
                        published_by__isnull=False,
                        withdrawn_at__isnull=False,
                        withdrawn_by__isnull=False,
                    )
                    & ~Q(withdrawn_reason="")
                ),
                name="version_state_and_people_agree",
                violation_error_message=_("The state does not fit the dates and people of the version."),
            ),
        ]
        indexes = [models.Index(fields=["published_at", "id"], name="version_by_day")]

    def __str__(self) -> str:
        return f"{self.report} v{self.number}"

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise PermissionDenied("a version is never deleted, it is withdrawn")


class StoredFile(models.Model):
    """Bytes kept by their SHA-256 under MEDIA_ROOT (`reports.storage`): renderings, versions, uploads."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")

    def __str__(self) -> str:
        return self.sha256


class Rendering(models.Model):
    """A PDF asked for, of the report or of its memo: one job of each at a time, on the newest Document, kept by that
    Document's hash.

    `wanted_sha256` is set when another Document was asked for while this one was being made.
    """

    class Form(models.TextChoices):
        REPORT = "report", _("report")
        MEMO = "memo", _("memo to the executive")

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("being made")
        DONE = "done", _("ready")
        FAILED = "failed", _("failed")

    report = models.ForeignKey(Report, models.CASCADE, related_name="renderings")
    form = models.CharField(max_length=16, choices=Form, default=Form.REPORT)
    document_sha256 = models.CharField(max_length=64)
    wanted_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.QUEUED)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    pages = models.PositiveIntegerField(null=True, blank=True)
    notice = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    requested_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("rendering")
        verbose_name_plural = _("renderings")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "form"],
                condition=Q(state__in=("queued", "running")),
                name="rendering_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="queued", file__isnull=True, finished_at__isnull=True)
                | Q(state="running", file__isnull=True, started_at__isnull=False, finished_at__isnull=True)
                | Q(state="done", file__isnull=False, finished_at__isnull=False)
                | (Q(state="failed", file__isnull=True, finished_at__isnull=False) & ~Q(reason="")),
                name="rendering_state_and_result_agree",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.document_sha256[:12]} {self.state}"


class ImportDraft(models.Model):
    """A file that was read and waits for somebody to choose what of it is saved; nothing of it is in the plan.

    `document` is the Document as JSON, `reading` what the reader said: `warnings` and, for files without lines,
    `places` (table and row by line). Kept for some days, then purged (`reports.importing`).
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="import_drafts")
    action_year = models.PositiveSmallIntegerField(_("action year (B.E.)"), validators=YEAR_VALIDATORS)
    kind = models.CharField(_("kind of document"), max_length=16, choices=DocumentKind)
    filename = models.CharField(_("file"), max_length=200)
    document = models.JSONField()
    reading = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("read at"), auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["municipality", "action_year"], name="import_draft_of_year")]

    def __str__(self) -> str:
        return f"{self.municipality} {self.action_year} {self.filename}"


VERSIONS = Guard(
    "reports_version_kept",
    "reports_version",
    ("DELETE",),
    "a version is never deleted",
    "{row}.state <> 'reserved'",
)
_FROZEN_COLUMNS = (
    "report_id", "number", "format", "document", "document_sha256", "reason", "reserved_at",
    "published_at", "published_by_id",
)  # fmt: skip
FROZEN_VERSION = Guard(
    "reports_version_frozen",
    "reports_version",
    ("UPDATE",),
    "a published version cannot change",
    "{row}.state <> 'reserved' AND (NEW.state = 'reserved' OR CAST(NEW.files AS text) <> CAST(OLD.files AS text)"
    f" OR {' OR '.join(f'NEW.{name} <> OLD.{name}' for name in _FROZEN_COLUMNS)})",
)
WITHDRAWN_VERSION = Guard(
    "reports_version_stays_withdrawn",
    "reports_version",
    ("UPDATE",),
    "a withdrawn version stays withdrawn",
    "{row}.state = 'withdrawn' AND (NEW.state <> OLD.state OR NEW.withdrawn_reason <> OLD.withdrawn_reason"
    " OR NEW.withdrawn_at <> OLD.withdrawn_at OR NEW.withdrawn_by_id <> OLD.withdrawn_by_id)",
)
NEVER_REPLACED = Guard(
    "reports_version_never_replaced",
    "reports_version",
    ("INSERT",),
    "a published version cannot change",
    "EXISTS (SELECT 1 FROM reports_version AS there WHERE there.state <> 'reserved'"
    " AND (there.id = {row}.id OR (there.report_id = {row}.report_id AND there.number = {row}.number)))",
)
"""SQLite's INSERT OR REPLACE deletes without asking the guard of deletions."""
SAYS_WHY = Guard(
    "reports_event_says_why",
    "trail_event",
    ("INSERT",),
    "this step needs a comment",
    "{row}.action IN ('report-returned', 'report-amended', 'version-withdrawn') AND {row}.comment = ''",
)
GUARDS = (VERSIONS, FROZEN_VERSION, WITHDRAWN_VERSION, NEVER_REPLACED, SAYS_WHY)
register(*GUARDS)
