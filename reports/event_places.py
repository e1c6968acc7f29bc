"""Where something happened, in words: the item, the issue's measure or the report that an event was about."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import AnalysisRow, Assessment
from ita_portal.thai.numerals import numeral
from measures.models import Measure
from reports.models import Report
from reports.places import field_name
from reports.progress import measure_place
from trail.models import Event

NAMED = 3
"""So many items or fields are named one by one; of more only the number is told."""

ITEM = re.compile(r"(?P<code>[ieo][0-9]+)(?:\.remark)?", re.IGNORECASE)


def places_of(events: Collection[Event]) -> dict[int, str]:
    """The place of each event by the event's key; nothing for what has none. One query per kind of object."""
    about = {each.pk: _subject(each) for each in events}

    def wanted(kind: str) -> set[int]:
        return {key for found, key in about.values() if found == kind and key is not None}

    measures = Measure.objects.filter(pk__in=wanted("measures.measure")).select_related("section__issue")
    rows = AnalysisRow.objects.filter(pk__in=wanted("assessments.analysisrow")).select_related("issue")
    assessments = Assessment.objects.filter(pk__in=wanted("assessments.assessment"))
    reports = Report.objects.filter(pk__in=wanted("reports.report")).only("kind", "key_year")
    words: dict[tuple[str, int | None], str] = {
        **{("measures.measure", each.pk): _measure(each) for each in measures.order_by("pk")},
        **{("assessments.analysisrow", each.pk): _row(each) for each in rows.order_by("pk")},
        **{
            ("assessments.assessment", pk): f"ITA {year}"
            for pk, year in assessments.order_by("pk").values_list("pk", "assessed_year")
        },
        **{
            ("reports.report", each.pk): f"{each.get_kind_display()} {each.key_year}"
            for each in reports.order_by("pk")
        },
    }
    return {each.pk: _place(each, words.get(about[each.pk], "")) for each in events}


def _subject(event: Event) -> tuple[str, int | None]:
    """What an event was about; evidence is told by its measure or item."""
    if event.subject_type == "measures.evidence":
        return "measures.measure", event.after.get("measure") or event.before.get("measure_id")
    return event.subject_type, event.subject_id


def _place(event: Event, words: str) -> str:
    code = event.after.get("item") or event.before.get("item")
    if event.subject_type == "measures.evidence" and code:
        return _("item %(code)s") % {"code": code}
    if event.action in ("token-made", "token-revoked"):
        return str(event.after.get("name") or event.before.get("name") or "")[:60]
    if event.action in ("scores-saved", "scores-announced"):
        return " ".join(filter(None, (words, _scores(event.after))))
    if event.action == "measure-saved" and words:
        fields = _fields(event.after)
        return f"{words}: {fields}" if fields else words
    return words or _what_was_there(event.before) or _what_was_there(event.after)


def _scores(changed: Mapping[str, Any]) -> str:
    codes = list(dict.fromkeys(found["code"] for found in map(ITEM.fullmatch, changed) if found))
    if len(codes) > NAMED:
        return ngettext("%(count)s item", "%(count)s items", len(codes)) % {"count": len(codes)}
    if codes:
        return _("item %(code)s") % {"code": ", ".join(codes)}
    numbers = [key for key in changed if key.isdigit()]
    if len(numbers) == 1:
        return _("indicator %(no)s") % {"no": numbers[0]}
    return _("indicators") if numbers else _("announced figures")


def _fields(after: Mapping[str, Any]) -> str:
    """The changed fields; a page that saves as one types tells only their names."""
    changed = after.get("fields", after)
    names = [name for name in map(field_name, changed) if name]
    return ", ".join(names) if len(names) <= NAMED else ""


def _measure(measure: Measure) -> str:
    return measure_place(measure.section, measure.position + 1)


def _row(row: AnalysisRow) -> str:
    return _("Issue %(no)s") % {"no": numeral(row.issue.no)} if row.issue else row.heading_as_written[:60]


def _what_was_there(said: Mapping[str, Any]) -> str:
    """What is known of something that is there no longer."""
    if said.get("title"):
        return str(said["title"])[:60]
    issue = said.get("issue")
    return _("Issue %(no)s") % {"no": numeral(issue)} if isinstance(issue, int) else ""
