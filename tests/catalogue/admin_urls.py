"""The portal's addresses and the administration pages, for the tests of the catalogue's pages there."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [path("test-admin/", admin.site.urls), path("", include("ita_portal.urls"))]
