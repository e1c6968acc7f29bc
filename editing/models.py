"""What people type, field by field: every text that stood there, and who is at work now."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality


class FieldRevision(models.Model):
    """A text that one person gave one field, as it stood at the end of their editing session.

    `subject_type` and `subject_id` name the row ("measure", 12), `field` its field; plain values, not foreign
    keys: the history outlives its subject. `before` is what stood there when the session began. `session` is a
    random name that a page chose when it was opened and `sequence` the number of its last save: by these two a
    save that is sent again is recognised.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=32)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=64)
    before = models.TextField(blank=True)
    text = models.TextField(blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    session = models.CharField(max_length=40, blank=True)
    sequence = models.BigIntegerField(default=0)
    began_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("text of a field")
        verbose_name_plural = _("texts of fields")
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "field", "-id"], name="revision_of_field"),
            models.Index(fields=["municipality", "saved_at"], name="revision_of_late"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type}:{self.subject_id}/{self.field}"


class Presence(models.Model):
    """Somebody has a page open, and perhaps is in one of its fields. Forgotten soon after the last sign of life."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    action_year = models.PositiveSmallIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    session = models.CharField(max_length=40)
    subject = models.CharField(max_length=64, blank=True)
    field = models.CharField(max_length=64, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "session"], name="presence_once_a_page")]
        indexes = [models.Index(fields=["municipality", "action_year", "seen_at"], name="presence_of_late")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.subject}"
