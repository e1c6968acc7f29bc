"""Invitations: how a person comes to a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from municipalities.roles import SCOPE_FITS_ROLE, Role

if TYPE_CHECKING:
    from municipalities.models import Province


class Invitation(models.Model):
    """A link, good for one use and some days, that gives a person a role and, where they have none, an account.

    Only the SHA-256 of the link's secret is stored. A printed link may name nobody: who uses it says who they are.
    `takes_over` is the membership that this person continues.
    """

    email = models.EmailField(_("e-mail"), blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=32, choices=Role)
    municipality = models.ForeignKey(
        "municipalities.Municipality", models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    province = models.ForeignKey(
        "municipalities.Province", models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    further_provinces = models.ManyToManyField(
        "municipalities.Province", blank=True, related_name="+", verbose_name=_("further provinces")
    )
    deputises_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_until = models.DateField(_("until"), null=True, blank=True)
    takes_over = models.ForeignKey(
        "municipalities.Membership", models.PROTECT, null=True, blank=True, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    sent_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(condition=SCOPE_FITS_ROLE, name="invitation_scope_fits_role"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, used_by__isnull=True)
                | Q(used_at__isnull=False, used_by__isnull=False, revoked_at__isnull=True),
                name="invitation_used_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.email or self.pk} – {self.get_role_display()}"

    @property
    def provinces(self) -> list[Province]:
        """The provinces of the role by name; none for a municipality's role or one in the whole portal."""
        if self.province is None:
            return []
        return sorted([self.province, *self.further_provinces.all()], key=lambda each: each.sort_key)

    @property
    def where(self) -> str:
        """Municipality, provinces or the whole portal, as people say it."""
        provinces = ", ".join(map(str, self.provinces))
        return str(self.municipality or provinces or gettext("the whole portal"))

    @property
    def state(self) -> str:
        """open, used, revoked or expired."""
        if self.used_at:
            return "used"
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_at <= timezone.now() else "open"
