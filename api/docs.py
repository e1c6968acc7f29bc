"""The page that describes the programming interface and lets one try it: Swagger UI within the portal's frame."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from api.places import LICENCE, LICENCE_URL
from municipalities.addresses import address


class Docs(DocsBase):
    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        context = {
            "schema": address(f"{api.urls_namespace}:openapi-json"),
            "licence": LICENCE,
            "licence_url": LICENCE_URL,
            "section": "api",
        }
        response = render(request, "api/docs.html", context)
        response._csp_update = {"img-src": ["data:"]}  # type: ignore[attr-defined]
        return response
