"""The parts of a submitted document as an approver reads them, and what a remark on each of them is pinned to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.models import AnalysisRow as StoredRow
from ita_portal.thai.celltext import plain
from ita_portal.thai.numerals import numeral
from reports.checks.finding import Where
from reports.document import AnalysisRow, Document, ItemScore, Section
from reports.places import Placed, field_name, result_year, scores_url, stored_measure
from reports.progress import Cycle
from reports.returning import ANALYSIS, MEASURE, SCORES, Pin

SHOWN: Mapping[str, tuple[str, ...]] = {
    "analysis": ("procedure", "responsible", "period", "follow_up"),
    "results": ("procedure", "output", "outcome", "suggestion"),
}
"""Fields of a measure that an approver reads, by kind of report."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a remark is about. `key` names it in the form; `fields` are its parts: field, name, address."""

    key: str
    place: str
    url: str
    subject_type: str = ""
    subject_id: int | None = None
    fields: tuple[tuple[str, str, str], ...] = ()
    whole: str = ""
    """What no field in particular is called."""
    own: str = ""
    """The field that the target itself is, where there is nothing to choose."""

    def pin(self, texts: Mapping[str, str]) -> Pin | None:
        """The remark that was written for it; an unknown field is none."""
        text = texts.get(f"pin-{self.key}", "").strip()
        if not text:
            return None
        chosen = texts.get(f"field-{self.key}", "")
        field, name, url = next((each for each in self.fields if each[0] == chosen), (self.own, "", self.url))
        place = f"{self.place} · {name}" if name else self.place
        return Pin(text, place, url, self.subject_type, self.subject_id, field)


@dataclass(frozen=True, slots=True)
class MeasureRead:
    """A measure of the submitted document. `texts` has the empty ones too: a remark may be about what is missing."""

    target: Target
    number: int
    title: str
    texts: tuple[tuple[str, str], ...]
    """The name of a field for people, and its text."""


@dataclass(frozen=True, slots=True)
class SectionRead:
    name: str
    measures: tuple[MeasureRead, ...]


def sections_read(document: Document, cycle: Cycle) -> list[SectionRead]:
    return [
        SectionRead(_heading(section), tuple(_measures(number, section, document, cycle)))
        for number, section in enumerate(document.sections, start=1)
        if section.measures
    ]


def _measures(number: int, section: Section, document: Document, cycle: Cycle) -> Iterator[MeasureRead]:
    route = "result_edit" if document.kind == "results" else "measure_edit"
    for position, measure in enumerate(section.measures, start=1):
        stored = stored_measure(number, position, document, cycle)
        url = cycle.url(route, stored.pk) if stored else cycle.url("measures")
        target = Target(
            f"measure-{number}-{position}",
            f"{_section_name(section)} · {_('measure %(number)s') % {'number': position}}",
            url,
            MEASURE if stored else "",
            stored.pk if stored else None,
            tuple(
                (name, field_name(name), f"{url}#id_{name}" if stored else url)
                for name in SHOWN[document.kind]
            ),
            _("the whole measure"),
        )
        texts = tuple((field_name(name), measure.text(name)) for name in SHOWN[document.kind])
        yield MeasureRead(target, position, measure.title, texts)


def _heading(section: Section) -> str:
    title = plain(section.title) if section.issue is not None else ""
    return f"{_section_name(section)} {title}".strip()


def _section_name(section: Section) -> str:
    if section.issue is None:
        return plain(section.heading_as_written) or _("Measures")
    return _issue_name(section.issue)


def _issue_name(issue: int) -> str:
    return _("Issue %(no)s") % {"no": numeral(issue)}


@dataclass(frozen=True, slots=True)
class RemarkRead:
    """A row of the analysis: the items it speaks of with their scores, and what it says."""

    target: Target
    items: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True, slots=True)
class IssueRead:
    name: str
    rows: tuple[RemarkRead, ...]


def analysis_read(document: Document, cycle: Cycle) -> list[IssueRead]:
    """The analysis by issue, in the order of the document."""
    stored = stored_rows(document, cycle)
    found: dict[int | None, list[RemarkRead]] = {}
    for number, row in enumerate(document.analysis, start=1):
        name = _issue_name(row.issue) if row.issue is not None else _("Not under an issue of this year")
        codes = [each.item or each.code_as_written for each in row.items]
        pk = stored[number - 1]
        target = Target(
            f"analysis-{number}",
            " · ".join((name, _("analysis"), *([", ".join(codes)] if codes else []))),
            cycle.url("analysis", fragment=f"row-{pk}" if pk else ""),
            ANALYSIS if pk else "",
            pk,
        )
        items = tuple(
            (code, each.score_as_written or _written(each.score))
            for code, each in zip(codes, row.items, strict=True)
        )
        found.setdefault(row.issue, []).append(RemarkRead(target, items, row.remark))
    return [IssueRead(rows[0].target.place.split(" · ")[0], tuple(rows)) for rows in found.values()]


