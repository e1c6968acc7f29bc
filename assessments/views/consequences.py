"""What has to follow a changed score, as a piece of the score page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from municipalities.requests import WorkRequest


@require_GET
def show(request: WorkRequest, code: str, action_year: int, assessed_year: int) -> HttpResponse:
    """The notice once more, for a page whose scores save themselves."""
    if assessed_year not in (action_year - 1, action_year):
        raise Http404("not a result of this year of work")
    context = {"action_year": action_year, "assessed_year": assessed_year}
    return render(request, "assessments/consequences_part.html", context)
