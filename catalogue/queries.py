"""Reading the catalogue: frames of published years, for everything that asks rules rather than rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from catalogue.frame import (
    Component,
    Frame,
    FrameBand,
    FrameIndicator,
    FrameInstrument,
    FrameIssue,
    FrameItem,
    Requirement,
)
from catalogue.models import DocumentKind, Framework, Item

PARTS = (
    "instruments",
    "indicators__instrument",
    "items__indicator",
    "items__sub_indicator",
    "items__issues__issue",
    "items__replaces",
    "issues",
    "bands",
    "requirements__item",
    "requirements__components",
)


def published_frameworks() -> QuerySet[Framework]:
    """The published framework of each year, newest first."""
    return Framework.objects.filter(status=Framework.Status.PUBLISHED)


def framework_of_year(evaluation_year: int) -> Framework | None:
    """The published framework of an evaluation year (B.E.), None when there is none."""
    return published_frameworks().filter(evaluation_year=evaluation_year).first()


def frame_of(framework: Framework) -> Frame:
    """The frame of a framework, in eleven queries whatever its size."""
    return frames_of([framework])[0]


def published_frames() -> dict[int, Frame]:
    """The frames of all published years by evaluation year."""
    return {frame.year: frame for frame in frames_of(published_frameworks())}


def frames_of(frameworks: Iterable[Framework]) -> list[Frame]:
    """The frames of several frameworks, read together."""
    wanted = [framework.pk for framework in frameworks]
    by_pk = {each.pk: each for each in Framework.objects.filter(pk__in=wanted).prefetch_related(*PARTS)}
    return [_frame(by_pk[pk]) for pk in wanted]


def _frame(framework: Framework) -> Frame:
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for indicator in framework.indicators.all():
        numbers[indicator.instrument.code].append(indicator.no)
    return Frame(
        year=framework.evaluation_year,
        revision=framework.revision,
        scheme="letter" if framework.scheme == Framework.Scheme.LETTER else "five_level",
        instruments=tuple(
            FrameInstrument(each.code, each.name, each.weight, tuple(numbers[each.code]))
            for each in framework.instruments.all()
        ),
        indicators=tuple(
            FrameIndicator(each.no, each.instrument.code, each.name, tuple(each.aliases))
            for each in framework.indicators.all()
        ),
        items=tuple(_item(each) for each in framework.items.all()),
        issues=tuple(FrameIssue(each.no, each.title, tuple(each.aliases)) for each in framework.issues.all()),
        bands=tuple(
            FrameBand(
                each.code, each.name, each.min_total, each.min_each_instrument, each.is_passing, each.order
            )
            for each in framework.bands.all()
        ),
        requirements=_requirements(framework),
    )


def _item(item: Item) -> FrameItem:
    return FrameItem(
        code=item.code,
        title=item.title,
        indicator=item.indicator.no,
        sub_indicator=item.sub_indicator.code if item.sub_indicator else "",
        aliases=tuple(item.aliases),
        issues=tuple(link.issue.no for link in item.issues.all()),
        replaces=tuple(link.predecessor for link in item.replaces.all()),
    )


def _requirements(framework: Framework) -> tuple[Requirement, ...]:
    """A component without a field is asked of the document as a whole: no cell can show or lack it."""
    return tuple(
        Requirement(
            kind="analysis" if each.kind == DocumentKind.ANALYSIS else "results",
            evaluation_year=framework.evaluation_year,
            item=each.item.code,
            key_year=each.key_year,
            covers_months=each.covers_months,
            issues_required=tuple(each.issues_required),
            components=tuple(
                Component(part.field, part.text, part.per_issue, unverified=bool(part.unverified))
                for part in each.components.all()
                if part.field
            ),
        )
        for each in framework.requirements.all()
    )
