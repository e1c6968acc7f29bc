"""The files that were made of a table, and the promise to make them anew."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DataFile(models.Model):
    """A file of a table and year (0 for a table without years), kept under MEDIA_ROOT/opendata by its SHA-256.

    `made_of` is the hash of what it was made of, where the table has one (`opendata.table`).
    """

    table = models.CharField(_("table"), max_length=32)
    year = models.PositiveSmallIntegerField(_("year (B.E.)"), default=0)
    extension = models.CharField(_("format"), max_length=8)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("bytes"))
    rows = models.PositiveIntegerField(_("rows"))
    made_at = models.DateTimeField(_("made"))
    made_of = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["table", "-year", "extension"]
        verbose_name = _("file of open data")
        verbose_name_plural = _("files of open data")
        constraints = [
            models.UniqueConstraint(fields=["table", "year", "extension"], name="data_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.year} {self.extension}"


class StaleData(models.Model):
    """What is public changed since its files were made; the row is the promise that a worker makes them."""

    what = models.CharField(max_length=16, primary_key=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("open data to make anew")
        verbose_name_plural = _("open data to make anew")

    def __str__(self) -> str:
        return self.what
