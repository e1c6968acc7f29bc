"""The texts of fields for system admins: to look at, never to change."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from editing.models import FieldRevision
from municipalities.administration import ModelAdmin, ReadOnly


@admin.register(FieldRevision)
class FieldRevisionAdmin(ReadOnly, ModelAdmin):
    list_display = ("municipality", "subject_type", "subject_id", "field", "actor", "saved_at")
    list_filter = ("subject_type",)
    list_select_related = ("municipality", "actor")
    search_fields = ("municipality__records__search_text", "municipality__codes__code")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[FieldRevision]:
        return super().get_queryset(request).prefetch_related("municipality__records")
