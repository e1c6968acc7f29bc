"""Addresses of the catalogue's pages."""

from django.urls import path

from catalogue.views import browse, compare, editing, exchange, lifecycle

ONE = "catalogue/<be:year>/r<int:revision>/"
PART = f"{ONE}<slug:section>/"

urlpatterns = [
    path("catalogue/", browse.years, name="catalogue"),
    path("catalogue/new/", lifecycle.new, name="catalogue_new"),
    path("catalogue/compare/", compare.compare, name="catalogue_compare"),
    path("catalogue/import/", exchange.bring_in, name="catalogue_import"),
    path("catalogue/<be:year>/", browse.year, name="catalogue_year"),
    path(f"{ONE}revise/", lifecycle.revise, name="catalogue_revise"),
    path(f"{ONE}publish/", lifecycle.publish, name="catalogue_publish"),
    path(f"{ONE}archive/", lifecycle.archive, name="catalogue_archive"),
    path(f"{ONE}discard/", lifecycle.discard, name="catalogue_discard"),
    path(f"{ONE}links/", compare.links, name="catalogue_links"),
    path(f"{ONE}export.<slug:file_format>", exchange.export, name="catalogue_export"),
    path(f"{PART}edit/", editing.part, name="catalogue_part"),
    path(f"{PART}add/", editing.add, name="catalogue_part_add"),
    path(f"{PART}move/", editing.move, name="catalogue_part_move"),
    path(f"{PART}delete/", editing.delete, name="catalogue_part_delete"),
    path(f"{PART}confirm/", editing.confirm, name="catalogue_part_confirm"),
]
