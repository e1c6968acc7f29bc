"""What happened: one append-only table. The database itself refuses to change or delete its rows."""

from __future__ import annotations

from typing import NoReturn

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _


class EventQuerySet(models.QuerySet["Event"]):
    def update(self, **kwargs: object) -> NoReturn:
        raise PermissionDenied("events are append-only")

    def delete(self) -> NoReturn:
        raise PermissionDenied("events are append-only")


class Event(models.Model):
    """Who did what to which object, when, and how it changed.

    `subject_type` is a model label ("reports.report") and `subject_id` its key; `municipality_id` is the tenant
    it belongs to, None for what concerns the whole portal. Plain numbers, not foreign keys: an event outlives
    its subject. `before` and `after` hold only the fields that changed. A person whose account is erased is
    blanked in the user table; the event stays as it is.
    """

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    action = models.CharField(_("what"), max_length=64)
    subject_type = models.CharField(max_length=64)
    subject_id = models.BigIntegerField(null=True)
    municipality_id = models.BigIntegerField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    comment = models.TextField(_("comment"), blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="event_subject"),
            models.Index(fields=["municipality_id", "-id"], name="event_municipality"),
            models.Index(fields=["action", "-id"], name="event_action"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_type}:{self.subject_id}"
