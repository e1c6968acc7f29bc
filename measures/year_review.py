"""Years and dates in measures that were taken over: pointed out until somebody has looked at them.

What there is to look at follows from the texts: all years of a text that is as it was copied, and in one that was
changed since those that lie before the plan's year. "Looked at" is an event of the measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from editing.texts import text_hash
from ita_portal.thai.dates import fiscal_year_range
from ita_portal.thai.year_mentions import YearMention, find_years, moved_years
from measures.models import Measure
from measures.services import update_measure
from measures.takeover import TEXTS, events_of
from municipalities.guard import require_writable
from municipalities.models import Municipality, User
from trail.conflict import Conflict
from trail.models import Event
from trail.services import record

ACTION = "measure-years-checked"
FIELDS = (*TEXTS, "period")
_AROUND = 40


@dataclass(frozen=True, slots=True)
class Mention:
    """A year in a field of a measure, with the words around it. `moved` is the quote with the year moved, or ""."""

    field: str
    at: int
    before: str
    quote: str
    after: str
    moved: str


@dataclass(frozen=True, slots=True)
class Review:
    """A measure with years to look at, and the items that were lost on the way."""

    measure: Measure
    mentions: tuple[Mention, ...]
    lost: tuple[str, ...]


def to_review(municipality: Municipality, action_year: int) -> list[Review]:
    """The measures of this year that were taken over and not looked at, in the order of the plan."""
    told: dict[int, tuple[int, dict[str, str], list[str]]] = {}
    for event in reversed(events_of(municipality, action_year)):
        after = event.after
        for pk, said, lost in zip(after["made"], after["said"], after["lost"], strict=True):
            told[pk] = (after["source"], said, lost)
    checked = Event.objects.filter(action=ACTION, subject_type="measures.measure", subject_id__in=told)
    seen = set(checked.values_list("subject_id", flat=True))
    measures = (
        Measure.objects.filter(pk__in=set(told) - seen, section__plan__municipality=municipality)
        .select_related("section__issue")
        .order_by("section__position", "section_id", "position", "pk")
    )
    reviews = []
    for measure in measures:
        source, said, lost = told[measure.pk]
        mentions = tuple(
            mention
            for field in FIELDS
            for mention in _mentions(measure, field, said.get(field, ""), source, action_year)
        )
        if mentions or lost:
            reviews.append(Review(measure, mentions, tuple(lost)))
    return reviews


def _text(measure: Measure, field: str) -> str:
    return measure.period_text if field == "period" else str(getattr(measure, field))


def _mentions(
    measure: Measure, field: str, as_copied: str, source: int, action_year: int
) -> Iterator[Mention]:
    text = _text(measure, field)
    if field == "period" and measure.period_style != "text":
        return
    untouched = text_hash(text) == as_copied
    for each in find_years(text):
        if untouched or each.is_before(action_year):
            movable = each.exact and (each.year == source or _within(each, source))
            quote = text[each.start : each.end]
            moved = moved_years(text, action_year - source, [each.digits_start])[each.start : each.end]
            yield Mention(
                field,
                each.digits_start,
                _end_of(text[: each.start]),
                quote,
                _start_of(text[each.end :]),
                moved if movable else "",
            )


def _within(mention: YearMention, fiscal_year: int) -> bool:
    first, last = fiscal_year_range(fiscal_year)
    return first <= mention.first and mention.last <= last


def _end_of(text: str) -> str:
    """The last words of what stands before a quote; no sign is torn off its letter."""
    if len(text) <= _AROUND:
        return text
    return "…" + re.sub(r"\A[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+", "", text[-_AROUND:])


def _start_of(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    following = re.match(r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*", text[_AROUND:])
    return text[: _AROUND + (following.end() if following else 0)] + "…"


@transaction.atomic
def move_year(measure: Measure, field: str, at: int, quote: str, *, actor: User) -> Measure:
    """Move one pointed-out year to the plan's own. Raises Conflict when the text is another by now."""
    plan = measure.section.plan
    reviews = to_review(plan.municipality, plan.action_year)
    found = [
        mention
        for review in reviews
        if review.measure.pk == measure.pk
        for mention in review.mentions
        if (mention.field, mention.at, mention.quote) == (field, at, quote) and mention.moved
    ]
    if not found:
        raise Conflict({}, version=measure.version)
    current = Measure.objects.select_related("section__plan__municipality").get(pk=measure.pk)
    text = _text(current, field)
    year = _year_at(text, at)
    return update_measure(
        current, {field: moved_years(text, plan.action_year - year.year, [at])}, actor=actor
    )


def _year_at(text: str, at: int) -> YearMention:
    found = [each for each in find_years(text) if each.digits_start == at]
    if not found:
        raise ValidationError(gettext("There is no year at this place any more."))
    return found[0]


@transaction.atomic
def looked_at(measure: Measure, *, actor: User) -> None:
    """Somebody has seen the years of this measure: they are pointed out no more."""
    plan = measure.section.plan
    require_writable(plan.municipality, ("title",), action_year=plan.action_year)
    done = Event.objects.filter(action=ACTION, subject_type="measures.measure", subject_id=measure.pk)
    if not done.exists():
        record(ACTION, measure, actor=actor, municipality=plan.municipality)
