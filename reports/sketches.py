"""The sketches of all that is public, so that a report is compared with those few that have something in common.

A row per report and one per hash of its sketch (`checks.own_words`), written anew whenever one of its versions is
published or withdrawn, in that very transaction.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import models, transaction
from django.db.models import Count, F
from django.utils.translation import gettext_lazy as _

from catalogue.queries import frames_in_force
from reports.checks.own_words import own_words
from reports.formats.json_form import loads
from reports.listed import ListedReport

logger = logging.getLogger(__name__)

AT_MOST = 20
"""So many reports keep one hash. What more of them say comes from a form that goes around: its first users are told,
and no question to the database grows with the number of reports."""


class Sketch(models.Model):
    """What stands for the newest public version of a report when others are compared with it."""

    report = models.OneToOneField(
        "reports.Report", models.CASCADE, primary_key=True, related_name="sketch", verbose_name=_("report")
    )
    version = models.ForeignKey("reports.Version", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("sketch of a report")
        verbose_name_plural = _("sketches of reports")

    def __str__(self) -> str:
        return f"{self.version}"


class SketchHash(models.Model):
    """One of the smallest hashes of a report's shingles, 63 bits."""

    sketch = models.ForeignKey(Sketch, models.CASCADE, related_name="hashes")
    value = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["value", "sketch"], name="sketch_hash_found")]

    def __str__(self) -> str:
        return f"{self.value:016x}"


@transaction.atomic
def sketch_anew(report: int) -> None:
    """Bring the sketch of the report with this key up to date with the list of what is public."""
    Sketch.objects.filter(report=report).delete()
    listed = ListedReport.objects.select_related("version").filter(report=report).first()
    if listed is None:
        return
    sketch = Sketch.objects.create(report_id=report, version=listed.version)
    keep_hashes([(sketch, _hashes(listed.version))])


def keep_hashes(sketches: list[tuple[Sketch, tuple[int, ...]]]) -> None:
    """Those that not enough reports have already."""
    wanted = {value for _sketch, values in sketches for value in values}
    rows = SketchHash.objects.filter(value__in=wanted).order_by().values_list("value")
    there = dict(rows.annotate(count=Count("pk")))
    SketchHash.objects.bulk_create(
        (
            SketchHash(sketch=sketch, value=value)
            for sketch, values in sketches
            for value in values
            if there.get(value, 0) < AT_MOST
        ),
        batch_size=1000,
    )


def _hashes(version: Any) -> tuple[int, ...]:
    """None of a document that cannot be read: publishing and withdrawing go on."""
    frames = frames_in_force()
    try:
        return own_words(loads(bytes(version.document)), frames).sketch
    except Exception:
        logger.exception("version %s has no document that can be compared", version.pk)
        return ()


def follow_versions(sender: Any, instance: Any, raw: bool = False, **_said: Any) -> None:
    """A version was saved. Called after the list of what is public was brought up to date."""
    if not raw and instance.state != sender.State.RESERVED:
        sketch_anew(instance.report_id)


def outdated() -> list[int]:
    """The keys of reports whose sketch is missing, of another version, or of something no longer public."""
    listed = ListedReport.objects.order_by("published_at", "report_id")
    missing = listed.exclude(report__sketch__version=F("version")).values_list("report_id", flat=True)
    gone = Sketch.objects.filter(report__listed=None).order_by("pk").values_list("pk", flat=True)
    return [*missing, *gone]
