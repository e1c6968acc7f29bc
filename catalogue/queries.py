"""Reading the catalogue: frames of published years, for everything that asks rules rather than rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.db.models import QuerySet
from django.utils.translation import gettext

from catalogue.frame import (
    Component,
    Frame,
    FrameBand,
    FrameIndicator,
    FrameInstrument,
    FrameIssue,
    FrameItem,
    Requirement,
    frame_for,
)
from catalogue.models import DocumentKind, Framework, Item
from ita_portal.thai.digits import to_arabic

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


class NoFramework(LookupError):
    """The catalogue says nothing about this year. The message is for people."""


EARLIEST, LATEST = 2550, 2700
"""Years of the Buddhist era that can be meant at all."""


def year_from(written: str | int) -> int:
    """The year (B.E.) that someone typed, in Thai or Arabic digits. Raises ValueError outside 2550–2700."""
    text = to_arabic(str(written)).strip()
    if not (text.isascii() and text.isdigit() and len(text) == 4 and EARLIEST <= int(text) <= LATEST):
        raise ValueError(
            gettext("“%(year)s” is not a year of the Buddhist era between %(earliest)s and %(latest)s.")
            % {"year": text[:20], "earliest": EARLIEST, "latest": LATEST}
        )
    return int(text)


def frames_in_force() -> Mapping[int, Frame]:
    """The frames of all published years, as `published_frames`, in one query once they have been read.

    A published framework never changes, so its frame may be kept for as long as the process lives.
    """
    rows = published_frameworks().order_by("evaluation_year").values_list("pk", "content_sha256")
    return {frame.year: frame for frame in (_kept_frame(pk, sha256) for pk, sha256 in rows)}


def kept_frame(framework: Framework) -> Frame:
    """The frame of a framework, read once per process unless it is a draft."""
    if framework.status == Framework.Status.DRAFT:
        return frame_of(framework)
    return _kept_frame(framework.pk, framework.content_sha256)


@lru_cache(maxsize=64)
def _kept_frame(pk: int, content_sha256: str) -> Frame:
    """The fingerprint is part of the key: in a restored database another framework may have this number."""
    return frames_of([Framework(pk=pk)])[0]


def framework_for(kind: str, key_year: int, evaluation_year: int | None = None) -> Framework:
    """The published framework whose issues and components a document follows (`frame.frame_for`).

    Raises NoFramework when the year is neither asked for by an evaluation nor in reach of the newest one.
    """
    frames = frames_in_force()
    frame = frame_for(frames, kind, key_year, evaluation_year)
    if frame is None or key_year < min(frames) - 1 or key_year > max(frames) + 1:
        raise NoFramework(_no_framework(key_year, frames))
    return published_frameworks().get(evaluation_year=frame.year)


def framework_of_assessment(assessed_year: int) -> Framework:
    """The published framework of an assessed year. Raises NoFramework when it is not in the catalogue."""
    framework = framework_of_year(assessed_year)
    if framework is None:
        raise NoFramework(_no_framework(assessed_year, frames_in_force()))
    return framework


def _no_framework(year: int, frames: Mapping[int, Frame]) -> str:
    if not frames:
        return gettext("The catalogue is empty: load_catalogue fills it.")
    return gettext("The catalogue has nothing for %(year)s; it has %(first)s to %(last)s.") % {
        "year": year,
        "first": min(frames),
        "last": max(frames),
    }


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
