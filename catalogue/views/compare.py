"""Two frameworks side by side, and the links from an item to those of the year before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext

from catalogue import drafting
from catalogue.comparing import (
    FieldChange,
    ItemChange,
    item_changes,
    part_changes,
    suggested_links,
    with_links,
)
from catalogue.models import Framework
from catalogue.parts import Data
from catalogue.reading import data_of
from catalogue.views.labels import field_label, part_label
from catalogue.views.places import year_address
from ita_portal.thai.dates import format_date


def words() -> dict[str, str]:
    return {
        "added": gettext("new"),
        "removed": gettext("nothing continues it"),
        "merged": gettext("merged"),
        "recoded": gettext("another code"),
        "renamed": gettext("another title"),
        "changed": gettext("different"),
    }


def shown_items(changes: Iterable[ItemChange]) -> list[dict[str, Any]]:
    """Items that are not the same on both sides, with what became of them in words."""
    named = words()
    shown = []
    for each in changes:
        if each.kind == "same":
            continue
        said = [named[each.kind]]
        if each.kind in ("recoded", "merged") and each.renamed:
            said.append(named["renamed"])
        shown.append({"change": each, "words": " · ".join(said)})
    return shown


def shown_parts(changes: Iterable[FieldChange], before: Data, after: Data) -> list[dict[str, str]]:
    named = words()
    return [
        {
            "label": part_label(before if each.kind == "removed" else after, each.section, each.key),
            "field": field_label(each.section, each.field) if each.field else "",
            "kind": each.kind,
            "words": named["changed"]
            if each.kind == "changed"
            else gettext("deleted")
            if each.kind == "removed"
            else named["added"],
            "before": _text(each.before),
            "after": _text(each.after),
        }
        for each in changes
    ]


def _text(value: Any) -> str:
    if value is None or value == [] or value == "":
        return "–"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return ", ".join(
            str(each.get("name", each)) if isinstance(each, dict) else str(each) for each in value
        )
    if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
        return format_date(date.fromisoformat(value), "medium")
    return str(value)


def compare(request: HttpRequest) -> HttpResponse:
    """`?a=2568&b=2569`; a revision other than the one in force as `2568r2`."""
    frameworks = list(Framework.objects.order_by("-evaluation_year", "-revision"))
    if len(frameworks) < 2:
        return render(request, "catalogue/compare.html", {"frameworks": frameworks, "section": "catalogue"})
    by_name = {f"{each.evaluation_year}r{each.revision}": each for each in reversed(frameworks)}
    after = _chosen(request.GET.get("b", ""), frameworks, by_name) or frameworks[0]
    before = _chosen(request.GET.get("a", ""), frameworks, by_name) or frameworks[1]
    old, new = data_of(before), data_of(after)
    same_year = before.evaluation_year == after.evaluation_year
    items = item_changes(old, new, same_year=same_year)
    context = {
        "frameworks": frameworks,
        "before": before,
        "after": after,
        "items": shown_items(items),
        "counts": [
            (words()[kind], count) for kind, count in Counter(i.kind for i in items).items() if kind != "same"
        ],
        "same": sum(each.kind == "same" for each in items),
        "parts": shown_parts(part_changes(old, new), old, new),
        "numbers": (len(old["items"]), len(new["items"])),
        "by_code": not same_year and after.evaluation_year - before.evaluation_year != 1,
        "section": "catalogue",
    }
    return render(request, "catalogue/compare.html", context)


def _chosen(written: str, frameworks: list[Framework], by_name: dict[str, Framework]) -> Framework | None:
    """A framework by year, where the one in force is meant, or by year and revision."""
    if written in by_name:
        return by_name[written]
    of_year = [each for each in frameworks if str(each.evaluation_year) == written]
    published = [each for each in of_year if each.status == Framework.Status.PUBLISHED]
    return next(iter(published or of_year), None)


def links(request: HttpRequest, year: int, revision: int) -> HttpResponse:
    """Suggested links of a draft to the year before, ticked and confirmed together or one by one."""
    draft = get_object_or_404(
        Framework, evaluation_year=year, revision=revision, status=Framework.Status.DRAFT
    )
    before = Framework.objects.filter(evaluation_year=year - 1, status=Framework.Status.PUBLISHED).first()
    if before is None:
        raise Http404("the year before is not in the catalogue")
    old, new = data_of(before), data_of(draft)
    found = suggested_links(old, new)
    if request.method == "POST":
        known = {row["code"] for row in old["items"]}
        chosen: dict[str, list[str]] = {}
        for pair in request.POST.getlist("link"):
            code, _gap, predecessor = pair.partition(" ")
            if predecessor in known:
                chosen.setdefault(code, []).append(predecessor)
        try:
            drafting.change(
                draft, lambda data: with_links(data, chosen), actor=_actor(request), part=("items", "")
            )
        except drafting.NotADraft as gone:
            raise Http404("the draft is gone") from gone
        count = len(chosen)
        text = ngettext("%(count)s item is linked", "%(count)s items are linked", count)
        messages.success(request, text % {"count": count})
        return redirect(request.get_full_path())
    taken = {code.lower() for row in new["items"] for code in row["replaces"]}
    context = {
        "framework": draft,
        "before": before,
        "suggestions": found,
        "open": [row for row in old["items"] if row["code"].lower() not in taken],
        "unlinked": [row for row in new["items"] if not row["replaces"]],
        "back": year_address(draft),
        "section": "catalogue",
    }
    return render(request, "catalogue/links.html", context)


def _actor(request: HttpRequest) -> Any:
    return request.user
