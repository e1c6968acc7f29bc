"""Whether the addresses of evidence open: asked for in the browser, looked at by the worker.

Nothing here changes what a municipality wrote, so neither the write guard nor the trail is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fetching import Fetch, Unreachable, fetch
from ita_portal.thai.celltext import clean
from measures.models import Evidence, LinkCheck, Plan

AT_A_TIME = 20
"""Addresses of one task: at five seconds each it ends long before it is taken for lost."""
RECENT = timedelta(minutes=5)
"""An address that was looked at so lately is not asked again; one that waits for longer lost its task."""


def key_of(url: str) -> str:
    return sha256(url.encode()).hexdigest()


@transaction.atomic
def ask(urls: Iterable[str]) -> int:
    """Let the worker look at these addresses; return how many it will. Those asked for lately are left out."""
    from measures.tasks import look_at_links

    wanted = {key_of(url): url for url in urls if url}
    LinkCheck.objects.bulk_create(
        (LinkCheck(url_sha256=key, url=url) for key, url in wanted.items()), ignore_conflicts=True
    )
    now = timezone.now()
    rows = LinkCheck.objects.select_for_update().filter(url_sha256__in=wanted).order_by("pk")
    due = [each.pk for each in rows if each.asked_at is None or each.asked_at < now - RECENT]
    LinkCheck.objects.filter(pk__in=due).update(asked_at=now)
    for start in range(0, len(due), AT_A_TIME):
        look_at_links.enqueue(due[start : start + AT_A_TIME])
    return len(due)


def ask_for_plan(plan: Plan) -> int:
    """All addresses of a year's evidence."""
    of_plan = Q(measure__section__plan=plan) | Q(plan=plan)
    evidence = Evidence.objects.filter(of_plan).exclude(url="").order_by("pk")
    return ask(evidence.values_list("url", flat=True))


def look_at(pk: int, fetch: Fetch = fetch) -> None:
    """Look at an address and keep what came back. Never raises for what is outside."""
    found = LinkCheck.objects.filter(pk=pk).first()
    if found is None:
        return
    found.status, found.problem, found.final_url, found.title = None, "", "", ""
    try:
        answer = fetch(found.url)
    except Unreachable as error:
        found.problem, found.final_url = error.reason.value, error.address
    else:
        found.status, found.final_url, found.title = answer.status, answer.address, clean(answer.title)
    found.checked_at = timezone.now()
    found.save(update_fields=["status", "problem", "final_url", "title", "checked_at"])


def checks_of(urls: Collection[str]) -> dict[str, LinkCheck]:
    """What is known about addresses, by address; one query."""
    keys = {key_of(url) for url in urls if url}
    if not keys:
        return {}
    return {each.url: each for each in LinkCheck.objects.filter(url_sha256__in=keys).order_by("pk")}


def forget_unused() -> int:
    """Drop what is known about addresses that no evidence names any more; return how many."""
    used = Evidence.objects.exclude(url="").values("url")
    return LinkCheck.objects.exclude(url__in=used).delete()[0]
