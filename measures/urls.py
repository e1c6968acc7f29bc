"""Addresses of a year's measures: what is planned, and what came of it."""

from django.urls import path

from measures.views import change, measures, results

urlpatterns = [
    path("m/<slug:code>/<be:action_year>/measures/", measures.measures, name="measures"),
    path("m/<slug:code>/<be:action_year>/measures/add/", change.add, name="measure_add"),
    path("m/<slug:code>/<be:action_year>/measures/<int:pk>/", change.edit, name="measure_edit"),
    path("m/<slug:code>/<be:action_year>/measures/<int:pk>/move/", change.move, name="measure_move"),
    path("m/<slug:code>/<be:action_year>/measures/<int:pk>/copy/", change.copy, name="measure_copy"),
    path("m/<slug:code>/<be:action_year>/measures/<int:pk>/delete/", change.delete, name="measure_delete"),
    path("m/<slug:code>/<be:action_year>/results/", measures.results, name="results"),
    path("m/<slug:code>/<be:action_year>/results/<int:pk>/", results.edit, name="result_edit"),
    path("m/<slug:code>/<be:action_year>/results/<int:pk>/evidence/", results.add_link, name="evidence_add"),
    path(
        "m/<slug:code>/<be:action_year>/evidence/<int:pk>/delete/",
        results.delete_link,
        name="evidence_delete",
    ),
]
