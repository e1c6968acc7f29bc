"""Reports and what belongs to them, and the event trail, for system admins: to look at, never to change."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from municipalities.administration import ModelAdmin, ReadOnly
from reports.approval_models import ReturnedDocument, ReturnNote, Waiver
from reports.beside_models import OwnCopy, SignedScan
from reports.models import Rendering, Report, StoredFile, Version
from trail.models import Event


@admin.register(Report)
class ReportAdmin(ReadOnly, ModelAdmin):
    list_display = ("__str__", "kind", "key_year", "state", "updated_at")
    list_filter = ("kind", "key_year", "state")
    search_fields = ("municipality__records__search_text", "municipality__codes__code")
    list_select_related = ("municipality",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        return super().get_queryset(request).prefetch_related("municipality__records")


@admin.register(Version)
class VersionAdmin(ReadOnly, ModelAdmin):
    list_display = ("__str__", "number", "state", "published_at", "published_by")
    list_filter = ("state",)
    list_select_related = ("report__municipality", "published_by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        return super().get_queryset(request).prefetch_related("report__municipality__records")


@admin.register(Rendering)
class RenderingAdmin(ReadOnly, ModelAdmin):
    list_display = ("__str__", "state", "requested_at", "finished_at", "pages")
    list_filter = ("state",)
    list_select_related = ("report__municipality",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rendering]:
        return super().get_queryset(request).prefetch_related("report__municipality__records")


class OfReports(ReadOnly, ModelAdmin):
    """Rows of a report: the municipality's name is read with the list."""

    list_select_related: ClassVar[tuple[str, ...]] = ("report__municipality",)
    search_fields: ClassVar[tuple[str, ...]] = (
        "report__municipality__records__search_text",
        "report__municipality__codes__code",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("report__municipality__records")


@admin.register(Waiver)
class WaiverAdmin(OfReports):
    list_display = ("report", "code", "place", "decision", "requested_by", "decided_by")
    list_filter = ("decision", "code")
    list_select_related = (*OfReports.list_select_related, "requested_by", "decided_by")


@admin.register(ReturnNote)
class ReturnNoteAdmin(OfReports):
    list_display = ("report", "place", "text", "resolved_at", "resolved_by")
    list_select_related = (*OfReports.list_select_related, "resolved_by")


@admin.register(ReturnedDocument)
class ReturnedDocumentAdmin(OfReports):
    list_display = ("report", "document_sha256")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("document")


class OfVersions(ReadOnly, ModelAdmin):
    list_select_related: ClassVar[tuple[str, ...]] = ("version__report__municipality",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found = super().get_queryset(request).defer("version__document")
        return found.prefetch_related("version__report__municipality__records")


@admin.register(SignedScan)
class SignedScanAdmin(OfVersions):
    list_display = ("version", "file_id")


@admin.register(OwnCopy)
class OwnCopyAdmin(OfVersions):
    list_display = ("version", "url")


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnly, ModelAdmin):
    list_display = ("sha256", "media_type", "size", "created_at")
    list_filter = ("media_type",)
    search_fields = ("sha256",)
    show_full_result_count = False


@admin.register(Event)
class EventAdmin(ReadOnly, ModelAdmin):
    list_display = ("at", "actor", "action", "subject_type", "subject_id", "municipality_id")
    list_filter = ("action", "subject_type")
    list_select_related = ("actor",)
    date_hierarchy = None
    show_full_result_count = False
