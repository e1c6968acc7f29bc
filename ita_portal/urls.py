"""Every address of the portal. Who may use which stands in the access table."""

from django.urls import URLPattern, URLResolver, include, path

from ita_portal import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("accounts/", include("allauth.urls")),
]
