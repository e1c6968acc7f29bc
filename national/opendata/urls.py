"""Addresses of open data. Names of files are stable: other programs keep them."""

from django.urls import path, re_path

from national.opendata import views

urlpatterns = [
    path("data/", views.page, name="open_data"),
    path("data/datapackage.json", views.package, name="open_data_package"),
    re_path(r"^data/(?P<table>[a-z]{1,32})\.schema\.json$", views.schema, name="open_data_schema"),
    re_path(
        r"^data/(?P<table>[a-z]{1,32})(?:-(?P<year>2[56][0-9]{2}))?\.(?P<extension>csv|jsonl|parquet)$",
        views.file,
        name="open_data_file",
    ),
]
