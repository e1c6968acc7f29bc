"""Reading what is cited: the sentences a measure could have, and those it has, beside the scores of today.

A citation is live while its sentence stands verbatim in its field. Whoever changes a word of it makes the sentence
their own: then it is never renewed, and only pointed out when the score changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import Literal

from django.utils.translation import gettext

from assessments.scoring import direction
from catalogue.frame import FrameItem
from catalogue.models import Item
from ita_portal.thai.celltext import plain
from ita_portal.thai.digits import to_arabic
from measures.models import Citation, Measure
from measures.printed_digits import printed_digits
from measures.result_sentences import NoSentence, Told, TwoYears, result_sentence
from municipalities.models import Municipality

YEAR_WORD = " ปี "
ZERO = Decimal(0)

State = Literal["current", "outdated", "by-hand"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence to insert for an item of the action year; without one `reason` says why.

    `linked` is the code that the measure answers, `missing` the (year, code) of a score to enter first.
    """

    linked: str
    told: Told | None = None
    sentence: str = ""
    reason: str = ""
    missing: tuple[int, str] | None = None
    stands_in: frozenset[str] = frozenset()
    """Fields that have a live sentence of this item already."""

    @property
    def code(self) -> str:
        return self.told.item.code if self.told else self.linked


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation beside the scores of today. `renewed` is "" where no sentence can be written: `reason` says why."""

    citation: Citation
    state: State
    told: Told | None = None
    renewed: str = ""
    reason: str = ""

    @property
    def is_outdated(self) -> bool:
        return self.state == "outdated"

    @property
    def has_turned(self) -> bool:
        """Whether the score went another way than the sentence says: what is written behind it may not hold."""
        old, told = self.citation.difference, self.told
        new = told.difference if told else None
        return old is not None and new is not None and direction(old, ZERO) != direction(new, ZERO)

    @property
    def old_part(self) -> str:
        return _from_difference(self.citation.sentence, self.renewed)

    @property
    def new_part(self) -> str:
        return _from_difference(self.renewed, self.citation.sentence)


class CitedYear:
    """The sentences of one municipality's action year. Scores are read once, whatever the number of measures."""

    def __init__(self, municipality: Municipality, action_year: int) -> None:
        self.municipality = municipality
        self.year = action_year
        self.scores = TwoYears(municipality, action_year)
        self.digits = printed_digits(municipality, action_year)

    def offers(self, measure: Measure) -> list[Offer]:
        """What can be inserted for the items that a measure answers, in their order."""
        citations = measure.citations.select_related("item")
        live = [each for each in citations if is_live(each, getattr(measure, each.field))]
        offers: list[Offer] = []
        for link in measure.items.all():
            items = self._items_of(link.item)
            if not items:
                offers.append(Offer(link.item.code, reason=self._why_none(link.item.code)))
            offers += [self._offer(link.item.code, each, live) for each in items]
        return offers

    def _items_of(self, item: Item) -> tuple[FrameItem, ...]:
        """The items of the action year behind a linked one, which is of the year before if that had a catalogue."""
        found = self.scores.continuing(item.code)
        if found or item.framework.evaluation_year != self.year:
            return found
        own = self.scores.item(item.code)
        return (own,) if own else ()

    def _offer(self, linked: str, item: FrameItem, live: Collection[Citation]) -> Offer:
        told = self.scores.told(item)
        fields = frozenset(each.field for each in live if each.item.code.lower() == item.code.lower())
        try:
            return Offer(linked, told, result_sentence(told, self.digits), stands_in=fields)
        except NoSentence as error:
            return Offer(linked, told, "", str(error), error.missing, fields)

    def _why_none(self, code: str) -> str:
        words = {"code": code, "year": self.year}
        if not self.scores.known:
            return gettext("The catalogue has no items of ITA %(year)s yet.") % words
        return gettext("ITA %(year)s does not ask item %(code)s any more.") % words

    def cited(self, citations: Iterable[Citation]) -> list[Cited]:
        """The citations that stand in their fields, and those that were rewritten by hand while a score changed."""
        live: list[Cited] = []
        by_hand: dict[tuple[int, str, str], Cited] = {}
        for each in citations:
            found = self._beside_today(each)
            text = getattr(each.measure, each.field)
            if is_live(each, text):
                live.append(found)
            elif found.is_outdated and mentions(text, each.item.code):
                by_hand[_place(each)] = Cited(each, "by-hand", found.told)
        for place in {_place(each.citation) for each in live} & by_hand.keys():
            del by_hand[place]
        return sorted([*live, *by_hand.values()], key=lambda each: each.citation.pk)

    def _beside_today(self, citation: Citation) -> Cited:
        item = self.scores.item(citation.item.code)
        if item is None:
            return Cited(citation, "outdated", None, "", self._why_none(citation.item.code))
        told = self.scores.told(item)
        if (told.before, told.now) == (citation.score_before, citation.score_now):
            return Cited(citation, "current", told)
        try:
            return Cited(citation, "outdated", told, result_sentence(told, self.digits))
        except NoSentence as error:
            return Cited(citation, "outdated", told, "", str(error))


def _from_difference(sentence: str, other: str) -> str:
    """A sentence from the year in which it begins to differ from another one."""
    pairs = zip(sentence, other, strict=False)
    same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
    start = sentence.rfind(YEAR_WORD, 0, same)
    return f"…{plain(sentence[start:])}" if start > 0 else plain(sentence)


def _place(citation: Citation) -> tuple[int, str, str]:
    return citation.measure_id, citation.field, citation.item.code.lower()


def is_live(citation: Citation, text: str) -> bool:
    """Whether the sentence of a citation stands in a field's text as it was inserted."""
    return citation.sentence in text


def mentions(text: str, code: str) -> bool:
    """Whether a text names an item, in Thai or Arabic digits and in any case."""
    pattern = rf"(?<![a-z0-9]){re.escape(code.lower())}(?![0-9])"
    return re.search(pattern, to_arabic(plain(text)).lower()) is not None


def citations_of_year(municipality: Municipality, action_year: int) -> list[Citation]:
    """All citations in the measures of an action year, in their order on the page."""
    return list(
        Citation.objects.filter(
            measure__section__plan__municipality=municipality,
            measure__section__plan__action_year=action_year,
        )
        .select_related("item", "measure__section__issue")
        .order_by("measure__section__position", "measure__position", "measure_id", "pk")
    )


def outdated(municipality: Municipality, action_year: int) -> list[Cited]:
    """Sentences whose scores are others now, and those rewritten by hand whose scores are; in few queries."""
    citations = citations_of_year(municipality, action_year)
    if not citations:
        return []
    found = CitedYear(municipality, action_year).cited(citations)
    places = {each.pk: place for place, each in enumerate(citations)}
    return sorted(
        (each for each in found if each.state != "current"), key=lambda each: places[each.citation.pk]
    )
