"""What an import changed, kept for a while so that it can be taken back with one press."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportUndo(models.Model):
    """The rows that an import changed or deleted, as they were, and those it made (`reports.import_undo`).

    `years` are those whose plans and scores it could change. `kept` are rows as the serialiser writes them, `made`
    pairs of model label and key, `seals` a fingerprint by row of what was changed or made, as the import left it.
    """

    municipality = models.ForeignKey(
        "municipalities.Municipality", models.CASCADE, related_name="import_undos"
    )
    action_year = models.PositiveSmallIntegerField(_("action year (B.E.)"))
    event = models.OneToOneField("trail.Event", models.PROTECT, related_name="+")
    filename = models.CharField(_("file"), max_length=200)
    years = models.JSONField(default=list)
    kept = models.JSONField(default=list)
    made = models.JSONField(default=list)
    seals = models.JSONField(default=dict)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("saved at"), auto_now_add=True)
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import that can be taken back")
        verbose_name_plural = _("imports that can be taken back")
        indexes = [models.Index(fields=["municipality", "action_year"], name="import_undo_of_year")]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.action_year} {self.filename}"
