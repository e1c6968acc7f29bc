"""Taking back an act on many measures, from the message that tells it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from measures.undo import NotUndone, own_event, undo_batch
from municipalities.addresses import address
from municipalities.guard import ReadOnly
from municipalities.requests import WorkRequest
from trail.models import Event


def tell_with_undo(request: WorkRequest, text: str, url: str, *, again: bool = False) -> None:
    """A message on the next page, with a button that takes the act back; `again` when that does it once more."""
    context = {"text": text, "url": url, "again": again}
    rendered = render_to_string("measures/undo_message.html", context, request=request)
    shown = mark_safe(rendered)  # noqa: S308 - the template escapes the text
    messages.success(request, shown, extra_tags="with-action")


def undo_address(request: WorkRequest, action_year: int, event: Event) -> str:
    """Where an act on many measures is taken back."""
    return address("measures_undo", request.code, action_year, event.pk)


@require_POST
def undo(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """Take back what the event `pk` tells, while nobody has worked on it."""
    event = own_event(request.municipality, action_year, pk)
    if event is None:
        raise Http404("no such act, or another municipality's")
    try:
        undone = undo_batch(event, actor=request.user)
    except ReadOnly as error:
        messages.error(request, str(error))
    except NotUndone as error:
        messages.error(request, _worked_on(error))
    else:
        if undone is None:
            messages.success(request, _("This was taken back already"))
        else:
            url = undo_address(request, action_year, undone)
            tell_with_undo(request, _("Taken back: everything is as before"), url, again=True)
    return redirect(address("measures", request.code, action_year))


def _worked_on(error: NotUndone) -> str:
    count = len(error.measures)
    return ngettext(
        "Not taken back: somebody has worked on “%(first)s” since. Delete what is not wanted one by one",
        "Not taken back: somebody has worked on %(count)s of these measures since, first on “%(first)s”."
        " Delete what is not wanted one by one",
        count,
    ) % {"first": error.measures[0], "count": count}
