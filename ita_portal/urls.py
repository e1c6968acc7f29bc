"""Every address of the portal. Who may use which stands in the access table."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from ita_portal import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("api.urls")),
    path("", include("municipalities.urls")),
    path("", include("editing.urls")),
    path("", include("catalogue.urls")),
    path("", include("assessments.urls")),
    path("", include("measures.urls")),
    path("", include("reports.urls")),
    path("", include("national.urls")),
    path("", include("national.announcing.urls")),
    path("", include("national.opendata.urls")),
    path("", include("review.urls")),
    path("", include("audit.urls")),
]

handler400 = "ita_portal.errors.bad_request"
handler403 = "ita_portal.errors.permission_denied"
handler404 = "ita_portal.errors.page_not_found"
handler500 = "ita_portal.errors.server_error"
