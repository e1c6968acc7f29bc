"""Lists of municipalities that were handed in and wait to be looked at."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MunicipalityUpload(models.Model):
    """A file with municipalities: read anew each time it is looked at, written when somebody says so, once.

    `outcome` holds the counts of what was written. The bytes go when they are written, or after some days.
    """

    filename = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("when"), auto_now_add=True)
    applied_at = models.DateTimeField(_("written"), null=True, blank=True)
    outcome = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("list of municipalities")
        verbose_name_plural = _("lists of municipalities")

    def __str__(self) -> str:
        return self.filename
