"""Reviews for system admins: to look at, never to change."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from municipalities.administration import ModelAdmin, ReadOnly
from review.models import ComponentDecision, Reply, Review, ReviewFinding


@admin.register(Review)
class ReviewAdmin(ReadOnly, ModelAdmin):
    list_display = ("__str__", "state", "lead", "second", "decided_at")
    list_filter = ("state",)
    list_select_related = ("version__report__municipality", "lead", "second")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        found = super().get_queryset(request).defer("version__document")
        return found.prefetch_related("version__report__municipality__records")


@admin.register(ReviewFinding)
class ReviewFindingAdmin(ReadOnly, ModelAdmin):
    list_display = ("review_id", "number", "severity", "place_text", "created_at", "withdrawn_at")
    list_filter = ("severity",)


@admin.register(Reply)
class ReplyAdmin(ReadOnly, ModelAdmin):
    list_display = ("finding_id", "author", "by_municipality", "text", "at")
    list_filter = ("by_municipality",)
    list_select_related = ("author",)


@admin.register(ComponentDecision)
class ComponentDecisionAdmin(ReadOnly, ModelAdmin):
    list_display = ("review_id", "component", "assessor", "verdict", "at")
    list_filter = ("verdict",)
    list_select_related = ("assessor",)
