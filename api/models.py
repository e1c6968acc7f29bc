"""Tokens by which a municipality's own systems write its drafts, and the answers that are given again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality


class Token(models.Model):
    """A key for one system of one municipality. It acts in the name of a person, and only while that person may.

    `key` is the part of the token that is no secret and finds the row; of the secret only the SHA-256 is stored:
    it is random and long, so nothing slower is needed.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="api_tokens")
    name = models.CharField(_("name of the system"), max_length=80)
    key = models.CharField(max_length=16, unique=True, editable=False)
    secret_sha256 = models.CharField(max_length=64, editable=False)
    scores = models.BooleanField(_("scores"), default=False)
    measures = models.BooleanField(_("measures"), default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("acts in the name of")
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        constraints = [
            models.CheckConstraint(
                condition=Q(scores=True) | Q(measures=True),
                name="api_token_may_something",
                violation_error_message=_("A token must be for scores, measures or both."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="api_token_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def holds(self) -> bool:
        """Whether it is neither revoked nor expired; whether its person still may is asked apart."""
        return self.revoked_at is None and self.expires_at > timezone.now()


class KeptAnswer(models.Model):
    """The answer to a request that a system may send again, because it did not learn whether it arrived.

    A row without a status is a request under way. `request_sha256` tells another request with the same key apart.
    The unique key decides which of two requests at one moment is carried out (`api.drafts.once`).
    """

    token = models.ForeignKey(Token, models.CASCADE, related_name="kept_answers")
    key = models.CharField(max_length=64)
    request_sha256 = models.CharField(max_length=64)
    begun_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    headers = models.JSONField(default=dict)

    class Meta:
        ordering = ["-begun_at"]
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="api_answer_kept_once")]
        indexes = [models.Index(fields=["begun_at"], name="api_answer_by_time")]

    def __str__(self) -> str:
        return self.key
