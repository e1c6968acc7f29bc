"""Addresses of the scores and their analysis. `action_year` is the year of the work, `assessed_year` of the result."""

from django.urls import path

from assessments.views import analysis, consequences, scores

urlpatterns = [
    path(
        "m/<slug:code>/<be:action_year>/scores/<be:assessed_year>/consequences/",
        consequences.show,
        name="score_consequences",
    ),
    path("m/<slug:code>/<be:action_year>/scores/", scores.choose, name="scores"),
    path("m/<slug:code>/<be:action_year>/scores/<be:assessed_year>/", scores.scores, name="scores_of_year"),
    path("m/<slug:code>/<be:action_year>/analysis/", analysis.rows, name="analysis"),
    path("m/<slug:code>/<be:action_year>/analysis/add/", analysis.add, name="analysis_add"),
    path("m/<slug:code>/<be:action_year>/analysis/<int:pk>/", analysis.edit, name="analysis_edit"),
    path("m/<slug:code>/<be:action_year>/analysis/<int:pk>/move/", analysis.move, name="analysis_move"),
    path("m/<slug:code>/<be:action_year>/analysis/<int:pk>/delete/", analysis.delete, name="analysis_delete"),
]
