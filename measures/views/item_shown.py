"""One OIT item of the year with its evidence, as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch

from catalogue.queries import NoFramework
from measures.evidence_items import ItemWithEvidence, items_with_evidence, with_checks
from measures.forms import EvidenceFilesForm, EvidenceForm
from measures.views.shown import FIELDS_OF_STEP, list_context
from municipalities.addresses import address
from municipalities.requests import WorkRequest


def show_item(
    request: WorkRequest,
    action_year: int,
    item: str,
    *,
    link_form: EvidenceForm | None = None,
    files_form: EvidenceFilesForm | None = None,
    refused: Mapping[int, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of an item; the forms, and `refused` by the key of a piece, with what could not be saved."""
    items = items_of_page(request, action_year)
    found = one_of(items, item)
    with_checks(found.pieces)
    at = items.index(found)
    context = {
        **list_context(request, action_year, FIELDS_OF_STEP["results"]),
        "found": found,
        "before": items[at - 1] if at else None,
        "after": items[at + 1] if at + 1 < len(items) else None,
        "link_form": link_form or EvidenceForm(),
        "files_form": files_form or EvidenceFilesForm(),
        "refused": refused or {},
        "step": "results",
    }
    return render(request, "measures/item_evidence.html", context, status=status)


def items_of_page(request: WorkRequest, action_year: int) -> list[ItemWithEvidence]:
    """The items of the year. Raises Http404 where the catalogue lacks it: no item has a page then."""
    try:
        return items_with_evidence(request.municipality, action_year)
    except NoFramework as error:
        raise Http404(str(error)) from error


def one_of(items: list[ItemWithEvidence], code: str) -> ItemWithEvidence:
    for each in items:
        if each.slug == code.lower():
            return each
    raise Http404("the year has no such item")


def item_address(code: str, action_year: int, item: str) -> str:
    """The page of an item, the list of all for one whose code no address can name."""
    try:
        return address("item_evidence_of", code, action_year, item.lower(), fragment="evidence")
    except NoReverseMatch:
        return address("item_evidence", code, action_year)
