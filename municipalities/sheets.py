"""Slips for a whole province: one link for the first administrator of each municipality that has none."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from municipalities.inviting import Invited, invite, renew
from municipalities.models import Invitation, Municipality, Province, User
from municipalities.roles import Role
from municipalities.staff import Place, places_of


@transaction.atomic
def invite_administrators(
    province: Province, chosen: Collection[int], *, actor: User | None
) -> list[tuple[Place, Invited]]:
    """Make or renew the slips of the chosen municipalities; one with an administrator gets none.

    A slip names nobody. A slip printed earlier no longer works: there is one for each municipality.
    """
    places = [each for each in places_of(province) if each.lacks_admin and each.municipality_id in chosen]
    municipalities = Municipality.objects.in_bulk([each.municipality_id for each in places])
    printed = Invitation.objects.filter(
        municipality__in=municipalities, role=Role.MUNICIPALITY_ADMIN, email="", used_at=None, revoked_at=None
    )
    waiting = {each.municipality_id: each for each in printed.order_by("pk")}
    made = []
    for place in places:
        known = waiting.get(place.municipality_id)
        if known is not None:
            invited = renew(known, actor=actor)
        else:
            municipality = municipalities[place.municipality_id]
            invited = invite(Role.MUNICIPALITY_ADMIN, actor=actor, municipality=municipality)
        made.append((place, invited))
    return made
