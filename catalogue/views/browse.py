"""The catalogue to look at: years, and in each the tree from instrument to item, with sources and doubts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from catalogue.drafting import problems_of
from catalogue.models import Framework, Indicator, Item, Part, SubIndicator
from catalogue.parts import HEAD, Data, place_of
from catalogue.reading import data_of
from catalogue.usage import uses_of
from catalogue.views.labels import field_label, part_label
from catalogue.views.places import part_address, year_address


@dataclass(frozen=True, slots=True)
class Branch:
    """A sub-indicator with its items; `sub` None collects items without one."""

    sub: SubIndicator | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class IndicatorBranch:
    indicator: Indicator
    count: int
    branches: tuple[Branch, ...]


def years(request: HttpRequest) -> HttpResponse:
    frameworks = Framework.objects.annotate(item_count=Count("items")).order_by(
        "-evaluation_year", "-revision"
    )
    context = {"frameworks": frameworks, "section": "catalogue"}
    return render(request, "catalogue/years.html", context)


def year(request: HttpRequest, year: int) -> HttpResponse:
    """The published revision of a year, else its newest draft; `?revision=2` shows another."""
    found = Framework.objects.filter(evaluation_year=year)
    wanted = request.GET.get("revision", "")
    if wanted.isdigit() and len(wanted) < 5:
        framework = found.filter(revision=int(wanted)).first()
    else:
        framework = found.filter(status="published").first() or found.order_by("-revision").first()
    if framework is None:
        raise Http404("no such year in the catalogue")
    return show_year(request, framework)


def show_year(
    request: HttpRequest, framework: Framework, opened: Any = None, *, status: int = 200
) -> HttpResponse:
    """The page of a framework; in a draft, every part is a link that opens it, and one may be open."""
    year = framework.evaluation_year
    is_draft = framework.status == Framework.Status.DRAFT
    context = {
        "framework": framework,
        "framework_name": f"{year}r{framework.revision}",
        "is_draft": is_draft,
        "revisions": Framework.objects.filter(evaluation_year=year).order_by("revision"),
        "tree": _tree(framework),
        "unverified": _unverified(framework),
        "before": Framework.objects.filter(evaluation_year=year - 1, status="published").first(),
        "continued": _continued(framework),
        "requirements": framework.requirements.select_related("item").prefetch_related("components"),
        "issues": framework.issues.annotate(item_count=Count("items")),
        "bands": framework.bands.all(),
        "milestones": framework.milestones.all(),
        "problems": shown_problems(framework, data_of(framework)) if is_draft else (),
        "uses": () if is_draft else uses_of(framework),
        "opened": opened,
        "section": "catalogue",
    }
    return render(request, "catalogue/year.html", context, status=status)


def shown_problems(framework: Framework, data: Data) -> list[dict[str, Any]]:
    """What keeps a draft from being published, each with the part where it is mended."""
    return [
        {
            "message": problem.message,
            "label": part_label(data, section, key),
            "field": field_label(section, field) if field else "",
            "address": part_address(framework, section, key)
            if key or section == HEAD
            else year_address(framework, section),
        }
        for problem in problems_of(framework, data)
        for section, key, field in [place_of(data, problem)]
    ]


def _tree(framework: Framework) -> list[tuple[Any, list[IndicatorBranch]]]:
    items = list(
        framework.items.select_related("sub_indicator", "indicator")
        .prefetch_related("replaces", "issues__issue")
        .order_by("position", "pk")
    )
    indicators = list(framework.indicators.select_related("instrument").order_by("no"))
    tree = []
    for instrument in framework.instruments.order_by("position", "pk"):
        rows = [
            _indicator_branch(indicator, [item for item in items if item.indicator_id == indicator.pk])
            for indicator in indicators
            if indicator.instrument_id == instrument.pk
        ]
        tree.append((instrument, rows))
    return tree


def _indicator_branch(indicator: Indicator, items: list[Item]) -> IndicatorBranch:
    groups: dict[int | None, list[Item]] = {}
    for item in items:
        groups.setdefault(item.sub_indicator_id, []).append(item)
    branches = tuple(Branch(rows[0].sub_indicator, tuple(rows)) for rows in groups.values())
    return IndicatorBranch(indicator, len(items), branches)


def _unverified(framework: Framework) -> int:
    """How many rows have something that still needs the official manual."""
    relations: tuple[Any, ...] = (
        framework.instruments,
        framework.indicators,
        framework.sub_indicators,
        framework.issues,
        framework.items,
        framework.bands,
        framework.requirements,
        framework.required_components,
    )
    return sum(_doubtful(rows.all()) for rows in relations)


def _doubtful(rows: Any) -> int:
    return sum(bool(row.unverified) for row in rows if isinstance(row, Part))


def _continued(framework: Framework) -> list[dict[str, Any]]:
    """Every item of the year before with what continues it; those that nothing continues are marked."""
    before = Framework.objects.filter(
        evaluation_year=framework.evaluation_year - 1, status="published"
    ).first()
    if before is None:
        return []
    successors: dict[str, list[Item]] = {}
    for link in framework.item_links.select_related("item").order_by("item__position"):
        successors.setdefault(link.predecessor.lower(), []).append(link.item)
    return [
        {"item": item, "successors": successors.get(item.code.lower(), [])}
        for item in before.items.order_by("position", "pk")
        if [each.code for each in successors.get(item.code.lower(), [])] != [item.code]
    ]
