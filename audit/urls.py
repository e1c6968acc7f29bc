"""Addresses of the audit trail: a report's story, and the trail of the whole portal."""

from django.urls import path

from audit.views import story, trail

urlpatterns = [
    path("m/<slug:code>/<be:action_year>/report/<kind:kind>/story/", story.story, name="report_story"),
    path("trail/", trail.trail, name="trail"),
    path("trail/export.<slug:extension>", trail.export, name="trail_export"),
]
