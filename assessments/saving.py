"""Scores and analyses, each field saved by itself while somebody types (`editing`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from assessments.analysis_services import TEXTS, save_analysis_row
from assessments.history import ANALYSIS, ANNOUNCED, SCORES
from assessments.models import AnalysisRow, Assessment, IndicatorScore, InstrumentScore, ItemScore
from assessments.scores import score_from
from assessments.services import ANNOUNCED_SCORES, ANNOUNCED_TEXTS, get_or_create_assessment, save_scores
from catalogue.models import Indicator, Item
from catalogue.queries import NoFramework
from editing import registry
from editing.history import Edit, Subject
from editing.registry import Refusal, Unknown, write_each
from ita_portal.thai.celltext import clean
from ita_portal.thai.dates import format_date, parse_date
from ita_portal.thai.digits import format_decimal, parse_number
from municipalities.addresses import address
from municipalities.guard import ReadOnly
from municipalities.models import Municipality, User


class ScoreFields:
    """`assessment:2568` (the assessed year), with `score.i1`, `remark.i1`, `indicator.3` and `announced.total`."""

    kind = SCORES

    def found(self, municipality: Municipality, action_year: int, key: str) -> Assessment:
        found = Assessment.objects.filter(
            municipality=municipality, assessed_year=_year_of(key, action_year)
        ).first()
        if found is None:
            raise Unknown(key)
        return found

    def locked(self, municipality: Municipality, action_year: int, key: str, *, actor: User) -> Assessment:
        """The assessment of the year, begun by the first figure that is saved for it."""
        try:
            made = get_or_create_assessment(municipality, _year_of(key, action_year), actor=actor)
        except NoFramework:
            raise Unknown(key) from None
        rows = Assessment.objects.select_for_update(of=("self",)).select_related("municipality")
        return rows.get(pk=made.pk)

    def subject(self, row: Assessment) -> Subject:
        return Subject(SCORES, row.pk)

    def named(self, subject: Subject) -> str:
        """By its year, as a page has it before the assessment is begun."""
        years = Assessment.objects.filter(pk=subject.pk).values_list("assessed_year", flat=True)
        return f"{SCORES}:{years.first() or 0}"

    def text(self, row: Assessment, field: str) -> str:
        return str(self._texts(row).get(_known(row, field), ""))

    def _texts(self, row: Assessment) -> dict[str, str]:
        """All stored figures by field; read once a row, as a pasted column asks for dozens."""
        cached: dict[str, str] | None = getattr(row, "_field_texts", None)
        if cached is None:
            cached = stored_texts(row)
            row._field_texts = cached  # type: ignore[attr-defined]
        return cached

    def canonical(self, row: Assessment, field: str, text: str) -> str:
        group, _dot, key = field.partition(".")
        if group in ("score", "indicator") or key in ANNOUNCED_SCORES:
            try:
                return format_decimal(score_from(text))
            except ValueError:
                return text
        if key == "announced_on":
            return _day_text(parse_date(text)) or text.strip()
        return clean(text)

    def write(
        self, row: Assessment, texts: Mapping[str, str], *, actor: User, edit: Edit | None
    ) -> dict[str, Refusal]:
        given: dict[str, dict[Any, Any]] = {"score": {}, "remark": {}, "indicator": {}, "announced": {}}
        refused: dict[str, Refusal] = {}
        for field, text in texts.items():
            group, _dot, key = field.partition(".")
            value: Any = text
            if key == "announced_on":
                value = parse_date(text)
                if value is None and text.strip():
                    refused[field] = Refusal("invalid", gettext("This is not a date."))
                    continue
            given[group][key] = value
        try:
            saved = save_scores(
                row,
                given["score"],
                remarks=given["remark"],
                indicators=given["indicator"],
                announced=given["announced"],
                actor=actor,
                edit=edit,
            )
        except ReadOnly as held:
            return {field: Refusal("locked", str(held)) for field in texts}
        row.refresh_from_db()
        row.__dict__.pop("_field_texts", None)
        for group, keys in given.items():
            for key in keys:
                if key in saved.problems and group != "remark":
                    refused[f"{group}.{key}"] = Refusal("invalid", saved.problems[key])
        return refused

    def label(self, row: Assessment, field: str) -> str:
        group, _dot, key = _known(row, field).partition(".")
        words = {
            "score": gettext("Score of item %(code)s, ITA %(year)s"),
            "remark": gettext("Remark on item %(code)s, ITA %(year)s"),
            "indicator": gettext("Score of indicator %(code)s, ITA %(year)s"),
            "announced": gettext("Announced figure “%(code)s”, ITA %(year)s"),
        }
        return words[group] % {"code": key, "year": row.assessed_year}

    def address(self, row: Assessment, action_year: int, field: str, code: str) -> str:
        group, _dot, key = field.partition(".")
        fragment = {"score": f"score-{key}", "remark": f"score-{key}", "indicator": f"indicator-{key}"}
        return address(
            "scores_of_year", code, action_year, row.assessed_year, fragment=fragment.get(group, "announced")
        )


def _year_of(key: str, action_year: int) -> int:
    """The year of a page's subject; a cycle shows only the years around its own."""
    year = parse_number(key)
    if year is None or not action_year - 2 <= year <= action_year:
        raise Unknown(key)
    return year


