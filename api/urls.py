"""Addresses of the programming interface."""

from django.urls import path

from api import token_pages
from api.v1 import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("m/<slug:code>/tokens/", token_pages.tokens, name="api_tokens"),
    path("m/<slug:code>/tokens/<int:pk>/revoke/", token_pages.revoke, name="api_token_revoke"),
]
