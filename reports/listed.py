"""The list of what is public: a row per report, written anew whenever one of its versions is published or withdrawn."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.models import DocumentKind
from municipalities.models import Kind


class ListedReport(models.Model):
    """The newest public version of a report as a line of a list, in the words of its frozen document.

    Nothing here is told that the document does not hold: the row exists so that thousands of reports can be
    filtered without opening each (`reports.search`).
    """

    report = models.OneToOneField(
        "reports.Report", models.CASCADE, primary_key=True, related_name="listed", verbose_name=_("report")
    )
    version = models.ForeignKey("reports.Version", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("version"))
    published_at = models.DateTimeField(_("published"), db_index=True)
    kind = models.CharField(_("kind of document"), max_length=16, choices=DocumentKind)
    year = models.PositiveSmallIntegerField(_("year (B.E.)"), db_index=True)
    code = models.CharField(_("code"), max_length=32)
    name = models.CharField(_("municipality"), max_length=250)
    municipality_kind = models.CharField(_("kind"), max_length=16, choices=Kind, blank=True)
    province = models.CharField(_("province"), max_length=100, blank=True, db_index=True)
    total = models.DecimalField(_("score"), max_digits=5, decimal_places=2, null=True, blank=True)
    level = models.CharField(_("level"), max_length=100, blank=True)

    class Meta:
        ordering = ["-published_at", "-report_id"]
        verbose_name = _("listed report")
        verbose_name_plural = _("listed reports")

    def __str__(self) -> str:
        return f"{self.name} {self.kind} {self.year}"


def line_of(document: bytes) -> dict[str, Any]:
    """The fields of a `ListedReport` that the frozen JSON of a version decides."""
    tree: dict[str, Any] = json.loads(document)
    municipality, result = tree.get("municipality") or {}, tree.get("result") or {}
    kind = municipality.get("kind", "")
    kind = kind if kind in Kind.values else ""
    name = municipality.get("name", "")
    if kind and kind != Kind.SPECIAL:
        name = f"{Kind(kind).label}{name}"
    return {
        "code": municipality.get("code", ""),
        "name": name[:250],
        "municipality_kind": kind,
        "province": municipality.get("province", "")[:100],
        "total": _score(result.get("total") or result.get("total_computed")),
        "level": (result.get("level") or result.get("level_computed") or "")[:100],
    }


def _score(text: str | None) -> Decimal | None:
    """None as well for what an old document wrote and no score can be."""
    try:
        value = Decimal(text or "").quantize(Decimal("0.01"))
    except InvalidOperation:
        return None
    return value if 0 <= value <= 100 else None


def list_anew(report: Any) -> None:
    """Bring the row of a report up to date with its versions: the newest public one, or no row."""
    public = report.versions.model.State.PUBLIC
    newest = report.versions.filter(state=public).order_by("-number").first()
    if newest is None:
        ListedReport.objects.filter(report=report).delete()
        return
    ListedReport.objects.update_or_create(
        report=report,
        defaults={
            "version": newest,
            "number": newest.number,
            "published_at": newest.published_at,
            "kind": report.kind,
            "year": report.key_year,
            **line_of(bytes(newest.document)),
        },
    )


def follow_versions(sender: Any, instance: Any, raw: bool = False, **_said: Any) -> None:
    """A version was saved: what is public of its report may be another one now."""
    if not raw and instance.state != sender.State.RESERVED:
        list_anew(instance.report)
