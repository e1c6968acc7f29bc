"""The page that describes the programming interface and lets one try it: Swagger UI within the portal's frame."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from municipalities.addresses import address
from national import licence


class Docs(DocsBase):
    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        context = {
            "schema": address(f"{api.urls_namespace}:openapi-json"),
            "licence": licence.NAME,
            "licence_url": licence.URL,
            "section": "api",
        }
        response = render(request, "api/docs.html", context)
        response._csp_update = {"img-src": ["data:"]}  # type: ignore[attr-defined]
        return response
