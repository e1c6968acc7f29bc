"""Addresses of a person's own page and of the choice where to work."""

from django.urls import path, register_converter

from municipalities.addresses import BuddhistYear
from municipalities.views import account

register_converter(BuddhistYear, "be")

urlpatterns = [
    path("me/", account.me, name="me"),
    path("m/", account.work, name="work"),
]
