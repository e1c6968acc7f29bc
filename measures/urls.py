"""Addresses of a year's measures: what is planned, and what came of it."""

from django.urls import path

from measures.views import change, citing, evidence, item_evidence, measures, rounds, takeover, undoing

urlpatterns = [
    path("m/<slug:code>/<be:action_year>/measures/", measures.measures, name="measures"),
    path("m/<slug:code>/<be:action_year>/measures/add/", change.add, name="measure_add"),
    path("m/<slug:code>/<be:action_year>/measures/<int:pk>/", measures.edit, name="measure_edit"),
    path("m/<slug:code>/<be:action_year>/measures/period/", measures.period_words, name="measure_period"),
    path("m/<slug:code>/<be:action_year>/measures/undo/<int:pk>/", change.undo, name="measure_undo"),
    path("m/<slug:code>/<be:action_year>/measures/take-back/<int:pk>/", undoing.undo, name="measures_undo"),
    path("m/<slug:code>/<be:action_year>/measures/take-over/", takeover.takeover, name="measure_takeover"),
    path("m/<slug:code>/<be:action_year>/measures/<int:pk>/move/", change.move, name="measure_move"),
    path("m/<slug:code>/<be:action_year>/measures/<int:pk>/copy/", change.copy, name="measure_copy"),
    path("m/<slug:code>/<be:action_year>/measures/<int:pk>/delete/", change.delete, name="measure_delete"),
    path("m/<slug:code>/<be:action_year>/measures/<int:pk>/cite/", citing.add, name="citation_add"),
    path("m/<slug:code>/<be:action_year>/measures/<int:pk>/cited/", citing.panels, name="citation_panels"),
    path("m/<slug:code>/<be:action_year>/measures/<int:pk>/progress/", rounds.save, name="progress_save"),
    path("m/<slug:code>/<be:action_year>/citations/renew/", citing.bring_up_to_date, name="citations_renew"),
    path("m/<slug:code>/<be:action_year>/results/", measures.results, name="results"),
    path("m/<slug:code>/<be:action_year>/results/<int:pk>/", measures.edit_result, name="result_edit"),
    path("m/<slug:code>/<be:action_year>/results/<int:pk>/evidence/", evidence.add, name="evidence_add"),
    path(
        "m/<slug:code>/<be:action_year>/results/<int:pk>/evidence/files/",
        evidence.add_chosen_files,
        name="evidence_files",
    ),
    path("m/<slug:code>/<be:action_year>/items/", item_evidence.items, name="item_evidence"),
    path("m/<slug:code>/<be:action_year>/items/<str:item>/", item_evidence.item, name="item_evidence_of"),
    path(
        "m/<slug:code>/<be:action_year>/items/<str:item>/evidence/",
        item_evidence.add,
        name="item_evidence_add",
    ),
    path(
        "m/<slug:code>/<be:action_year>/items/<str:item>/evidence/files/",
        item_evidence.add_chosen_files,
        name="item_evidence_files",
    ),
    path("m/<slug:code>/<be:action_year>/evidence/check/", evidence.check_links, name="evidence_check"),
    path("m/<slug:code>/<be:action_year>/evidence/<int:pk>/", evidence.change, name="evidence_change"),
    path("m/<slug:code>/<be:action_year>/evidence/<int:pk>/file/", evidence.file, name="evidence_file"),
    path("m/<slug:code>/<be:action_year>/evidence/<int:pk>/delete/", evidence.delete, name="evidence_delete"),
]
