"""What an approval rests on beside the document: waivers of errors, and the notes of a return."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trail.triggers import Guard, register


class Waiver(models.Model):
    """An officer's wish that one error-level finding may stay (ขอยกเว้น), and what the approver said to it.

    `fingerprint` tells the finding again after the checks ran anew (`reports.waivers.fingerprints`); `place` and
    `message` are its words on the day. `version` is set when the version is published with it; from then on the
    database lets nobody change the row.
    """

    class Decision(models.TextChoices):
        REQUESTED = "requested", _("waiver requested")
        GRANTED = "granted", _("waiver granted")
        REFUSED = "refused", _("waiver refused")

    report = models.ForeignKey("reports.Report", models.CASCADE, related_name="waivers")
    version = models.ForeignKey(
        "reports.Version", models.PROTECT, null=True, blank=True, related_name="waivers"
    )
    fingerprint = models.CharField(max_length=64)
    code = models.CharField(max_length=40)
    place = models.CharField(max_length=400)
    message = models.TextField()
    reason = models.TextField(_("reason"))
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=16, choices=Decision, default=Decision.REQUESTED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "fingerprint"],
                condition=Q(version__isnull=True, decision__in=("requested", "granted")),
                name="waiver_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(decision="requested", decided_at__isnull=True, decided_by__isnull=True)
                | Q(decision__in=("granted", "refused"), decided_at__isnull=False, decided_by__isnull=False),
                name="waiver_decision_and_people_agree",
                violation_error_message=_("The decision does not fit the date and person of the waiver."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="waiver_says_why",
                violation_error_message=_("Please say why the finding may stay."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("requested_by")),
                name="waiver_decided_by_another",
                violation_error_message=_("A waiver is decided by another person than who asked for it."),
            ),
            models.CheckConstraint(
                condition=Q(version__isnull=True) | ~Q(decision="requested"),
                name="waiver_published_after_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.code} {self.decision}"

    @property
    def pk_text(self) -> str:
        """The key as text: names of form fields are built with it."""
        return str(self.pk)


class ReturnNote(models.Model):
    """A remark of the approver that stands beside a field, from a return until somebody marks it as done.

    `subject_type` and `subject_id` name the row whose page shows it (a measure), "" the report as a whole;
    `field` is a field of the Document or "".
    """

    report = models.ForeignKey("reports.Report", models.CASCADE, related_name="return_notes")
    event = models.ForeignKey("trail.Event", models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    field = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=400)
    url = models.CharField(max_length=400)
    text = models.TextField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("note of a return")
        verbose_name_plural = _("notes of returns")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="return_note_of_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="return_note_resolved_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="return_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.place}"


class ReturnedDocument(models.Model):
    """The submitted Document (canonical JSON) as it was when it was returned, to see what was mended since."""

    report = models.ForeignKey("reports.Report", models.CASCADE, related_name="returned_documents")
    event = models.OneToOneField("trail.Event", models.PROTECT, related_name="+")
    document = models.BinaryField(editable=False)
    document_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("returned document")
        verbose_name_plural = _("returned documents")

    def __str__(self) -> str:
        return f"{self.report_id} {self.document_sha256[:12]}"


WAIVER_KEPT = Guard(
    "reports_waiver_kept",
    "reports_waiver",
    ("UPDATE", "DELETE"),
    "a published waiver cannot change",
    "{row}.version_id IS NOT NULL",
)
WAIVER_NEVER_REPLACED = Guard(
    "reports_waiver_never_replaced",
    "reports_waiver",
    ("INSERT",),
    "a published waiver cannot change",
    "EXISTS (SELECT 1 FROM reports_waiver AS there WHERE there.version_id IS NOT NULL AND there.id = {row}.id)",
)
"""SQLite's INSERT OR REPLACE deletes without asking the guard of deletions."""
GUARDS = (WAIVER_KEPT, WAIVER_NEVER_REPLACED)
register(*GUARDS)
