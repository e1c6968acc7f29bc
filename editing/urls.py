"""Addresses that pages use while somebody types, and the history of a field."""

from django.urls import path

from editing import views

urlpatterns = [
    path("m/<slug:code>/<be:action_year>/save/", views.save, name="field_save"),
    path("m/<slug:code>/<be:action_year>/presence/", views.presence, name="field_presence"),
    path("m/<slug:code>/<be:action_year>/history/", views.history, name="field_history"),
    path("m/<slug:code>/<be:action_year>/history/restore/", views.restore, name="field_restore"),
]
