"""Addresses of the catalogue's pages."""

from django.urls import path

from catalogue.views import browse

urlpatterns = [
    path("catalogue/", browse.years, name="catalogue"),
    path("catalogue/<be:year>/", browse.year, name="catalogue_year"),
]