def _known(row: Assessment, field: str) -> str:
    """The field with its code as the catalogue has it. Raises Unknown."""
    group, _dot, key = field.partition(".")
    if group in ("score", "remark"):
        codes = _catalogue(row)[0]
        if key.lower() in codes:
            return f"{group}.{codes[key.lower()]}"
    elif (group == "indicator" and key in _catalogue(row)[1]) or (group == "announced" and key in ANNOUNCED):
        return field
    raise Unknown(field)


def _catalogue(row: Assessment) -> tuple[dict[str, str], set[str]]:
    """The codes of items (by lower case) and numbers of indicators of the assessment's framework."""
    cached: tuple[dict[str, str], set[str]] | None = getattr(row, "_catalogue", None)
    if cached is None:
        codes = Item.objects.filter(framework=row.framework_id).values_list("code", flat=True)
        numbers = Indicator.objects.filter(framework=row.framework_id).values_list("no", flat=True)
        cached = {code.lower(): code for code in codes}, {str(no) for no in numbers}
        row._catalogue = cached  # type: ignore[attr-defined]
    return cached


def stored_texts(row: Assessment) -> dict[str, str]:
    """The figures of an assessment as texts, by field; what is missing is the empty text."""
    texts = {}
    for item in ItemScore.objects.filter(assessment=row).select_related("item"):
        texts[f"score.{item.item.code}"] = format_decimal(item.score)
        texts[f"remark.{item.item.code}"] = item.remark
    for indicator in IndicatorScore.objects.filter(assessment=row).select_related("indicator"):
        if indicator.indicator is not None:
            texts[f"indicator.{indicator.indicator.no}"] = format_decimal(indicator.score)
    for instrument in InstrumentScore.objects.filter(assessment=row):
        texts[f"announced.{instrument.code}"] = format_decimal(instrument.score)
    texts["announced.total"] = format_decimal(row.total)
    for key, column in ANNOUNCED_TEXTS.items():
        value = getattr(row, column)
        texts[f"announced.{key}"] = _day_text(value) if isinstance(value, date) else str(value or "")
    return texts


def _day_text(day: date | None) -> str:
    return format_date(day, "medium") if day else ""


class AnalysisFields:
    """`analysis:7` with `remark`, `items` (codes, one a line) and `issue` (a number, or empty)."""

    kind = ANALYSIS

    def found(self, municipality: Municipality, action_year: int, key: str) -> AnalysisRow:
        return self._row(AnalysisRow.objects.all(), municipality, action_year, key)

    def locked(self, municipality: Municipality, action_year: int, key: str, *, actor: User) -> AnalysisRow:
        rows = AnalysisRow.objects.select_for_update(of=("self",))
        return self._row(rows, municipality, action_year, key)

    def _row(self, rows: Any, municipality: Municipality, action_year: int, key: str) -> AnalysisRow:
        found: AnalysisRow | None = (
            rows.select_related("assessment__municipality", "issue")
            .filter(
                pk=parse_number(key) or 0,
                assessment__municipality=municipality,
                assessment__assessed_year=action_year - 1,
            )
            .first()
        )
        if found is None:
            raise Unknown(key)
        return found

    def subject(self, row: AnalysisRow) -> Subject:
        return Subject(ANALYSIS, row.pk)

    def named(self, subject: Subject) -> str:
        return f"{ANALYSIS}:{subject.pk}"

    def text(self, row: AnalysisRow, field: str) -> str:
        if field in TEXTS:
            return str(getattr(row, field))
        if field == "issue":
            return str(row.issue.no) if row.issue else ""
        if field == "items":
            items = row.items.select_related("item").order_by("position", "pk")
            return "\n".join(each.item.code if each.item else each.code_as_written for each in items)
        raise Unknown(field)

    def canonical(self, row: AnalysisRow, field: str, text: str) -> str:
        if field in TEXTS:
            return clean(text)
        return "\n".join(line for each in text.split("\n") if (line := clean(each).strip()))

    def write(
        self, row: AnalysisRow, texts: Mapping[str, str], *, actor: User, edit: Edit | None
    ) -> dict[str, Refusal]:
        def write_one(field: str, text: str) -> None:
            save_analysis_row(row, {field: self._value(row, field, text)}, actor=actor, edit=edit)

        return write_each(row, texts, write_one)

    def _value(self, row: AnalysisRow, field: str, text: str) -> Any:
        if field in TEXTS:
            return text
        bare = self.canonical(row, field, text)
        if field == "items":
            return bare.split("\n") if bare else []
        return parse_number(bare) if bare else None

    def label(self, row: AnalysisRow, field: str) -> str:
        self.text(row, field)
        words = {
            "remark": gettext("Analysis"),
            "items": gettext("Items"),
            "issue": gettext("Issue"),
            "instrument": gettext("instrument"),
            "number_as_written": gettext("number"),
            "heading_as_written": gettext("heading"),
        }
        return words[field]

    def address(self, row: AnalysisRow, action_year: int, field: str, code: str) -> str:
        return address("analysis_edit", code, action_year, row.pk, fragment=f"id_{field}")


def register() -> None:
    registry.register(ScoreFields())
    registry.register(AnalysisFields())