def stored_rows(document: Document, cycle: Cycle) -> list[int | None]:
    """The key of the stored row behind each row of the document's analysis: the same issue and items, in order."""
    there: dict[tuple[int | None, tuple[str, ...]], list[int]] = {}
    for row in cycle.analysis if document.analysis else ():
        there.setdefault(_key_of_stored(row), []).append(row.pk)
    seen: Counter[tuple[int | None, tuple[str, ...]]] = Counter()
    found: list[int | None] = []
    for each in document.analysis:
        key = _key(each)
        same = there.get(key, [])
        found.append(same[seen[key]] if seen[key] < len(same) else None)
        seen[key] += 1
    return found


def _key(row: AnalysisRow) -> tuple[int | None, tuple[str, ...]]:
    return row.issue, tuple(sorted((each.item or each.code_as_written).lower() for each in row.items))


def _key_of_stored(row: StoredRow) -> tuple[int | None, tuple[str, ...]]:
    codes = (each.item.code if each.item else each.code_as_written for each in row.items.all())
    return row.issue.no if row.issue else None, tuple(sorted(code.lower() for code in codes))


@dataclass(frozen=True, slots=True)
class FiguresRead:
    """An indicator with its items, or the announced figures: each figure's name and score."""

    target: Target
    name: str
    score: str
    items: tuple[tuple[str, str, str], ...] = ()
    """Code, title, score."""


def figures_read(document: Document, cycle: Cycle) -> list[FiguresRead]:
    """The figures of the document's result as an approver reads them, a group for each indicator."""
    result = document.result
    if result.year is None:
        return []
    assessment = cycle.assessments.get(result_year(document, cycle))
    kind, pk = (SCORES, assessment.pk) if assessment else ("", None)
    url = scores_url(document, cycle, "announced")
    total = (
        ("announced.total", _("total"), url),
        ("announced.level", _("level"), url),
    )
    announced = Target("announced", _("Total and level"), url, kind, pk, total, _("total and level"))
    found = [FiguresRead(announced, _("Total and level"), f"{_written(result.total)} {result.level}".strip())]
    for position, each in enumerate(result.indicators, start=1):
        items = [item for item in result.items if item.indicator == each.no] if each.no is not None else []
        name = each.name or each.name_as_written
        place = _("indicator %(no)s") % {"no": each.no} if each.no is not None else name
        url = scores_url(document, cycle, f"indicator-{each.no}" if each.no is not None else "")
        own = ((f"indicator.{each.no}", _("score of the indicator"), url),) if each.no is not None else ()
        target = Target(
            f"indicator-{position}", place, url, kind, pk, (*own, *_item_fields(items, document, cycle))
        )
        shown = tuple((item.code, item.title, _written(item.score)) for item in items)
        found.append(FiguresRead(target, f"{place} {name}".strip(), _written(each.score), shown))
    return found


def _item_fields(
    items: Iterable[ItemScore], document: Document, cycle: Cycle
) -> Iterator[tuple[str, str, str]]:
    for item in items:
        name = _("item %(code)s") % {"code": item.code}
        yield f"score.{item.code}", name, scores_url(document, cycle, f"score-{item.code}")


def _written(score: Decimal | None) -> str:
    return "–" if score is None else f"{score:.2f}"


def finding_target(number: int, each: Placed, document: Document, cycle: Cycle) -> Target:
    """What a remark on a finding is pinned to: the row and field that it is about, where there is one."""
    key, where = f"finding-{number}", each.finding.where
    field = where.field or ""
    if where.section is not None and where.measure is not None:
        stored = stored_measure(where.section, where.measure, document, cycle)
        if stored:
            return Target(key, each.place, each.url, MEASURE, stored.pk, own=field)
    elif field == "remark":
        rows = [
            pk
            for row, pk in zip(document.analysis, stored_rows(document, cycle), strict=True)
            if pk and row.issue == where.issue and where.item in (None, *(one.item for one in row.items))
        ]
        if len(rows) == 1:
            url = cycle.url("analysis", fragment=f"row-{rows[0]}")
            return Target(key, each.place, url, ANALYSIS, rows[0])
    elif figure := _figure_of(where):
        assessment = cycle.assessments.get(result_year(document, cycle))
        if assessment:
            return Target(key, each.place, each.url, SCORES, assessment.pk, own=figure)
    return Target(key, each.place, each.url)


def _figure_of(where: Where) -> str:
    """The field of the score page that a place is about, "" for none."""
    if where.field in (None, "score", "total", "level") and where.issue is None:
        if where.item:
            return f"score.{where.item}"
        if where.indicator is not None:
            return f"indicator.{where.indicator}"
        return f"announced.{where.field}" if where.field in ("total", "level") else ""
    return ""
