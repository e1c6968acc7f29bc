"""How pages tell the state of a checked link."""

from __future__ import annotations

from django.utils.translation import gettext

from measures.link_answers import LinkState, found_state
from measures.models import LinkCheck


def link_state(check: LinkCheck | None) -> LinkState | None:
    """How an address was found, None when nobody looked yet."""
    if check is None:
        return None
    if check.checked_at is None or (check.asked_at is not None and check.asked_at > check.checked_at):
        return LinkState("waiting", gettext("is being checked"))
    return found_state(check.url, check.status or 0, check.problem, check.final_url)
