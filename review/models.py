"""Review (การตรวจทาน) of a published version: decisions per component, findings, replies, and one decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalogue.models import Framework
from reports.models import Version
from review.export_models import QueueExport  # noqa: F401 - models are looked for here
from trail.triggers import Guard, register

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Review(models.Model):
    """The review of one version. A version without a row has not been begun: it waits like an open one.

    `framework` is the revision in force when the review began, so that a later one changes nothing of what was
    asked; None for a year without a catalogue. `lead` decides; `second` gives decisions per component beside his.
    """

    class State(models.TextChoices):
        OPEN = "open", _("being reviewed")
        ACCEPTED = "accepted", _("accepted")
        CHANGES_REQUESTED = "changes_requested", _("changes requested")

        @property
        def label_for_municipality(self) -> StrOrPromise:
            return {
                Review.State.OPEN: _("with the auditor"),
                Review.State.ACCEPTED: _("the report was accepted"),
                Review.State.CHANGES_REQUESTED: _("a corrected version is asked for"),
            }[self]

    version = models.OneToOneField(Version, models.PROTECT, related_name="review")
    framework = models.ForeignKey(Framework, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead"),
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("second assessor"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True, reason="")
                | (
                    Q(
                        state__in=("accepted", "changes_requested"),
                        decided_at__isnull=False,
                        decided_by__isnull=False,
                    )
                    & ~Q(reason="")
                ),
                name="review_state_and_decision_agree",
                violation_error_message=_("A decision needs its date, its person and its reason."),
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | (Q(lead__isnull=False) & ~Q(second=F("lead"))),
                name="review_second_is_another",
                violation_error_message=_("The second assessor is another person than the lead."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class ComponentDecision(models.Model):
    """What one assessor says of one required component. `component` counts from 1 in the requirement's order.

    `text` is the component as it was asked for when the decision was made.
    """

    class Verdict(models.TextChoices):
        PRESENT = "present", _("present")
        INCOMPLETE = "incomplete", _("incomplete")
        MISSING = "missing", _("missing")

    review = models.ForeignKey(Review, models.CASCADE, related_name="decisions")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    component = models.PositiveSmallIntegerField(_("component"))
    text = models.TextField(_("text"))
    verdict = models.CharField(_("decision"), max_length=16, choices=Verdict)
    note = models.TextField(_("note"), blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["component", "pk"]
        verbose_name = _("decision on a component")
        verbose_name_plural = _("decisions on components")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "assessor", "component"], name="component_decided_once_by_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.component} {self.verdict}"


class ReviewFinding(models.Model):
    """A finding of an auditor (ข้อสังเกต), pinned to a place of the frozen document.

    `place` is a key of `review.places` ("measure:2.1", "item:i7", "" for the whole report), `place_text` the place
    in words as it was then; `code` names the check whose finding was taken over. `awaits_reply` is true while the
    municipality is asked. Numbers count from 1 and stay, also after a finding is withdrawn.
    """

    class Severity(models.TextChoices):
        ERROR = "error", _("must be mended")
        WARNING = "warning", _("should be looked at")
        INFO = "info", _("for information")

    review = models.ForeignKey(Review, models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField(_("number"))
    place = models.CharField(max_length=40, blank=True)
    place_text = models.CharField(_("place"), max_length=200, blank=True)
    severity = models.CharField(_("severity"), max_length=8, choices=Severity)
    text = models.TextField(_("text"))
    code = models.CharField(max_length=40, blank=True)
    awaits_reply = models.BooleanField(default=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("when"), auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("auditor's finding")
        verbose_name_plural = _("auditors' findings")
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="review_finding_number_once"),
            models.CheckConstraint(
                condition=Q(awaits_reply=False) | Q(settled_at__isnull=True, withdrawn_at__isnull=True),
                name="review_finding_waits_while_it_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} #{self.number}"


class Reply(models.Model):
    """What the municipality answered to a finding, or what the assessor asked further. Never changed."""

    finding = models.ForeignKey(ReviewFinding, models.PROTECT, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_municipality = models.BooleanField()
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="reply_says_something")]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.at:%Y-%m-%d}"


REPLIES = Guard("review_reply_kept", "review_reply", ("UPDATE", "DELETE"), "a reply is never changed")
FINDINGS = Guard(
    "review_finding_kept", "review_reviewfinding", ("DELETE",), "a finding is never deleted, it is withdrawn"
)
FINDING_TEXT = Guard(
    "review_finding_stays_as_said",
    "review_reviewfinding",
    ("UPDATE",),
    "a finding stays as it was said",
    "NEW.review_id <> OLD.review_id OR NEW.number <> OLD.number OR NEW.place <> OLD.place"
    " OR NEW.severity <> OLD.severity OR NEW.text <> OLD.text OR NEW.created_by_id <> OLD.created_by_id",
)
DECIDED = Guard(
    "review_decision_stays",
    "review_review",
    ("UPDATE", "DELETE"),
    "a decided review cannot change",
    "OLD.state <> 'open'",
)
GUARDS = (REPLIES, FINDINGS, FINDING_TEXT, DECIDED)
register(*GUARDS)
