"""Addresses of announced results, for those who bring them in."""

from django.urls import path

from national.announcing import views

urlpatterns = [
    path("national/announce/", views.announce, name="announce"),
    path("national/announce/template/<be:year>/", views.blank, name="announce_template"),
    path("national/announce/<int:pk>/", views.announced, name="announced"),
    path("national/announce/<int:pk>/state/", views.state, name="announced_state"),
    path("national/announce/<int:pk>/to-mend/", views.errors, name="announced_errors"),
    path(
        "m/<slug:code>/<be:action_year>/scores/<be:assessed_year>/announced/",
        views.take,
        name="scores_announced",
    ),
]
