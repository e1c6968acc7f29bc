"""Pasting a table into a year's measures: a place to paste, a preview with its columns, then one save."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.queries import NoFramework
from ita_portal.thai.digits import parse_number
from measures.batches import PlanHasChanged
from measures.fields import ALL
from measures.views.shown import list_context
from measures.views.undoing import tell_with_undo, undo_address
from municipalities.addresses import address
from municipalities.guard import ReadOnly
from municipalities.requests import WorkRequest
from reports.document import MEASURE_TEXT_FIELDS
from reports.pasting import (
    NotAsShown,
    NotPasted,
    Preview,
    Source,
    Wish,
    grid_to_read,
    preview,
    save_pasted,
    targets_of,
)
from reports.places import field_name
from reports.readers.pasted import CHOICES, EXTRA, IGNORE, MOST_HEADS, Choices, Shape

_FIELD = re.compile(r"field-([0-9]{1,3})-([0-9]{1,3})")


def paste(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """`?issue=3` or `?section=12` says where measures go that name no issue themselves."""
    context = {
        **list_context(request, action_year, ALL),
        "step": "measures",
        "target": _target(request),
        "source": Source(request.POST.get("html", ""), request.POST.get("text", "")),
        "problem": "",
    }
    if request.method != "POST" or request.POST.get("do") == "again":
        return render(request, "reports/paste.html", context)
    try:
        grid = grid_to_read(context["source"])
    except NotPasted as refused:
        return render(request, "reports/paste.html", {**context, "problem": str(refused)}, status=422)
    wish, status = _wish(request), 200
    if request.POST.get("do") == "save":
        try:
            return _save(request, action_year, grid, wish, context["target"])
        except NotAsShown:
            context["problem"] = _("The columns were changed: look at the rows as they are now, then save")
            status = 409
        except (ReadOnly, PlanHasChanged) as refused:
            context["problem"], status = str(refused), 409
        except (NotPasted, NoFramework) as refused:
            context["problem"], status = str(refused), 422
    shown = preview(request.municipality, action_year, grid, wish, target=context["target"])
    context |= _shown(request, action_year, shown)
    return render(request, "reports/paste_preview.html", context, status=status)


def _save(request: WorkRequest, action_year: int, grid: Any, wish: Wish, target: str) -> HttpResponse:
    event = save_pasted(
        request.municipality,
        action_year,
        grid,
        wish,
        target=target,
        mark=request.POST.get("mark", ""),
        replacing=request.POST.get("replacing", ""),
        token=request.POST.get("token", "")[:64],
        actor=request.user,
    )
    count = len(event.after["made"])
    text = ngettext("Pasted %(count)s measure", "Pasted %(count)s measures", count) % {"count": count}
    tell_with_undo(request, text, undo_address(request, action_year, event))
    return redirect(address("measures", request.code, action_year))


def _target(request: WorkRequest) -> str:
    """Where measures go that name no issue: as the address says."""
    for name in ("issue", "section"):
        number = parse_number(request.GET.get(name, ""))
        if number is not None:
            return f"{name}-{number}"
    return ""


def _wish(request: WorkRequest) -> Wish:
    fields: dict[int, dict[int, str]] = {}
    heads: dict[int, int] = {}
    targets: dict[int, str] = {}
    skipped: set[int] = set()
    for name in request.POST:
        value = request.POST.get(name, "")
        kind, _dash, key = name.partition("-")
        if place := _FIELD.fullmatch(name):
            fields.setdefault(int(place[1]), {})[int(place[2])] = value
            continue
        number = parse_number(key)
        if number is None:
            continue
        if kind == "heads":
            heads[number] = parse_number(value) or 0
        elif kind == "target":
            targets[number] = value
        elif kind == "skip":
            skipped.add(number)
    replace = request.POST.get("mode") == "replace"
    return Wish(Choices(fields, heads), targets, frozenset(skipped), replace)


def _shown(request: WorkRequest, action_year: int, shown: Preview) -> dict[str, Any]:
    return {
        "preview": shown,
        "shapes": [_shape(number, each) for number, each in enumerate(shown.pasted.shapes)],
        "choices": [(value, _choice(value)) for value in CHOICES],
        "fields": [(name, field_name(name)) for name in MEASURE_TEXT_FIELDS if name != "title"],
        "heads": range(MOST_HEADS + 1),
        "targets": targets_of(request.municipality, action_year),
        "token": request.POST.get("token", "")[:64] or uuid4().hex,
    }


def _shape(number: int, shape: Shape) -> dict[str, Any]:
    return {
        "number": number,
        "shape": shape,
        "columns": [
            {"number": at, "heading": heading, "field": field, "sample": sample}
            for at, (heading, field, sample) in enumerate(
                zip(shape.headings, shape.fields, shape.samples, strict=True)
            )
        ],
    }


def _choice(value: str) -> str:
    own = {
        IGNORE: _("do not take"),
        EXTRA: _("a column of its own"),
        "number": _("number"),
        "issue": _("issue"),
    }
    return own.get(value) or field_name(value)
