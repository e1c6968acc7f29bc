"""What stands beside a published version and came later: the signed scan, and the copy on one's own website."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trail.triggers import Guard, register


class SignedScan(models.Model):
    """The paper with its signatures (ฉบับลงนาม), scanned. The newest one is shown; none is ever taken away."""

    version = models.ForeignKey("reports.Version", models.PROTECT, related_name="scans")
    file = models.ForeignKey("reports.StoredFile", models.PROTECT, related_name="+")
    extension = models.CharField(max_length=8)
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("signed scan")
        verbose_name_plural = _("signed scans")

    def __str__(self) -> str:
        return f"{self.version} {self.file_id}"


class OwnCopy(models.Model):
    """Where a municipality put a version on its own website (OIT is judged there), and whether it is that version.

    `same_as` names the stored file whose bytes stood there ("pdf"), or is "link" for a page that names the
    permanent address; `problem` says why nothing could be told, for people.
    """

    version = models.OneToOneField("reports.Version", models.PROTECT, related_name="own_copy")
    url = models.URLField(_("address on one's own website"), max_length=2000)
    entered_at = models.DateTimeField(auto_now=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    same_as = models.CharField(max_length=8, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = _("copy on one's own website")
        verbose_name_plural = _("copies on one's own website")
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_at__isnull=False) | Q(same_as="", sha256="", problem=""),
                name="own_copy_checked_before_judged",
            ),
        ]

    def __str__(self) -> str:
        return self.url


SCAN_KEPT = Guard(
    "reports_scan_kept",
    "reports_signedscan",
    ("UPDATE", "DELETE"),
    "a signed scan stays as it was uploaded",
)
GUARDS = (SCAN_KEPT,)
register(*GUARDS)
