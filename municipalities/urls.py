"""Addresses of a person's own page and of the choice where to work."""

from django.urls import path

from municipalities.views import account

urlpatterns = [
    path("me/", account.me, name="me"),
    path("m/", account.work, name="work"),
]
