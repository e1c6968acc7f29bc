"""Writing result sentences into measures, and renewing them when a score changed. Each service is one transaction."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from catalogue.models import Item
from ita_portal.thai.continuing import with_line
from measures.cited import Cited, CitedYear, citations_of_year, is_live
from measures.fields import apply_fields
from measures.history import keep_texts
from measures.models import Citation, Measure
from measures.result_sentences import NoSentence, Told, result_sentence
from municipalities.guard import require_writable
from municipalities.models import Municipality, User
from trail.services import record

FIELDS = ("output", "outcome")
"""Fields that take a result sentence."""


@transaction.atomic
def insert_citation(measure: Measure, field: str, code: str, *, actor: User | None = None) -> Citation:
    """Write the result sentence of an item of the action year into a field, as its next line.

    Twice is once; a sentence of that item that stands there with old figures is renewed instead. Raises NoSentence
    while a score is missing, ValidationError for another field or an unknown item, ReadOnly while a report in
    approval holds the field.
    """
    if field not in FIELDS:
        raise ValidationError(gettext("A result sentence goes into the output or the outcome."))
    locked = _locked([measure.pk])[0]
    plan = locked.section.plan
    require_writable(plan.municipality, (field,), action_year=plan.action_year)
    year = CitedYear(plan.municipality, plan.action_year)
    frame_item = year.scores.item(code)
    if frame_item is None:
        raise ValidationError(gettext("There is no item %(code)s in this year.") % {"code": code[:20]})
    told = year.scores.told(frame_item)
    sentence = result_sentence(told, year.digits)
    item = Item.objects.get(framework=year.scores.framework_pk, code=frame_item.code)
    text = getattr(locked, field)
    standing = [each for each in locked.citations.filter(field=field, item=item) if is_live(each, text)]
    citation = standing[-1] if standing else Citation(measure=locked, field=field, item=item)
    if citation.pk and citation.sentence == sentence:
        return citation
    if citation.pk:
        wanted = text.replace(citation.sentence, sentence, 1)
    else:
        wanted = text if sentence in text else with_line(text, sentence)
    _set_figures(citation, told, sentence)
    _write(locked, {field: wanted}, "citation-inserted", actor, {"item": item.code})
    citation.save()
    return citation


@transaction.atomic
def renew(
    municipality: Municipality,
    action_year: int,
    citations: Collection[int] | None = None,
    *,
    actor: User | None = None,
) -> list[Citation]:
    """Put today's figures into the sentences of these citations, or of all that are out of date.

    Sentences that were rewritten by hand stay as they are, and so does everything around a sentence. Nobody's text
    is overwritten: what is replaced is the sentence in the text as it is stored now. Raises ReadOnly while a report
    in approval holds one of the fields; then none is renewed.
    """
    wanted = [
        each
        for each in citations_of_year(municipality, action_year)
        if citations is None or each.pk in set(citations)
    ]
    measures = {each.pk: each for each in _locked(sorted({each.measure_id for each in wanted}))}
    for each in wanted:
        each.measure = measures[each.measure_id]
    old = [
        each
        for each in CitedYear(municipality, action_year).cited(wanted)
        if each.is_outdated and each.renewed and each.told
    ]
    if not old:
        return []
    require_writable(municipality, {each.citation.field for each in old}, action_year=action_year)
    for measure in measures.values():
        own = [each for each in old if each.citation.measure_id == measure.pk]
        if own:
            _renew_in(measure, own, actor)
    return [each.citation for each in old]


def _renew_in(measure: Measure, old: list[Cited], actor: User | None) -> None:
    texts = {each.citation.field: getattr(measure, each.citation.field) for each in old}
    for each in old:
        citation = each.citation
        assert each.told is not None
        texts[citation.field] = texts[citation.field].replace(citation.sentence, each.renewed, 1)
        _set_figures(citation, each.told, each.renewed)
    codes = sorted({each.citation.item.code for each in old})
    _write(measure, texts, "citations-renewed", actor, {"items": codes})
    Citation.objects.bulk_update(
        [each.citation for each in old],
        ["year_before", "year_now", "score_before", "score_now", "difference", "sentence"],
    )


def _set_figures(citation: Citation, told: Told, sentence: str) -> None:
    citation.year_before, citation.year_now = told.year - 1, told.year
    citation.score_before, citation.score_now = told.before, told.now
    citation.difference = told.difference
    citation.sentence = sentence


def _locked(measures: Collection[int]) -> list[Measure]:
    rows = Measure.objects.select_for_update(of=("self",)).select_related("section__plan__municipality")
    return list(rows.filter(pk__in=measures).order_by("pk"))


def _write(
    measure: Measure, texts: dict[str, str], action: str, actor: User | None, said: dict[str, Any]
) -> None:
    """Store texts with their history and the one event of this act."""
    before, after = apply_fields(measure, texts)
    measure.version += 1
    measure.save()
    keep_texts(measure, before, after, actor=actor)
    municipality = measure.section.plan.municipality
    record(action, measure, actor=actor, municipality=municipality, before=before, after={**after, **said})


__all__ = ["FIELDS", "NoSentence", "insert_citation", "renew"]
