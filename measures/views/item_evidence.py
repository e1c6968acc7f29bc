"""Evidence of the OIT items of a year: the list of items, and the page of each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from catalogue.queries import NoFramework
from measures.evidence_items import items_with_evidence, with_checks
from measures.evidence_rows import ItemOfPlan
from measures.services import get_or_create_plan
from measures.views.evidence import posted_files, posted_link
from measures.views.item_shown import item_address, items_of_page, one_of, show_item
from measures.views.shown import FIELDS_OF_STEP, list_context
from municipalities.requests import WorkRequest


def items(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """Every item with what shows it, and where something is missing."""
    context: dict[str, Any] = list_context(request, action_year, FIELDS_OF_STEP["results"])
    context |= {"step": "results", "found": [], "reason": "", "count": 0, "shown": 0, "links": False}
    try:
        found = items_with_evidence(request.municipality, action_year)
    except NoFramework as error:
        return render(request, "measures/items_evidence.html", {**context, "reason": str(error)})
    with_checks(piece for each in found for piece in each.pieces)
    context |= {
        "found": found,
        "count": len(found),
        "shown": sum(bool(each.pieces) for each in found),
        "links": any(piece.url for each in found for piece in each.pieces),
    }
    return render(request, "measures/items_evidence.html", context)


def item(request: WorkRequest, code: str, action_year: int, item: str) -> HttpResponse:
    return show_item(request, action_year, item)


def add(request: WorkRequest, code: str, action_year: int, item: str) -> HttpResponse:
    """A link for an item; the worker looks at it at once."""
    if request.method == "POST":
        form = posted_link(request, _holder(request, action_year, item))
        if form is not None:
            return show_item(request, action_year, item, link_form=form, status=422)
    return redirect(item_address(request.code, action_year, item))


def add_chosen_files(request: WorkRequest, code: str, action_year: int, item: str) -> HttpResponse:
    """Files for an item, all of them or none."""
    if request.method == "POST":
        form = posted_files(request, _holder(request, action_year, item))
        if form is not None:
            return show_item(request, action_year, item, files_form=form, status=422)
    return redirect(item_address(request.code, action_year, item))


def _holder(request: WorkRequest, action_year: int, code: str) -> ItemOfPlan:
    """An item of this municipality's year; the year's work begins with its first evidence."""
    found = one_of(items_of_page(request, action_year), code)
    if found.item is None:
        raise Http404("the catalogue of the year has no such item: nothing is added to it")
    plan = get_or_create_plan(request.municipality, action_year, actor=request.user)
    return ItemOfPlan(plan, found.item)
