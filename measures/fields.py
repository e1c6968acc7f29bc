"""The fields of a measure as people fill them in: how each is stored, and how a change of it is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from catalogue.models import Item
from catalogue.queries import framework_of_year
from ita_portal.thai.celltext import clean
from ita_portal.thai.periods import Period, parse_period
from measures.models import Measure, MeasureItem, ResponsibleUnit
from municipalities.models import Department

TEXTS = ("title", "procedure", "output", "outcome", "suggestion", "follow_up", "number_as_written")
FIELDS = (*TEXTS, "responsible", "period", "items", "extra")
"""What `update_measure` takes. `responsible`: names in order; `period`: text or Period; `items`: codes of the
assessed year before the plan; `extra`: pairs (heading, text)."""

PLANNED = frozenset({"title", "procedure", "responsible", "period", "follow_up"})
"""Fields that the analysis report prints as the plan."""
DONE = frozenset({"output", "outcome", "suggestion", "evidence"})
"""Fields that only the results report prints."""
ALL = PLANNED | DONE
"""What adding, deleting or moving a measure touches."""

Change = tuple[Any, Any]


def apply_fields(measure: Measure, fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set fields on a saved measure and its rows; return what changed, (before, after). Does not save the measure.

    Raises ValidationError by field name for what cannot be stored.
    """
    if unknown := [name for name in fields if name not in FIELDS]:
        raise ValidationError(f"a measure has no {', '.join(unknown)}")
    before, after = {}, {}
    for name, value in fields.items():
        stored, wanted = _SETTERS.get(name, _set_text)(measure, name, value)
        if stored != wanted:
            before[name], after[name] = stored, wanted
    return before, after


def stored_fields(measure: Measure) -> dict[str, Any]:
    """Everything a measure says, for the event of its deletion."""
    return {
        **{name: getattr(measure, name) for name in TEXTS},
        "responsible": _names(measure),
        "responsible_as_written": measure.responsible_as_written,
        "period": _told(measure),
        "items": _codes(measure),
        "extra": measure.extra,
        "evidence": [[each.title, each.url or each.sha256] for each in measure.evidence.all()],
    }


def stored_value(measure: Measure, name: str) -> Any:
    """One field as `apply_fields` tells it."""
    if name == "responsible":
        return _names(measure) or measure.responsible_as_written.splitlines()
    if name == "period":
        return _told(measure)
    return _codes(measure) if name == "items" else getattr(measure, name)


def _set_text(measure: Measure, name: str, value: Any) -> Change:
    stored, wanted = getattr(measure, name), clean(value or "")
    setattr(measure, name, wanted)
    return stored, wanted


def _set_extra(measure: Measure, name: str, value: Any) -> Change:
    stored = measure.extra
    measure.extra = [[clean(heading), clean(text)] for heading, text in value or ()]
    return stored, measure.extra


def _names(measure: Measure) -> list[str]:
    return [each.name for each in measure.responsible.order_by("position", "pk")]


def _set_responsible(measure: Measure, name: str, value: Sequence[str]) -> Change:
    """Units or positions in order. The cell as a document had it goes: from now on the list prints."""
    stored = _names(measure)
    wanted = [text for text in (clean(each) for each in value or ()) if text]
    if stored == wanted:
        return stored, wanted
    departments = {
        each.name: each
        for each in Department.objects.filter(municipality=measure.section.plan.municipality_id)
    }
    measure.responsible_as_written = ""
    measure.responsible.all().delete()
    ResponsibleUnit.objects.bulk_create(
        ResponsibleUnit(measure=measure, position=position, name=text, department=departments.get(text))
        for position, text in enumerate(wanted)
    )
    return stored, wanted


def _told(measure: Measure) -> list[str | None]:
    days = (measure.period_start, measure.period_end)
    return [measure.period_text, *(day.isoformat() if day else None for day in days), measure.period_style]


def _set_period(measure: Measure, name: str, value: Period | str | None) -> Change:
    stored = _told(measure)
    if isinstance(value, Period):
        period = Period(clean(value.text), value.start, value.end, value.style)
    else:
        period = parse_period(clean(value or ""), measure.section.plan.action_year)
    if period.start and period.end and period.start > period.end:
        raise ValidationError({"period": gettext("The period ends before it begins.")})
    measure.period_text = period.text
    measure.period_start, measure.period_end = period.start, period.end
    measure.period_style = period.style
    return stored, _told(measure)


def _codes(measure: Measure) -> list[str]:
    items = measure.items.select_related("item").order_by("position", "pk")
    return [each.item.code for each in items]


def items_of_plan(action_year: int) -> dict[str, Item]:
    """The items that measures of a fiscal year answer, by code in lower case: those of the result before it."""
    framework = framework_of_year(action_year - 1) or framework_of_year(action_year)
    return {each.code.lower(): each for each in Item.objects.filter(framework=framework)} if framework else {}


def _set_items(measure: Measure, name: str, value: Sequence[str]) -> Change:
    stored = _codes(measure)
    known = items_of_plan(measure.section.plan.action_year)
    present = {each.item.code.lower(): each.item for each in measure.items.select_related("item")}
    known = {**known, **present}
    if unknown := [code for code in value or () if code.lower() not in known]:
        raise ValidationError(
            {"items": gettext("There is no item %(code)s in this year.") % {"code": unknown[0][:20]}}
        )
    items = list(dict.fromkeys(known[code.lower()] for code in value or ()))
    codes = [item.code for item in items]
    if stored == codes:
        return stored, codes
    measure.items.all().delete()
    MeasureItem.objects.bulk_create(
        MeasureItem(measure=measure, item=item, position=position) for position, item in enumerate(items)
    )
    return stored, codes


_SETTERS: dict[str, Callable[[Measure, str, Any], Change]] = {
    "responsible": _set_responsible,
    "period": _set_period,
    "items": _set_items,
    "extra": _set_extra,
}
