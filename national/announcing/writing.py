"""Writing announced results: what is publicly known, and the municipalities' own scores; a batch or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from assessments.models import Assessment, IndicatorScore, InstrumentScore, ItemScore
from assessments.services import save_scores
from catalogue.models import Framework
from catalogue.queries import framework_of_assessment
from municipalities.guard import ReadOnly, require_writable
from municipalities.models import Municipality, User
from national.announcing.columns import INSTRUMENTS
from national.announcing.models import AnnouncedFigures
from national.announcing.plans import Difference, RowPlan, planned
from national.announcing.rows import TEXTS, AnnouncedRow
from national.results import Announced, Figures, keep_announced
from trail.models import Event
from trail.services import event_of, record_all

BATCH = 100
"""So many rows are one transaction: short enough that nobody who types meanwhile waits for it."""
LISTED = 1_000
"""So many differences are listed; of more the number is told."""
TOLD_AS = "scores-announced"


@dataclass(slots=True)
class Written:
    """How many rows were new, changed something and said nothing new, and where a municipality's own figure stays."""

    created: int = 0
    changed: int = 0
    same: int = 0
    differing: int = 0
    differences: list[Difference] = field(default_factory=list)

    def add(self, plan: RowPlan) -> None:
        if plan.same:
            self.same += 1
        elif plan.known:
            self.changed += 1
        else:
            self.created += 1
        self.differing += len(plan.differences)
        self.differences += plan.differences[: max(LISTED - len(self.differences), 0)]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, outcome: Mapping[str, Any]) -> Written:
        """From what `as_json` made, whatever else was put to it."""
        counts = {name: outcome[name] for name in ("created", "changed", "same", "differing")}
        return cls(**counts, differences=[Difference(**each) for each in outcome["differences"]])


def counted(rows: Sequence[AnnouncedRow]) -> Written:
    """What writing the rows would do; nothing is written."""
    written = Written()
    for plan in planned(rows):
        written.add(plan)
    return written


def in_batches(rows: Sequence[AnnouncedRow]) -> list[Sequence[AnnouncedRow]]:
    return [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]


@transaction.atomic
def write_rows(rows: Sequence[AnnouncedRow], written: Written, *, actor: User | None) -> None:
    """Write rows, all or none, and count them in `written`. Rows that say nothing new touch nothing."""
    plans = list(planned(rows))
    touched = [plan for plan in plans if not plan.same]
    by_year: dict[int, list[RowPlan]] = defaultdict(list)
    for plan in touched:
        by_year[plan.row.year].append(plan)
    for year, of_year in sorted(by_year.items()):
        keep_announced(year, [_announced(plan) for plan in of_year])
        _write_own(framework_of_assessment(year), of_year, actor)
    _keep_told(touched)
    for plan in plans:
        written.add(plan)


def _announced(plan: RowPlan) -> Announced:
    told = plan.told
    return Announced(
        plan.row.municipality,
        Figures(
            total=_score(told.get("total")),
            level=told.get("level", ""),
            instruments={code: Decimal(told[code]) for code in INSTRUMENTS if code in told},
            indicators={int(key): Decimal(text) for key, text in told.items() if key.isdigit()},
        ),
        status=told.get("status", ""),
        source=told.get("source", ""),
        announced_on=_day(told.get("announced_on")),
    )


def _write_own(framework: Framework, plans: Sequence[RowPlan], actor: User | None) -> None:
    """Every municipality gets one event, whether its own scores take anything over or not."""
    events: list[Event] = []
    new = []
    for plan in plans:
        if plan.assessment is None:
            new.append(plan)
        elif not plan.fill or not _save(plan, actor):
            events.append(
                _event(plan, Assessment(pk=plan.assessment), actor, {"total": plan.told.get("total", "")})
            )
    for plan, assessment in zip(new, _begun(framework, new), strict=True):
        events.append(_event(plan, assessment, actor, plan.fill))
    record_all(events)


def _save(plan: RowPlan, actor: User | None) -> bool:
    """Give an assessment that is there already what it takes over; whether anything was."""
    assert plan.assessment is not None
    assessment = Assessment.objects.select_related("municipality").get(pk=plan.assessment)
    items, indicators, announced = parted(plan.fill)
    try:
        saved = save_scores(
            assessment, items, indicators=indicators, announced=announced, actor=actor, told_as=TOLD_AS
        ).saved
    except ReadOnly:
        saved = []
    plan.fill = {key: text for key, text in plan.fill.items() if key in saved}
    return bool(saved)


def parted(fill: Mapping[str, str]) -> tuple[dict[str, Any], dict[int | str, Any], dict[str, Any]]:
    """Items, indicators and announced figures, as `save_scores` takes them."""
    items: dict[str, Any] = {}
    indicators: dict[int | str, Any] = {}
    announced: dict[str, Any] = {}
    for key, text in fill.items():
        if key.isdigit():
            indicators[key] = text
        elif key == "announced_on":
            announced[key] = _day(text)
        elif key == "total" or key in INSTRUMENTS or key in TEXTS:
            announced[key] = text
        else:
            items[key] = text
    return items, indicators, announced


def _begun(framework: Framework, plans: Sequence[RowPlan]) -> list[Assessment]:
    """New assessments with all that was announced."""
    if not plans:
        return []
    for municipality in Municipality.objects.filter(pk__in=[plan.row.municipality for plan in plans]):
        require_writable(municipality, ("score",), assessed_year=framework.evaluation_year)
    items = {each.code: each for each in framework.items.all()}
    indicators = {str(each.no): each for each in framework.indicators.all()}
    begun = Assessment.objects.bulk_create(
        Assessment(
            municipality_id=plan.row.municipality,
            assessed_year=plan.row.year,
            framework=framework,
            total=_score(plan.fill.get("total")),
            level_as_written=plan.fill.get("level", ""),
            status=plan.fill.get("status", ""),
            source=plan.fill.get("source", ""),
            announced_on=_day(plan.fill.get("announced_on")),
            version=1,
        )
        for plan in plans
    )

    def scores(make: Callable[[Assessment, str, Decimal], Any], known: Any) -> list[Any]:
        return [
            make(assessment, key, Decimal(text))
            for plan, assessment in zip(plans, begun, strict=True)
            for key, text in plan.fill.items()
            if key in known
        ]

    InstrumentScore.objects.bulk_create(
        scores(lambda of, code, score: InstrumentScore(assessment=of, code=code, score=score), INSTRUMENTS)
    )
    IndicatorScore.objects.bulk_create(
        scores(
            lambda of, no, score: IndicatorScore(
                assessment=of, indicator=indicators[no], position=int(no), score=score
            ),
            indicators,
        )
    )
    ItemScore.objects.bulk_create(
        scores(lambda of, code, score: ItemScore(assessment=of, item=items[code], score=score), items)
    )
    return begun


def _event(plan: RowPlan, assessment: Assessment, actor: User | None, after: Mapping[str, str]) -> Event:
    return event_of(
        TOLD_AS,
        assessment,
        actor=actor,
        municipality=Municipality(pk=plan.row.municipality),
        after={"assessed_year": plan.row.year, **after},
    )


def _keep_told(plans: Sequence[RowPlan]) -> None:
    AnnouncedFigures.objects.bulk_create(
        [
            AnnouncedFigures(
                municipality_id=plan.row.municipality,
                assessed_year=plan.row.year,
                told=plan.told,
                given={**plan.given, **plan.fill},
            )
            for plan in plans
        ],
        update_conflicts=True,
        unique_fields=["municipality", "assessed_year"],
        update_fields=["told", "given", "updated_at"],
    )


def _score(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
