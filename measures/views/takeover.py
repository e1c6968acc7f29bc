"""Taking over measures of an earlier year, and looking at the years in their texts afterwards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.queries import NoFramework
from ita_portal.thai.digits import parse_number
from measures.fields import ALL
from measures.models import Measure
from measures.takeover import offered, source_plan, take_over
from measures.views.shown import list_context
from measures.views.undoing import tell_with_undo, undo_address
from measures.year_review import looked_at, move_year, to_review
from municipalities.addresses import address
from municipalities.guard import ReadOnly
from municipalities.requests import WorkRequest
from trail.conflict import Conflict


def takeover(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """`?issue=3` ticks that issue's measures only."""
    if request.method == "POST":
        return _post(request, action_year)
    source = source_plan(request.municipality, action_year)
    groups = offered(source, action_year) if source else []
    issue = parse_number(request.GET.get("issue", ""))
    context = {
        **list_context(request, action_year, ALL),
        "step": "measures",
        "source": source,
        "groups": groups,
        "ticked_issue": issue,
        "left": sum(not each.is_there for group in groups for each in group.measures),
        "years_between": action_year - source.action_year if source else 0,
        "reviews": to_review(request.municipality, action_year),
        "names": {
            "title": _("name of the measure"),
            "procedure": _("steps"),
            "follow_up": _("follow-up"),
            "period": _("period"),
        },
    }
    return render(request, "measures/takeover.html", context)


def _post(request: WorkRequest, action_year: int) -> HttpResponse:
    acts = {"take": _take, "move": _move, "seen": _seen}
    act = acts.get(request.POST.get("do", ""))
    if act is None:
        raise Http404("no such act")
    try:
        act(request, action_year)
    except (ReadOnly, NoFramework) as refused:
        messages.error(request, str(refused))
    except Conflict:
        messages.error(request, _("The text has been changed in the meantime: look at it again"))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(address("measure_takeover", request.code, action_year))


def _take(request: WorkRequest, action_year: int) -> None:
    numbers = (parse_number(each) for each in request.POST.getlist("measure"))
    chosen = {number for number in numbers if number is not None}
    if not chosen:
        messages.error(request, _("Tick at least one measure"))
        return
    event = take_over(request.municipality, action_year, chosen, actor=request.user)
    if event is None:
        messages.success(request, _("These measures are there already: nothing was copied"))
        return
    count = len(event.after["made"])
    text = ngettext("Took over %(count)s measure", "Took over %(count)s measures", count) % {"count": count}
    tell_with_undo(request, text, undo_address(request, action_year, event))


def _move(request: WorkRequest, action_year: int) -> None:
    at = parse_number(request.POST.get("at", ""))
    measure = _own(request, action_year)
    field, quote = request.POST.get("field", ""), request.POST.get("quote", "")
    move_year(measure, field, -1 if at is None else at, quote, actor=request.user)
    messages.success(request, _("Moved to %(year)s") % {"year": action_year})


def _seen(request: WorkRequest, action_year: int) -> None:
    looked_at(_own(request, action_year), actor=request.user)


def _own(request: WorkRequest, action_year: int) -> Any:
    rows = Measure.objects.filter(
        section__plan__municipality=request.municipality, section__plan__action_year=action_year
    )
    number = parse_number(request.POST.get("measure", ""))
    found = rows.filter(pk=number or 0).select_related("section__plan__municipality").first()
    if found is None:
        raise Http404("no such measure, or another municipality's")
    return found
