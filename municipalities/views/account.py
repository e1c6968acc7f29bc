"""A signed-in person's own page, and where they work."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from municipalities.addresses import address
from municipalities.models import Membership
from municipalities.queries import places_of_work, roles_of
from municipalities.roles import Role


def me(request: HttpRequest) -> HttpResponse:
    memberships = (
        Membership.objects.valid_on()
        .filter(user__in=[request.user.pk])
        .select_related("province")
        .prefetch_related("municipality__records")
        .order_by("pk")
    )
    return render(request, "municipalities/me.html", {"memberships": memberships, "section": "me"})


def work(request: HttpRequest) -> HttpResponse:
    """The home of the one municipality a person works in; a choice when there are several."""
    places = places_of_work(request.user)
    if len(places) == 1:
        return redirect(address("work_municipality", places[0].code))
    if not places and Role.COORDINATOR in roles_of(request.user):
        return redirect(address("province"))
    if not places and Role.AUDITOR in roles_of(request.user):
        return redirect(address("review_queue"))
    if not places and Role.CATALOGUE_ADMIN in roles_of(request.user):
        return redirect(address("catalogue"))
    if not places and Role.SYSTEM_ADMIN in roles_of(request.user):
        return redirect(address("municipality_list"))
    return render(request, "municipalities/work.html", {"places": places, "section": "work"})
