"""What the pages about a municipality itself share: its name and place, and their tabs."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from municipalities.requests import WorkRequest
from municipalities.roles import MANAGERS, OF_A_MUNICIPALITY


def page(request: WorkRequest, template: str, section: str, **context: Any) -> HttpResponse:
    """A page about a municipality itself, with its tabs."""
    return render(request, f"municipalities/{template}.html", {**frame(request, section), **context})


def frame(request: WorkRequest, section: str) -> dict[str, Any]:
    """What every page about a municipality itself shows, those of other apps too."""
    return {
        "part": section,
        "municipality": request.municipality,
        "record": request.municipality.record_on(),
        "is_member": bool(request.roles & set(OF_A_MUNICIPALITY)),
        "may_manage": bool(request.roles & set(MANAGERS)),
    }
