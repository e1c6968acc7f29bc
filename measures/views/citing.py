"""Scores in sentences: insert one into an open measure, bring old ones up to date.

Each is a plain form. A page with scripts asks for JSON and gets the texts that are stored now, to put into its
controls, and the panels beside them.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from editing.texts import text_hash
from editing.views import cells
from ita_portal.thai.digits import parse_number
from measures.citations import FIELDS, insert_citation, renew
from measures.models import Measure
from measures.result_sentences import NoSentence
from measures.views.measures import EDIT_ROUTES
from measures.views.shown import FIELDS_OF_STEP, list_context, own_measure
from municipalities.addresses import address
from municipalities.guard import ReadOnly
from municipalities.requests import WorkRequest


@require_POST
def add(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """Insert the sentence of `item` into `field` of a measure."""
    _section, measure, _number = own_measure(request, action_year, pk)
    field = request.POST.get("field", "")
    refused = ""
    try:
        insert_citation(measure, field, request.POST.get("item", ""), actor=request.user)
    except (ReadOnly, NoSentence) as error:
        refused = str(error)
    except ValidationError as error:
        refused = " ".join(error.messages)
    if _wants_json(request):
        return _json(request, action_year, [pk], refused or _("Inserted"), refused=bool(refused))
    (messages.error if refused else messages.success)(request, refused or _("Inserted"))
    fragment = f"id_{field}" if field in FIELDS else ""
    return redirect(
        address(EDIT_ROUTES[_step(request)], request.code, action_year, measure.pk, fragment=fragment)
    )


@require_POST
def bring_up_to_date(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """Renew the sentences named by `citation`, or all that are out of date."""
    numbers = [parse_number(each) for each in request.POST.getlist("citation")]
    chosen = [each for each in numbers if each is not None] if numbers else None
    refused, measures = "", []
    try:
        renewed = renew(request.municipality, action_year, chosen, actor=request.user)
        measures = sorted({each.measure_id for each in renewed})
        words = ngettext(
            "%(count)s sentence has today's figures", "%(count)s sentences have today's figures", len(renewed)
        )
        said = words % {"count": len(renewed)} if renewed else _("There was nothing to renew")
    except ReadOnly as error:
        refused = said = str(error)
    if _wants_json(request):
        return _json(request, action_year, measures, said, refused=bool(refused))
    (messages.error if refused else messages.success)(request, said)
    back = parse_number(request.POST.get("measure", ""))
    if back and Measure.objects.filter(pk=back, section__plan__municipality=request.municipality).exists():
        return redirect(address(EDIT_ROUTES[_step(request)], request.code, action_year, back))
    return redirect(address(_step(request), request.code, action_year))


@require_GET
def panels(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """The panels of a measure once more, after its items or texts changed."""
    own_measure(request, action_year, pk)
    return _json(request, action_year, [pk], "")


def _step(request: WorkRequest) -> str:
    """The list that the page belongs to."""
    step = request.POST.get("step") or request.GET.get("step") or ""
    return step if step in FIELDS_OF_STEP else "results"


def _wants_json(request: WorkRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _json(
    request: WorkRequest, action_year: int, measures: list[int], said: str, *, refused: bool = False
) -> JsonResponse:
    step = _step(request)
    context: dict[str, Any] = {**list_context(request, action_year, FIELDS_OF_STEP[step]), "step": step}
    fields = []
    for pk in measures:
        _section, measure, _number = own_measure(request, action_year, pk)
        for name in FIELDS:
            text = getattr(measure, name)
            field = {"name": name}
            beside = {"measure": measure, "field": field, "editable": _is_editable(request, context)}
            fields.append(
                {
                    "subject": f"measure:{pk}",
                    "field": name,
                    "text": text,
                    "hash": text_hash(text),
                    "html": cells(text),
                    "panel": render_to_string("measures/citations.html", {**context, **beside}, request),
                }
            )
    notice = render_to_string("measures/outdated.html", context, request)
    answer = {"said": said, "fields": fields, "notice": notice}
    return JsonResponse(answer, status=409 if refused else 200)


def _is_editable(request: WorkRequest, context: dict[str, Any]) -> bool:
    return request.may_write and not context["done_locked"]
