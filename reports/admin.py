"""Reports, versions, renderings and the event trail for system admins: to look at, never to change."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from municipalities.administration import ModelAdmin, ReadOnly
from reports.models import Rendering, Report, Version
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


@admin.register(Event)
class EventAdmin(ReadOnly, ModelAdmin):
    list_display = ("at", "actor", "action", "subject_type", "subject_id", "municipality_id")
    list_filter = ("action", "subject_type")
    list_select_related = ("actor",)
    date_hierarchy = None
    show_full_result_count = False
