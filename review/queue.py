"""The queue of an auditor: versions to review, those that wait for a reply, and those that are done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from ita_portal.thai.normal import search_key
from municipalities.models import MunicipalityRecord, Province
from reports.models import ListedReport, Version
from review.models import Review, ReviewFinding
from review.scope import reviewable

TABS = ("open", "waiting", "done")

_OPEN = Q(review__isnull=True) | Q(review__state=Review.State.OPEN)
_IN_TAB = {
    "open": _OPEN & Q(is_current=True, waits=False),
    "waiting": _OPEN & Q(is_current=True, waits=True),
    "done": Q(review__state__in=(Review.State.ACCEPTED, Review.State.CHANGES_REQUESTED)),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What an auditor narrows the queue to; an empty value narrows nothing. `whose` is "mine" or "nobody"."""

    province: str = ""
    kind: str = ""
    year: int | None = None
    whose: str = ""
    text: str = ""


def queued(user: Any, filters: Filters) -> QuerySet[Version]:
    """Everything the auditor may review that the filters let through, each row knowing its place in the queue."""
    waiting = ReviewFinding.objects.filter(awaits_reply=True).order_by().values("review__version")
    newest = ListedReport.objects.order_by().values("version")
    found = reviewable(user).annotate(waits=Q(pk__in=waiting), is_current=Q(pk__in=newest))
    records = MunicipalityRecord.objects.latest_of_each()
    if filters.province:
        here = records.filter(province=filters.province)
        found = found.filter(report__municipality__in=here.values("municipality"))
    if filters.kind:
        found = found.filter(report__kind=filters.kind)
    if filters.year:
        found = found.filter(report__key_year=filters.year)
    if filters.text.strip():
        named = MunicipalityRecord.objects.filter(search_text__contains=search_key(filters.text))
        found = found.filter(report__municipality__in=named.values("municipality"))
    if filters.whose == "mine":
        found = found.filter(Q(review__lead=user) | Q(review__second=user))
    elif filters.whose == "nobody":
        found = found.filter(review__lead__isnull=True)
    return found


def in_tab(found: QuerySet[Version], tab: str) -> QuerySet[Version]:
    """One part of the queue: what waits longest first, what was decided last first."""
    order = ("-review__decided_at", "-pk") if tab == "done" else ("published_at", "pk")
    return (
        found.filter(_IN_TAB[tab]).select_related("report", "review__lead", "review__second").order_by(*order)
    )


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """How many findings of an auditor stand, and to how many of them the municipality replied last."""

    standing: int = 0
    replied: int = 0


def finding_counts(versions: Collection[Version]) -> dict[int, FindingCounts]:
    """The counts of some versions by their keys; those without a finding are not in it."""
    standing = ReviewFinding.objects.filter(
        review__version__in=[each.pk for each in versions], withdrawn_at__isnull=True
    )
    unread = Q(settled_at__isnull=True, replies__by_municipality=True)
    rows = (
        standing.order_by()
        .values_list("review__version")
        .annotate(all=Count("pk", distinct=True), replied=Count("pk", filter=unread, distinct=True))
    )
    return {pk: FindingCounts(*each) for pk, *each in rows}


def counts(found: QuerySet[Version]) -> dict[str, int]:
    """How many there are in each part, in one query."""
    return found.aggregate(**{tab: Count("pk", filter=_IN_TAB[tab]) for tab in TABS})


def years_in_public() -> list[int]:
    """Years of which there is something public, the newest first."""
    return list(ListedReport.objects.order_by("-year").values_list("year", flat=True).distinct())


def provinces_in(user: Any) -> list[Province]:
    """Provinces from which there is something in the queue."""
    there = reviewable(user).values("report__municipality")
    records = MunicipalityRecord.objects.latest_of_each().filter(municipality__in=there)
    return list(Province.objects.filter(pk__in=records.values("province")).order_by("sort_key"))


def chosen(user: Any, keys: Collection[str]) -> list[Version]:
    """Versions named by a form that this auditor may review, in the order of their publication."""
    numbers = {int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 10}
    found = reviewable(user).filter(pk__in=numbers).select_related("report__municipality")
    return list(found.order_by("published_at", "pk"))
