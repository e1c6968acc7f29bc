"""Places of a frozen document to which a finding can be pinned: keys that stay, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ita_portal.thai.celltext import plain
from ita_portal.thai.numerals import numeral
from reports.checks.finding import Where
from reports.document import Document, Section


@dataclass(frozen=True, slots=True)
class Place:
    """`key` as a finding stores it: "", "result", "indicator:3", "item:i7", "section:1", "measure:1.2"."""

    key: str
    words: str


def places_of(document: Document) -> list[tuple[str, list[Place]]]:
    """Every place of a document in groups: the whole, scores, analysis, sections and their measures."""
    result = document.result
    scores = [Place("result", _("total and level"))]
    scores += [
        Place(f"indicator:{each.no}", _("indicator %(no)s") % {"no": f"{each.no} {each.name}".strip()})
        for each in result.indicators
        if each.no is not None
    ]
    scores += [Place(f"item:{each.code}", _("item %(code)s") % {"code": each.code}) for each in result.items]
    issues = dict.fromkeys(each.issue for each in document.analysis if each.issue is not None)
    groups = [(_("The report"), [Place("", _("the whole document"))]), (_("Scores"), scores)]
    if issues:
        rows = [Place(f"analysis:{no}", f"{issue_words(no)} · {_('analysis')}") for no in issues]
        groups.append((_("Analysis"), rows))
    groups += [
        (section_words(section, number), _in_section(section, number))
        for number, section in enumerate(document.sections, 1)
    ]
    return groups


def _in_section(section: Section, number: int) -> list[Place]:
    name = section_words(section, number)
    return [
        Place(f"section:{number}", name),
        *(
            Place(
                f"measure:{number}.{position}", f"{name} · {_('measure %(number)s') % {'number': position}}"
            )
            for position, _measure in enumerate(section.measures, 1)
        ),
    ]


def issue_words(no: int) -> str:
    return _("Issue %(no)s") % {"no": numeral(no)}


def section_words(section: Section, number: int) -> str:
    if section.issue is not None:
        return issue_words(section.issue)
    return plain(section.heading_as_written)[:60] or _("section %(number)s") % {"number": number}


def words_of(document: Document) -> dict[str, str]:
    """The words of every place by its key."""
    return {place.key: place.words for _group, places in places_of(document) for place in places}


def place_of(where: Where, document: Document) -> str:
    """The place nearest to what a check names, among those a finding can be pinned to."""
    section = where.section
    if section is None and where.issue is not None:
        numbers = [n for n, each in enumerate(document.sections, 1) if each.issue == where.issue]
        section = numbers[0] if numbers else None
    wanted = [
        f"measure:{section}.{where.measure}" if where.measure else "",
        f"item:{where.item}" if where.item else "",
        f"indicator:{where.indicator}" if where.indicator else "",
        f"analysis:{where.issue}" if where.field in ("analysis", "remark") else "",
        f"section:{section}" if section else "",
        "result" if where.field in ("total", "level", "result") else "",
    ]
    known = words_of(document)
    return next((key for key in wanted if key and key in known), "")
